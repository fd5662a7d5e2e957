import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkout, type Places, placesOf, preparePlaces } from '../src/places.ts';

/** An empty state of its own for one test, below a path with spaces and an apostrophe. */
export function emptyState(name: string): Places {
  const root = join(checkout, '.tradeloom', "tests' states", name);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  return preparePlaces(placesOf({ TRADELOOM_STATE_DIR: root }));
}

/** Command lines of all live processes that name a folder. */
export function processesOn(folder: string): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .flatMap((entry) => {
      const file = `/proc/${entry}/cmdline`;
      const line = existsSync(file) ? readOrNothing(file) : '';
      return line.includes(folder) ? [line.replaceAll('\0', ' ')] : [];
    });
}

/** A process may end between the listing and the reading. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Looks again and again until it holds; fails after the deadline. */
export async function eventually(holds: () => boolean, what: string, seconds = 15): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await wait(25);
  }
}
