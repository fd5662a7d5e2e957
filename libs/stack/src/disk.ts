import { statfsSync } from 'node:fs';
import { diskFull } from './start-up-problem.ts';

const MEBIBYTE = 1024 * 1024;
/** a fresh database with its log (about 120 MiB), the broker's segments, the documents of a demo */
const NEEDED_MIB = 400;

/** @throws StartUpProblem when less is free where the state lies than a fresh stack writes */
export function refuseFullDisk(stateDir: string, neededMiB = NEEDED_MIB): void {
  const { bavail, bsize } = statfsSync(stateDir);
  const freeMiB = Math.floor((bavail * bsize) / MEBIBYTE);
  if (freeMiB < neededMiB) throw diskFull(stateDir, freeMiB, neededMiB);
}
