import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const mebibyte = 1024 * 1024;
const sizeMiB = 1_536;
const filler = 'filler';

/**
 * A file system in memory for the database's folder, which can be filled to the last byte and emptied again. Only
 * where this machine lets us mount one.
 */
export class SmallDisk {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static mountedAt(folder: string): SmallDisk | undefined {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const options = `size=${sizeMiB}m,mode=0700`;
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tradeloom-chaos', folder]);
    return status === 0 ? new SmallDisk(folder) : undefined;
  }

  fill(): void {
    const file = openSync(join(this.#folder, filler), 'w');
    try {
      for (const size of [8 * mebibyte, 64 * 1024, 4096]) while (this.#took(file, Buffer.alloc(size, 1)));
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(join(this.#folder, filler), { force: true });
  }

  /** Also what an earlier run that was killed has left. */
  static unmount(folder: string): void {
    spawnSync('umount', ['--lazy', folder], { stdio: 'ignore' });
  }

  #took(file: number, bytes: Buffer): boolean {
    const { bavail, bsize } = statfsSync(this.#folder);
    if (bavail * bsize < bytes.length) return false;
    try {
      return writeSync(file, bytes) === bytes.length;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
      throw error;
    }
  }
}
