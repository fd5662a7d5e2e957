import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { assertBands, assertWeights, type Band, blankPolicy, criteria, type Weight } from '../policies/policy.rules.ts';
import { addWorkingDays, workingMinutesBetween } from '../policies/working-time.rules.ts';
import { lotAcceptance, ppm } from './lot-quality.rules.ts';
import { type DueLine, onTime } from './on-time.rules.ts';
import { responsiveness } from './response.rules.ts';
import { bandOf, rollingScore, type SubScores, scoreOf } from './score.rules.ts';

interface Cases {
  otd: {
    lines: [string, string, [string, number][], number][];
    cases: {
      asOf: string;
      earlyDays: number | null;
      lateDays: number;
      shortTolerancePct: string;
      linesDue: number;
      onTime: string[];
      otif: string[];
      otdPct: string;
      otifPct: string;
    }[];
  };
  ppm: { received: number; rejected: number; expect: string | null }[];
  qualityPassRate: { lotsInspected: number; lotsAccepted: number; expectPct: string }[];
  response: { cases: { raised: string; answered: string; expectWorkingMinutes: number }[] };
  score: {
    weights: Record<string, number>;
    bands: { band: string; min: number }[];
    cases: { name: string; sub: SubScores; expectScore: string; expectBand: string }[];
  };
}
const cases: Cases = JSON.parse(readFileSync(new URL('./fixtures/cases.json', import.meta.url), 'utf8'));
const policy = blankPolicy('hengda');
const band = (name: string, from: number, to: number): Band => ({
  band: name,
  from: String(from),
  to: String(to),
  rectification: false,
});
const erpNext = [band('Very Poor', 0, 30), band('Poor', 30, 50), band('Average', 50, 80), band('Excellent', 80, 100)];

describe('on-time delivery', () => {
  const lines: DueLine[] = cases.otd.lines.map(([ref, due, receipts, ordered]) => ({
    ref,
    due,
    ordered: String(ordered),
    receipts: receipts.map(([on, quantity]) => ({ on, quantity: String(quantity) })),
  }));

  it.each(cases.otd.cases)(
    'is $otdPct % by line, early $earlyDays, late $lateDays, short $shortTolerancePct %',
    (expected) => {
      const { earlyDays, lateDays, shortTolerancePct: shortPercent, asOf } = expected;
      const measured = onTime(lines, { earlyDays, lateDays, shortPercent, overPercent: '5' }, asOf);
      expect(measured.linesDue).toBe(expected.linesDue);
      expect(measured.lines.filter((line) => line.onTime).map(({ ref }) => ref)).toEqual(expected.onTime);
      expect(measured.lines.filter((line) => line.inFull).map(({ ref }) => ref)).toEqual(expected.otif);
      expect([measured.byLine, measured.inFull]).toEqual([expected.otdPct, expected.otifPct]);
    },
  );

  const tolerance = { earlyDays: null, lateDays: 0, shortPercent: '0', overPercent: '5' };
  const line = (...receipts: [on: string, quantity: string][]): DueLine => ({
    ref: 'L',
    due: '2026-12-28',
    ordered: '100',
    receipts: receipts.map(([on, quantity]) => ({ on, quantity })),
  });

  it('counts 60 in time and 40 late as late by line and as 60 % by quantity', () => {
    const measured = onTime([line(['2026-12-28', '60'], ['2026-12-30', '40'])], tolerance, '2026-12-31');
    expect([measured.byLine, measured.byQuantity]).toEqual(['0.00', '60.00']);
  });

  it('counts nothing delivered as late, and nothing due as no data', () => {
    expect(onTime([line()], tolerance, '2026-12-31').byQuantity).toBe('0.00');
    expect(onTime([line()], tolerance, '2026-12-27')).toMatchObject({ linesDue: 0, byLine: null, byQuantity: null });
  });

  it('counts a delivery in full as soon as it is there', () => {
    expect(onTime([line(['2026-12-20', '100'])], tolerance, '2026-12-20').byLine).toBe('100.00');
  });

  it('caps over-delivery: it never makes up for another line', () => {
    const measured = onTime([line(['2026-12-28', '300']), line()], tolerance, '2026-12-31');
    expect(measured.byQuantity).toBe('50.00');
    expect(measured.lines[0]).toMatchObject({ onTime: true, inFull: false });
  });

  it('by quantity is never below what is on time by line, and never beyond 100', () => {
    const receipt = fc.record({
      on: fc.constantFrom('2026-12-20', '2026-12-28', '2026-12-29'),
      quantity: fc.integer({ min: 1, max: 200 }).map(String),
    });
    const some = fc.record({
      ref: fc.constant('L'),
      due: fc.constant('2026-12-28'),
      ordered: fc.constant('100'),
      receipts: fc.array(receipt, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 8 }), (all) => {
        const { byLine, byQuantity } = onTime(all, tolerance, '2026-12-31');
        expect(Number(byQuantity)).toBeGreaterThanOrEqual(Number(byLine));
        expect(Number(byQuantity)).toBeLessThanOrEqual(100);
      }),
      { seed: 42 },
    );
  });
});

