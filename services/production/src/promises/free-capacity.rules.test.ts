import { addDays, decimal, type IsoDate } from '@tradeloom/kernel';
import fc from 'fast-check';
import { atpCalendar } from '../atp/atp-calendar.rules.ts';
import type { CapacityRate } from '../capacities/capacity.rules.ts';
import { plant } from './demo-plant.fixture.ts';
import { promiseDeliveries } from './promise.rules.ts';
import type { Slot, Supply } from './supply.rules.ts';

/** A Monday; kettles can be worked on from the Monday three weeks later, 120 a day. */
const today = '2026-12-07';
const day = (n: number): IsoDate => addDays(today, n);
const kettles = plant.items[0]!;
const slot = (n: number, quantity: number): Slot => ({
  supply: 'hengda/ASSEMBLY-1',
  day: day(n),
  quantity: String(quantity),
});
const cut = (n: number, perDay: string): CapacityRate => ({
  from: day(n),
  until: day(n),
  perDay,
  source: 'breakdown',
  setBy: 'liu.fang',
  setAt: '2026-12-07T08:00:00Z',
});
const withCut = (booked: readonly Slot[], cuts: readonly CapacityRate[]): Supply => ({
  ...plant,
  booked,
  resources: plant.resources.map((r) => (r.code === 'ASSEMBLY-1' ? { ...r, rates: [...r.rates, ...cuts] } : r)),
});
const promise = (supply: Supply, quantity: string) =>
  promiseDeliveries(
    [{ lineId: 'L1', scheduleId: 'S1', item: 'KT-18', quantity: { value: quantity, unit: 'PCE' }, requested: day(60) }],
    supply,
    today,
  )[0]!;
const daysOf = (supply: Supply, quantity: string) => promise(supply, quantity).slots.map((s) => [s.day, s.quantity]);
const freeBy = (supply: Supply, n: number, to = 60) =>
  atpCalendar(kettles, supply, today, today, day(to)).row.find((d) => d.date === day(n))?.free;

describe('a capacity that is cut after it was promised', () => {
  it('is made up for on the next days, which a new promise leaves alone', () => {
    const supply = withCut([slot(21, 120)], [cut(21, '40')]);
    expect(daysOf(supply, '100')).toEqual([
      [day(22), '40'],
      [day(23), '60'],
    ]);
    expect([freeBy(supply, 21), freeBy(supply, 22), freeBy(supply, 23)]).toEqual(['0', '40', '160']);
  });
  it('is made up for over as many days as it takes', () => {
    const supply = withCut([slot(21, 120), slot(22, 120), slot(23, 100)], [cut(21, '0')]);
    expect(daysOf(supply, '30')).toEqual([
      [day(24), '20'],
      [day(25), '10'],
    ]);
  });
  it('takes room before it from a new promise, as the row of what is available says', () => {
    const supply = withCut([slot(23, 120)], [cut(23, '20')]);
    expect(freeBy(supply, 22)).toBe('140');
    expect(daysOf(supply, '150')).toEqual([
      [day(21), '120'],
      [day(22), '20'],
      [day(24), '10'],
    ]);
  });
  it('before the parts of a new promise are there is made up for first', () => {
    const onFriday = withCut([slot(18, 120)], [cut(18, '20')]);
    expect(daysOf(onFriday, '100')).toEqual([[day(21), '100']]);
    const andSaturday = withCut([slot(18, 120), slot(19, 120)], [cut(18, '20')]);
    expect(daysOf(andSaturday, '100')).toEqual([
      [day(21), '20'],
      [day(22), '80'],
    ]);
    expect(freeBy(andSaturday, 21)).toBe('20');
  });
  it('is owed also when its day is over', () => {
    const workdays = Array.from({ length: 22 }, (_, i) => i).filter((n) => n % 7 !== 6);
    const supply = withCut([slot(-2, 120), ...workdays.map((n) => slot(n, 120))], [cut(-2, '0')]);
    expect(daysOf(supply, '100')).toEqual([[day(23), '100']]);
  });

  it('leaves to new promises what the row says, never more and never less', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(120), { minLength: 30, maxLength: 30 }),
        fc.array(fc.record({ on: fc.nat(29), perDay: fc.nat(120) }), { maxLength: 6 }),
        fc.integer({ min: 21, max: 45 }),
        (taken, cuts, by) => {
          const supply = withCut(
            taken.map((quantity, n) => slot(n, quantity)).filter((s) => s.quantity !== '0'),
            cuts.map(({ on, perDay }) => cut(on, String(perDay))),
          );
          const free = freeBy(supply, by) ?? '0';
          if (decimal(free).gt(0)) expect(promise(supply, free).finish! <= day(by)).toBe(true);
          expect(promise(supply, decimal(free).plus(1).toFixed()).finish! > day(by)).toBe(true);
        },
      ),
      { seed: 20261124, numRuns: 40, verbose: true },
    ));
});

describe('the row of what is available', () => {
  it('looks beyond the days that are asked for', () => {
    const booked = [{ supply: 'hengda/stock/KT18-LID', day: day(30), quantity: '450' }];
    const row = (to: number) =>
      atpCalendar(plant.items[2]!, { ...plant, booked }, today, today, day(to)).row.map((d) => d.free);
    expect(row(3)).toEqual(['50', '50', '50', '50']);
    expect(freeBy(withCut([slot(40, 240)], []), 39, 39)).toBe(freeBy(withCut([slot(40, 240)], []), 39));
  });
});
