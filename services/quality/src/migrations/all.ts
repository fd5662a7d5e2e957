import { Quality1764000000001 } from './0001-quality.ts';

export const migrations = [Quality1764000000001];
