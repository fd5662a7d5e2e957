import { LogisticsDocuments1764000000001 } from './0001-logistics-documents.ts';

export const migrations = [LogisticsDocuments1764000000001];
