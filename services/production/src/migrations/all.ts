import { Production1764000000001 } from './0001-production.ts';

export const migrations = [Production1764000000001];
