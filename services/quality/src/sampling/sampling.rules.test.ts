import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import {
  codeLetterOf,
  type Edition,
  type InspectionStandard,
  judgeLot,
  type Level,
  type Mode,
  planLot,
  planOfLetter,
} from './sampling.rules.ts';

const rowsOf = (name: string): string[][] =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));

const trade: InspectionStandard = {
  edition: 'iso1999',
  level: 'II',
  aql: { critical: '0', major: '2.5', minor: '4.0' },
};
const shortly = (lot: number, standard = trade) =>
  planLot(lot, standard).map(({ defectClass, letter, n, ac, re }) => `${defectClass} ${letter} ${n} ${ac}/${re}`);

describe('the sampling tables', () => {
  it('give the code letter of every lot size range and level of ISO 2859-1 table 1, at both ends of the range', () => {
    const rows = rowsOf('code-letters.csv');
    expect(rows).toHaveLength(105);
    for (const [from, to, level, letter] of rows) {
      expect([codeLetterOf(Number(from), level as Level), codeLetterOf(Number(to || 9e9), level as Level)]).toEqual([
        letter,
        letter,
      ]);
    }
  });

  it('give every plan of both editions and all three modes as printed', () => {
    const rows = rowsOf('single-plans.csv');
    expect(rows).toHaveLength(2498);
    const wrong = rows.filter(([edition, mode, code = '', aql = '', letter, n, ac, re]) => {
      const plan = planOfLetter(edition as Edition, mode as Mode, code, aql);
      return `${plan.letter} ${plan.n} ${plan.ac} ${plan.re}` !== `${letter} ${n} ${ac} ${re}`;
    });
    expect(wrong).toEqual([]);
  });

  it('lead every arrow to a plan that stands in its own row', () => {
    for (const [edition, mode, , aql = '', letter = '', n, ac, re] of rowsOf('single-plans.csv')) {
      expect(planOfLetter(edition as Edition, mode as Mode, letter, aql)).toEqual({
        letter,
        n: Number(n),
        ac: Number(ac),
        re: Number(re),
      });
    }
  });
});

describe('a sampling plan', () => {
  it('has a letter, a sample and a limit for each defect class', () => {
    expect(shortly(1200)).toEqual(['critical  80 0/1', 'major J 80 5/6', 'minor J 80 7/8']);
    expect(shortly(500)).toEqual(['critical  50 0/1', 'major H 50 3/4', 'minor H 50 5/6']);
  });

  it('lets an arrow change letter, n, Ac and Re together, class by class', () => {
    expect(shortly(400, { ...trade, aql: { critical: '0.10', major: '2.5' } })).toEqual([
      'critical K 125 0/1',
      'major H 50 3/4',
    ]);
  });

  it('inspects every piece when the sample would be as large as the lot', () => {
    const [plan] = planLot(100, { ...trade, aql: { major: '0.10' } });
    expect(plan).toMatchObject({ letter: 'K', n: 100, ac: 0, re: 1, fullInspection: true });
    expect(planLot(1, trade).every(({ n, fullInspection }) => n === 1 && fullInspection)).toBe(true);
  });

  it('looks at the stated number of pieces for a zero-acceptance class', () => {
    expect(shortly(1200, { ...trade, zeroAcceptanceSample: 125 })[0]).toBe('critical  125 0/1');
    expect(() => planLot(1200, { ...trade, aql: { critical: '0' } })).toThrow(
      'quality.sampling.zero-acceptance-sample',
    );
  });

  it('follows the mode of each class and the edition that the contract binds', () => {
    expect(planLot(1200, trade, { major: 'tightened', minor: 'reduced' }).map(({ n, ac, re }) => [n, ac, re])).toEqual([
      [80, 0, 1],
      [80, 3, 4],
      [32, 5, 6],
    ]);
    const [gap] = planLot(1200, { ...trade, edition: '105e', aql: { minor: '4.0' } }, { minor: 'reduced' });
    expect(gap).toMatchObject({ n: 32, ac: 3, re: 6 });
  });

  it('is refused for an AQL that is not tabulated and for a lot without pieces', () => {
    expect(() => planLot(100, { ...trade, aql: { major: '3' } })).toThrow('quality.sampling.unknown-aql');
    expect(() => planLot(0, trade)).toThrow('quality.sampling.lot-size');
    expect(() => planLot(1.5, trade)).toThrow('quality.sampling.lot-size');
  });

  it('never asks for more pieces than the lot has, and Re is always beyond Ac', () => {
    const aqls = fc.constantFrom('0.010', '0.65', '1', '2.5', '4', '10', '65', '1000');
    const levels = fc.constantFrom<Level>('S-1', 'S-4', 'I', 'II', 'III');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900_000 }), aqls, levels, (lot, major, level) => {
        for (const plan of planLot(lot, { edition: 'iso1999', level, aql: { major } })) {
          expect(plan.n).toBeLessThanOrEqual(lot);
          expect(plan.re).toBe(plan.ac + 1);
        }
      }),
      { seed: 2859, numRuns: 500 },
    );
  });
});

describe('the verdict on a lot', () => {
  const plans = planLot(1200, trade);

  it('accepts up to Ac in every class', () => {
    expect(judgeLot(plans, { major: 5, minor: 7 }).accepted).toBe(true);
  });

  it('does not accept when one class reaches Re', () => {
    const verdict = judgeLot(plans, { major: 6, minor: 0 });
    expect(verdict.accepted).toBe(false);
    expect(verdict.classes.filter(({ accepted }) => !accepted).map(({ defectClass }) => defectClass)).toEqual([
      'major',
    ]);
  });

  it('does not accept with a single critical defect', () => {
    expect(judgeLot(plans, { critical: 1 }).accepted).toBe(false);
    const withoutCritical = planLot(1200, { ...trade, aql: { major: '2.5' } });
    expect(judgeLot(withoutCritical, { critical: 1 }).accepted).toBe(false);
    expect(judgeLot(withoutCritical, { minor: 9 }).accepted).toBe(true);
  });

  it('accepts inside the gap of a reduced plan of MIL-STD-105E, and says so', () => {
    const reduced = planLot(1200, { ...trade, edition: '105e', aql: { minor: '4.0' } }, { minor: 'reduced' });
    expect(judgeLot(reduced, { minor: 4 }).classes).toEqual([
      { defectClass: 'minor', defects: 4, accepted: true, withinGap: true },
    ]);
  });
});
