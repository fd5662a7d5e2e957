import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { level1, level2 } from './asvs-ids.ts';
import { root } from './declared-events.ts';

interface Entry {
  readonly status: 'holds' | 'planned' | 'not-applicable';
  readonly tests?: readonly string[];
  /** in place of tests, where the requirement is that something is written down */
  readonly document?: string;
  readonly reason?: string;
}

const entries = parse(readFileSync(join(root, 'docs/security/asvs.yaml'), 'utf8')) as Record<string, Entry>;
const withStatus = (status: Entry['status']): [string, Entry][] =>
  Object.entries(entries).filter(([, entry]) => entry.status === status);
const holding = withStatus('holds');

/** The first section of these chapters asks for documentation alone. */
const ofDocumentation = /^V(2|5|6|7|8|11|13|14|15|16)\.1\.\d+$/;

const names = (text: string, id: string): boolean => text.match(/\bV\d+\.\d+\.\d+/g)?.includes(id) ?? false;

describe('docs/security/asvs.yaml', () => {
  it('speaks of every requirement of levels 1 and 2, and of no other', () => {
    expect([level1.length, level2.length]).toEqual([70, 183]);
    expect(Object.keys(entries).toSorted()).toEqual([...level1, ...level2].toSorted());
  });

  it(`says that ${holding.length} hold, ${withStatus('planned').length} are planned, ${withStatus('not-applicable').length} do not apply, and why`, () => {
    const known = holding.length + withStatus('planned').length + withStatus('not-applicable').length;
    expect(known).toBe(Object.keys(entries).length);
    const unreasoned = Object.entries(entries).filter(([, e]) => e.status !== 'holds' && (e.reason ?? '').length < 8);
    expect(unreasoned).toEqual([]);
  });

  it.each(holding.filter(([, { document }]) => document))('%s is a page, which names it', (id, { document = '' }) => {
    expect(id).toMatch(ofDocumentation);
    expect(document).toMatch(/^docs\/security\/[\w-]+\.md$/);
    expect(names(readFileSync(join(root, document), 'utf8'), id)).toBe(true);
  });

  it.each(holding.filter(([, { document }]) => !document))('%s holds by a test that names it', (id, { tests = [] }) => {
    expect(tests.length).toBeGreaterThan(0);
    for (const test of tests) {
      expect(test).toMatch(/\.test\.ts$/);
      expect(existsSync(join(root, test))).toBe(true);
      expect(names(readFileSync(join(root, test), 'utf8'), id)).toBe(true);
    }
  });

  it('takes no id for another that begins like it', () => {
    expect(names('// ASVS V1.2.10', 'V1.2.1')).toBe(false);
    expect(names('// ASVS V1.2.1, V1.2.2', 'V1.2.1')).toBe(true);
  });
});
