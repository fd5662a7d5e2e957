import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './declared-events.ts';
import { directRuntimePackages, manifests } from './packages.ts';

const budget = 60;
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const installed = Object.entries(lock.packages).filter(([place]) => place.includes('node_modules/'));

/** `| name | reason |` */
const reasons = new Map(
  [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, name = '', reason = '']) => [
    name,
    reason.trim(),
  ]),
);

describe('packages', () => {
  it.each(manifests())('are asked for by their exact version in $file', ({ file: _, ...kinds }) => {
    const loose = Object.values(kinds)
      .flatMap((named) => Object.entries(named))
      .filter(([, version]) => !/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  it('have one version in all of the checkout', () => {
    const versions = new Map<string, Set<string>>();
    for (const { dependencies } of manifests())
      for (const [name, version] of Object.entries(dependencies))
        versions.set(name, (versions.get(name) ?? new Set()).add(version));
    expect([...versions].filter(([, asked]) => asked.size > 1)).toEqual([]);
  });

  it('are locked by content, whichever registry serves them', () => {
    const hosted = installed.filter(([, { resolved }]) => resolved?.includes('://'));
    const unhashed = installed.filter(([, { link, integrity }]) => !link && !integrity?.startsWith('sha512-'));
    expect({ hosted, unhashed }).toEqual({ hosted: [], unhashed: [] });
  });

  it('run no script at installation that is not allowed by name, and come from no repository or address', () => {
    const settings = read('.npmrc').split('\n');
    expect(settings).toEqual(
      expect.arrayContaining(['strict-allow-scripts=true', 'allow-git=none', 'allow-remote=none', 'save-exact=true']),
    );
  });
});

// ASVS V15.1.2
describe('docs/dependencies.md', () => {
  const direct = directRuntimePackages();

  it('says of every direct runtime package why it is there, and of no other', () => {
    expect([...reasons.keys()].toSorted()).toEqual(direct);
    expect([...reasons].filter(([, reason]) => reason.length < 20)).toEqual([]);
  });

  it(`counts ${direct.length} of them; the budget is ${budget}`, () => {
    expect(read('docs/dependencies.md')).toContain(`${direct.length} packages`);
    expect(direct.length).toBeLessThan(budget);
  });
});
