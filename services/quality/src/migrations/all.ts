import { Quality1764000000001 } from './0001-quality.ts';
import { Certificates1764000000202 } from './0002-certificates.ts';
import { PiecesOfLots1764000000203 } from './0003-pieces-of-lots.ts';
import { ProgressOfAnOrder1764000000204 } from './0004-progress-of-an-order.ts';
import { Incidents1764000000205 } from './0005-incidents.ts';

export const migrations = [
  Quality1764000000001,
  Certificates1764000000202,
  PiecesOfLots1764000000203,
  ProgressOfAnOrder1764000000204,
  Incidents1764000000205,
];
