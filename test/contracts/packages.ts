import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './declared-events.ts';

export interface Manifest {
  /** from the checkout's root */
  readonly file: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

/** Every package.json of the checkout. */
export const manifests = (): Manifest[] =>
  [
    'package.json',
    ...globSync('{libs,services}/*/package.json', { cwd: root }),
    'gateway/package.json',
    'deploy/demo/package.json',
  ].map((file) => {
    const {
      dependencies = {},
      devDependencies = {},
      optionalDependencies = {},
    } = JSON.parse(readFileSync(join(root, file), 'utf8')) as Partial<Manifest>;
    return { file, dependencies, devDependencies, optionalDependencies };
  });

/** What runs in production and is not ours, each name once, in order. */
export const directRuntimePackages = (): string[] =>
  [...new Set(manifests().flatMap(({ dependencies }) => Object.keys(dependencies)))]
    .filter((name) => !name.startsWith('@tradeloom/'))
    .toSorted();
