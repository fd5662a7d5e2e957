import { Gateway1764000000101 } from './0001-gateway.ts';

export const migrations = [Gateway1764000000101];
