import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where everything of one stack lies. Nothing is ever written outside of these folders. */
export interface Places {
  /** the checkout's root */
  readonly checkout: string;
  /** data, keys, logs and addresses of this stack; `.tradeloom` unless TRADELOOM_STATE_DIR says otherwise */
  readonly state: string;
  /** jars that Maven fetched; kept with the checkout, shared by all its stacks */
  readonly jars: string;
  readonly logs: string;
  readonly keys: string;
}

/** The checkout this file belongs to, whether it runs from `src/` or from `dist/`. */
export const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** @param part a folder of the state for a stack beside the main one (`test`) */
export function placesOf(env: NodeJS.ProcessEnv = process.env, part?: string): Places {
  const given = env['TRADELOOM_STATE_DIR'];
  const root = given ? resolve(given) : join(checkout, '.tradeloom');
  const state = part ? join(root, part) : root;
  return {
    checkout,
    state,
    jars: join(checkout, '.tradeloom'),
    logs: join(state, 'logs'),
    keys: join(state, 'keys'),
  };
}

/** @returns the same places, their folders created (0700: passwords and keys lie there) */
export function preparePlaces(places: Places): Places {
  for (const folder of [places.state, places.logs, places.keys]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return places;
}
