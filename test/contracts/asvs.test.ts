import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { level1, level2 } from './asvs-ids.ts';
import { root } from './declared-events.ts';

interface Entry {
  readonly status: 'holds' | 'planned' | 'not-applicable';
  readonly tests?: readonly string[];
  readonly reason?: string;
}

const entries = parse(readFileSync(join(root, 'docs/security/asvs.yaml'), 'utf8')) as Record<string, Entry>;
const withStatus = (status: Entry['status']): [string, Entry][] =>
  Object.entries(entries).filter(([, entry]) => entry.status === status);
const holding = withStatus('holds');

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

  it.each(holding)('%s holds by a test that names it', (id, { tests = [] }) => {
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