describe('quality of deliveries', () => {
  it.each(cases.ppm)('$rejected of $received rejected are $expect ppm', ({ received, rejected, expect: expected }) => {
    expect(ppm(received, rejected)).toBe(expected);
  });

  it('is the share of lots accepted on first presentation', () => {
    const [rate] = cases.qualityPassRate;
    const lots = Array.from({ length: rate?.lotsInspected ?? 0 }, (_, index) => ({
      verdict: index < (rate?.lotsAccepted ?? 0) ? 'accepted' : 'not-accepted',
      attempt: 1,
    }));
    expect(lotAcceptance(lots)).toBe('95.83');
    expect(lotAcceptance([...lots, { verdict: 'accepted', attempt: 2 }])).toBe('95.83');
    expect(lotAcceptance([])).toBeNull();
  });
});

describe('response', () => {
  it.each(cases.response.cases)('from $raised to $answered takes $expectWorkingMinutes working minutes', (each) => {
    expect(workingMinutesBetween(each.raised, each.answered, policy.calendar)).toBe(each.expectWorkingMinutes);
  });

  it('counts an open request only once it is late, and a bare date as the opening hour', () => {
    const ask = (answered: string | null, asOf: string) =>
      responsiveness([{ ref: 'OS-1', raised: '2026-12-07', answered }], policy, asOf).inTime;
    expect(ask(null, '2026-12-08')).toBeNull();
    expect(ask(null, '2026-12-09')).toBe('0.00');
    expect(ask('2026-12-08', '2026-12-31')).toBe('100.00');
    expect(ask('2026-12-09', '2026-12-31')).toBe('0.00');
  });

  it('has working days that skip Sundays and holidays', () => {
    expect(addWorkingDays('2026-12-30', 5, { ...policy.calendar, holidays: ['2027-01-01'] })).toBe('2027-01-06');
  });
});

describe('the score', () => {
  const weights: Weight[] = Object.entries(cases.score.weights).map(([criterion, weight]) => ({
    criterion: criterion as Weight['criterion'],
    weight: String(weight),
  }));
  const bands = cases.score.bands.map(({ band: name, min }, index) =>
    band(name, min, cases.score.bands[index - 1]?.min ?? 100),
  );

  it.each(cases.score.cases)('$name: $expectScore is $expectBand', ({ sub, expectScore, expectBand }) => {
    const score = scoreOf(weights, sub);
    expect([score, bandOf(bands, score ?? '')?.band]).toEqual([expectScore, expectBand]);
  });

  it('lets criteria without data step aside; without any data there is none', () => {
    expect(scoreOf(weights, { delivery: '50', quality: '100', cost: null })).toBe('75.00');
    expect(scoreOf(weights, { delivery: null })).toBeNull();
    expect(scoreOf(weights, {})).toBeNull();
  });

  it('of 90, 80 and 70, newest first, is 80.6 over the periods and Excellent', () => {
    const history = ['90', '80', '70'].map((score, age) => ({ period: `2026-${12 - age}`, score }));
    const score = rollingScore(history, '2026-12');
    expect([score, bandOf(erpNext, score ?? '')?.band]).toEqual(['80.6', 'Excellent']);
    expect(rollingScore([{ period: '2025-12', score: '10' }, ...history], '2026-12')).toBe('80.6');
    expect(rollingScore([], '2026-12')).toBeNull();
  });

  it('of exactly 100 is in the top band', () => {
    expect(bandOf(erpNext, '100.00')?.band).toBe('Excellent');
    expect(bandOf(erpNext, '80.00')?.band).toBe('Excellent');
    expect(bandOf(erpNext, '79.99')?.band).toBe('Average');
  });

  it('falls into exactly one band, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        const score = (hundredths / 100).toFixed(2);
        expect(policy.bands.filter((each) => bandOf([each], score))).toHaveLength(1);
      }),
      { seed: 7 },
    );
  });

  it('lies between its lowest and its highest sub-score', () => {
    const subs = fc.record(
      Object.fromEntries(criteria.map((each) => [each, fc.integer({ min: 0, max: 100 }).map(String)])),
    );
    fc.assert(
      fc.property(subs, (sub) => {
        const score = Number(scoreOf(weights, sub));
        const all = Object.values(sub).map(Number);
        expect(score).toBeGreaterThanOrEqual(Math.min(...all));
        expect(score).toBeLessThanOrEqual(Math.max(...all));
      }),
      { seed: 7 },
    );
  });
});

describe('a scoring policy', () => {
  it('has weights that sum to 100', () => {
    expect(() => assertWeights([{ criterion: 'delivery', weight: '60' }])).toThrow('performance.policy.weights');
    const twice = [
      { criterion: 'delivery', weight: '50' },
      { criterion: 'delivery', weight: '50' },
    ] as const;
    expect(() => assertWeights(twice)).toThrow('performance.policy.criterion-twice');
    expect(() => assertWeights(policy.weights)).not.toThrow();
  });

  it.each([
    ['a gap', [band('A', 80, 100), band('B', 0, 79)]],
    ['an overlap', [band('A', 80, 100), band('B', 0, 81)]],
    ['a missing bottom', [band('A', 80, 100), band('B', 10, 80)]],
    ['a missing top', [band('A', 80, 99), band('B', 0, 80)]],
    ['an empty band', [band('A', 0, 100), band('B', 100, 100)]],
    ['no band', []],
  ])('is refused with %s', (_, bands) => {
    expect(() => assertBands(bands)).toThrow('performance.policy.bands');
  });

  it('is accepted when the bands meet', () => {
    expect(() => assertBands(erpNext)).not.toThrow();
  });
});
