import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';

const size = 2 * 1024 ** 3;
/** between the look and the shrinking the database may write on */
const mostTries = 20;

/**
 * A file system in memory, which can be filled to the last byte and emptied again. Only
 * where this machine lets us mount one.
 */
export class SmallDisk {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static mountedAt(folder: string): SmallDisk | undefined {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tradeloom-chaos', folder]);
    return status === 0 ? new SmallDisk(folder) : undefined;
  }

  /** It shrinks to what is in use: from now on there is no room for one more page. */
  fill(): void {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { blocks, bfree, bsize } = statfsSync(this.#folder);
      if (remounted(this.#folder, (blocks - bfree) * bsize)) return;
    }
    throw new Error(`${this.#folder} could not be shrunk`);
  }

  free(): void {
    if (!remounted(this.#folder, size)) throw new Error(`${this.#folder} could not be enlarged`);
  }

  /** Also what an earlier run that was killed has left. */
  static unmount(folder: string): void {
    spawnSync('umount', ['--lazy', folder], { stdio: 'ignore' });
  }
}

const remounted = (folder: string, bytes: number): boolean =>
  spawnSync('mount', ['-o', `remount,size=${bytes}`, folder]).status === 0;
