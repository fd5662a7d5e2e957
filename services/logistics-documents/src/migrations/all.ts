import { LogisticsDocuments1764000000001 } from './0001-logistics-documents.ts';
import { LogisticsDocuments1764000000002 } from './0002-customer-receipts.ts';

export const migrations = [LogisticsDocuments1764000000001, LogisticsDocuments1764000000002];
