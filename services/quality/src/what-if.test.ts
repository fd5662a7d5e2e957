import { readFileSync } from 'node:fs';
import { whatIf } from './what-if.ts';

const trade = {
  lotSize: 1200,
  level: 'II',
  edition: 'iso1999',
  classes: [
    { name: 'critical', zero: { n: 125 } },
    { name: 'major', aql: '2.5' },
    { name: 'minor', aql: '4.0' },
  ],
};

describe('what-if sampling', () => {
  it('answers letter, sample and limits per class and says why', () => {
    const { classes, because } = whatIf.sampling(trade);
    expect(classes.map(({ defectClass, n, ac, re }) => [defectClass, n, ac, re])).toEqual([
      ['critical', 125, 0, 1],
      ['major', 80, 5, 6],
      ['minor', 80, 7, 8],
    ]);
    expect(because.every(({ rule, source, facts }) => rule && source && Object.keys(facts).length > 0)).toBe(true);
  });

  it('judges the lot and moves to tightened after the second failure in five', () => {
    const history = [{ found: { major: 6 } }, { found: { major: 6 }, resubmission: true }, { found: {} }];
    expect(whatIf.sampling({ ...trade, history })).toMatchObject({ mode: 'normal', nextMode: 'normal' });
    const answer = whatIf.sampling({ ...trade, history, found: { major: 6 } });
    expect(answer).toMatchObject({ mode: 'normal', verdict: 'not-accepted', nextMode: 'tightened' });
    expect(answer.next).toEqual({ major: { mode: 'tightened', score: 0 }, minor: { mode: 'normal', score: 9 } });
  });

  it('draws no plan while inspection is discontinued', () => {
    const history = Array.from({ length: 5 }, () => ({ found: { major: 9 } }));
    expect(whatIf.sampling({ ...trade, mode: 'tightened', history })).toMatchObject({
      classes: [],
      nextMode: 'discontinued',
    });
  });

  it('answers the documented example', () => {
    const file = new URL('../../../docs/what-if/sampling.example.json', import.meta.url);
    const answer = whatIf.sampling(JSON.parse(readFileSync(file, 'utf8')));
    expect(answer).toMatchObject({ verdict: 'accepted', nextMode: 'normal' });
  });
});
