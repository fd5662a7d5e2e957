import { Production1764000000001 } from './0001-production.ts';
import { WorkInWords1764000000102 } from './0002-deadlines.ts';

export const migrations = [Production1764000000001, WorkInWords1764000000102];
