import { Quality1764000000001 } from './0001-quality.ts';
import { Certificates1764000000202 } from './0002-certificates.ts';

export const migrations = [Quality1764000000001, Certificates1764000000202];
