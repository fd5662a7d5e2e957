import { Finance1764000000001 } from './0001-finance.ts';

export const migrations = [Finance1764000000001];
