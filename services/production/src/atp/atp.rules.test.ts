import { decimal, total } from '@tradeloom/kernel';
import fc from 'fast-check';
import { accumulate, backward, cumulative, cumulativeWithLookAhead, discrete, forward } from './atp.rules.ts';
import { masterSchedule } from './master-schedule.rules.ts';

const row = (...values: number[]): string[] => values.map(String);

describe('available to promise: the textbook pumps (Stevenson)', () => {
  const onHand = '64';
  const demands = row(33, 20, 10, 4, 2, 0, 0, 0);
  const planned = masterSchedule({ onHand, forecasts: row(30, 30, 30, 30, 40, 40, 40, 40), demands, lot: '70' });
  const position = { onHand, supplies: planned.supplies, demands };

  it('plans lots in weeks 3, 5, 7 and 8', () => {
    expect(planned.supplies).toEqual(row(0, 0, 70, 0, 70, 0, 70, 70));
    expect(planned.projected).toEqual(row(31, 1, 41, 11, 41, 1, 31, 61));
  });

  it('shows discrete ATP in the buckets of supply', () =>
    expect(discrete(position)).toEqual(row(11, 0, 56, 0, 68, 0, 70, 70)));

  it('shows cumulative ATP with look-ahead', () =>
    expect(cumulativeWithLookAhead(position)).toEqual(row(11, 11, 67, 67, 135, 135, 205, 275)));

  it('lowers every earlier bucket that a later promise needs', () =>
    expect(cumulativeWithLookAhead({ ...position, demands: row(33, 20, 25, 4, 2, 0, 0, 0) })).toEqual(
      row(11, 11, 52, 52, 120, 120, 190, 260),
    ));
});

describe('a shortage', () => {
  it('is covered from earlier buckets, the latest first', () =>
    expect(backward(row(10, 5, -8, 4))).toEqual(row(7, 0, 0, 4)));
  it('is covered from later buckets, the earliest first', () =>
    expect(forward(row(-8, 5, 6, 1))).toEqual(row(0, 0, 3, 1)));
  it('stays where it is when nothing covers it', () => expect(backward(row(2, -5, 9))).toEqual(row(0, -3, 9)));
  it('is not carried forward by accumulation, a surplus is', () =>
    expect(accumulate(row(5, -8, 4, 2))).toEqual(row(5, -3, 4, 6)));
  it('later on takes back what seems free earlier', () =>
    expect(cumulativeWithLookAhead({ onHand: '100', supplies: row(0, 0), demands: row(0, 100) })).toEqual(row(0, 0)));
});

describe('cumulative ATP with look-ahead', () => {
  const positions = fc.integer({ min: 1, max: 12 }).chain((n) =>
    fc.record({
      onHand: fc.nat(100).map(String),
      supplies: fc.array(fc.oneof(fc.constant(0), fc.nat(100)).map(String), { minLength: n, maxLength: n }),
      demands: fc.array(fc.nat(60).map(String), { minLength: n, maxLength: n }),
    }),
  );
  const check = { seed: 20261122, verbose: true };

  it('never falls over time', () =>
    fc.assert(
      fc.property(positions, (position) => {
        const free = cumulativeWithLookAhead(position);
        for (let t = 1; t < free.length; t++) if (decimal(free[t] ?? 0).lt(free[t - 1] ?? 0)) return false;
        return true;
      }),
      check,
    ));

  it('can be given away in full in any bucket without leaving a later one short', () =>
    fc.assert(
      fc.property(positions, fc.nat(11), (position, at) => {
        const t = at % position.supplies.length;
        const free = decimal(cumulativeWithLookAhead(position)[t] ?? 0);
        if (free.lte(0)) return true;
        const demands = position.demands.map((d, i) => (i === t ? decimal(d).plus(free).toFixed() : d));
        const before = cumulative(position);
        return cumulative({ ...position, demands }).every(
          (left, i) => i < t || decimal(left).gte(0) || before[i] === left,
        );
      }),
      check,
    ));

  it('is the running sum of discrete ATP after backward consumption wherever nothing is oversold', () =>
    fc.assert(
      fc.property(positions, (position) => {
        fc.pre(cumulative(position).every((left) => decimal(left).gte(0)));
        const pulled = backward(discrete(position));
        const running = pulled.map((_, t) => total(pulled.slice(0, t + 1)));
        expect(cumulativeWithLookAhead(position)).toEqual(running);
      }),
      check,
    ));
});
