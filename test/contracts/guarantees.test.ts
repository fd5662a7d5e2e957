import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './declared-events.ts';
import { chaosRunsOf, figuresOf, guarantees, measuredOf, page, renderPage, scheduledRunsOf } from './guarantees.ts';

describe('docs/guarantees.md', () => {
  const all = Object.entries(guarantees());

  it('is what `npm run guarantees` writes from the promises and the measured results', () => {
    expect(readFileSync(join(root, page), 'utf8')).toBe(renderPage());
  });

  it.each(all)('%s names tests that there are, all of which passed when they were last measured', (id, { tests }) => {
    expect(tests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const run = measuredOf(id);
    expect(Object.keys(run?.tests ?? {}).toSorted()).toEqual([...tests].toSorted());
    for (const { passed, failed } of Object.values(run?.tests ?? {})) {
      expect(failed).toBe(0);
      expect(passed).toBeGreaterThan(0);
    }
  });

  const tried = all.flatMap(([id, { chaos, ways, schedules = [] }]) => [
    ...(chaos ? [[id, chaosRunsOf(chaos, ways)] as const] : []),
    ...schedules.map((name) => [`${id}, ${name},`, scheduledRunsOf(name)] as const),
  ]);

  it.each(tried)('%s names faults that struck in a kept run, in which nothing was found', (_, runs) => {
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) {
      expect(run).toMatchObject({ lost: 0, duplicated: 0, reordered: 0, overPromised: 0, undrained: null });
    }
  });

  it('gives the figures of every benchmark that it names, and all of them meet their goal', () => {
    for (const bench of all.flatMap(([, { benches = [] }]) => benches)) {
      const figures = figuresOf(bench);
      expect(figures.length).toBeGreaterThan(0);
      expect(figures.filter(({ met }) => !met)).toEqual([]);
    }
    expect(all.length).toBeGreaterThan(10);
  });
});
