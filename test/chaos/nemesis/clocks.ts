import { existsSync, globSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const places = [
  '/usr/lib/*/faketime/libfaketimeMT.so.1',
  '/usr/lib/faketime/libfaketimeMT.so.1',
  '/usr/local/lib/faketime/libfaketimeMT.so.1',
];

/** The wall clock of each process, by libfaketime where it is installed, or where FAKETIME_LIBRARY says it is. */
export class Clocks {
  readonly #library: string;
  readonly #folder: string;

  private constructor(library: string, folder: string) {
    this.#library = library;
    this.#folder = folder;
  }

  static in(folder: string, env: NodeJS.ProcessEnv): Clocks | undefined {
    const [library] = [env['FAKETIME_LIBRARY'] ?? '', ...globSync(places)].filter((file) => existsSync(file));
    if (!library) return undefined;
    mkdirSync(folder, { recursive: true });
    return new Clocks(library, folder);
  }

  /** What the process must be started with. Its monotonic clock stays true, as in life. */
  environmentOf(role: string): NodeJS.ProcessEnv {
    this.set(role, '+0');
    return {
      LD_PRELOAD: this.#library,
      FAKETIME_TIMESTAMP_FILE: this.#fileOf(role),
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** @param offset from the true time: `+3d`, `-10m`, `+0` */
  set(role: string, offset: string): void {
    const file = this.#fileOf(role);
    writeFileSync(`${file}.new`, `${offset}\n`);
    renameSync(`${file}.new`, file);
  }

  #fileOf(role: string): string {
    return join(this.#folder, role);
  }
}
