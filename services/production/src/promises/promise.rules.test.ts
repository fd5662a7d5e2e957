import { addDays, decimal, type IsoDate } from '@tradeloom/kernel';
import fc from 'fast-check';
import { capacityOn } from '../capacities/capacity.rules.ts';
import { Bookings, needBeyond } from './bookings.rules.ts';
import { plant } from './demo-plant.fixture.ts';
import { promiseDeliveries, replanDeliveries, type Wish } from './promise.rules.ts';
import type { Supply } from './supply.rules.ts';

/** A Monday. */
const today = '2026-12-07';
const day = (n: number): IsoDate => addDays(today, n);
const wish = (scheduleId: string, item: string, quantity: string, requested: IsoDate): Wish => ({
  lineId: item === 'TS-04' ? 'L2' : 'L1',
  scheduleId,
  item,
  quantity: { value: quantity, unit: 'PCE' },
  requested,
});
const order = [
  wish('S1', 'KT-18', '1200', day(49)),
  wish('S2', 'KT-18', '800', day(77)),
  wish('S3', 'TS-04', '500', day(42)),
];

describe('the promise of an order of 1,200 and 800 kettles and 500 toasters', () => {
  const [s1, s2, s3] = promiseDeliveries(order, plant, today);

  it('finishes the first kettles 31 days on, ten working days after the parts', () => {
    expect(s1).toMatchObject({
      start: day(21),
      finish: day(31),
      promised: day(35),
      productionDays: 31,
      logisticsDays: 4,
    });
    expect(s1?.slots).toHaveLength(10);
  });
  it('puts the second kettles behind the first', () =>
    expect(s2).toMatchObject({ start: day(32), finish: day(39), promised: day(43) }));
  it('finishes the toasters later than wanted, bound by their line', () => {
    expect(s3).toMatchObject({ finish: day(49), promised: day(53), productionDays: 49 });
    expect(s3?.binding).toEqual({ kind: 'capacity', name: 'ASSEMBLY-2', date: day(49) });
  });
  it('gives the same answer to the same question', () =>
    expect(promiseDeliveries(order, plant, today)).toEqual([s1, s2, s3]));
  it('is bound by the parts when there is capacity enough', () =>
    expect(promiseDeliveries([wish('S1', 'KT-18', '100', day(10))], plant, today)[0]).toMatchObject({
      finish: day(21),
      binding: { kind: 'lead-time', name: 'KT18-BODY', date: day(21) },
    }));
  it('promises no date for what the factory does not supply', () =>
    expect(promiseDeliveries([wish('S1', 'XX-99', '1', day(9))], plant, today)[0]).toMatchObject({
      promised: null,
      slots: [],
      binding: { kind: 'material', name: 'XX-99' },
    }));
  it('promises no date that lies beyond the horizon, and names the line', () =>
    expect(promiseDeliveries([wish('S1', 'TS-04', '99999', day(9))], plant, today)[0]).toMatchObject({
      promised: null,
      binding: { kind: 'capacity', name: 'ASSEMBLY-2', date: null },
    }));
});

describe('a promise from stock', () => {
  const stocked = (onHand: string, receipts: { date: IsoDate; quantity: string; source: string }[] = []): Supply => ({
    ...plant,
    stocks: plant.stocks.map((s) => ({ ...s, onHand, receipts })),
  });
  const lids = (quantity: string): Wish => wish('S1', 'KT18-LID', quantity, day(20));

  it('is at once when enough is free', () =>
    expect(promiseDeliveries([lids('500')], plant, today)[0]).toMatchObject({
      promised: day(4),
      binding: { kind: 'none' },
    }));
  it('waits for the receipt that makes it enough', () =>
    expect(
      promiseDeliveries(
        [lids('500')],
        stocked('100', [{ date: day(9), quantity: '400', source: 'works order' }]),
        today,
      )[0],
    ).toMatchObject({ finish: day(9), promised: day(13), binding: { kind: 'stock', name: 'KT18-LID', date: day(9) } }));
  it('refuses to oversell and says what could be had', () =>
    expect(promiseDeliveries([lids('501')], plant, today)[0]).toMatchObject({
      promised: null,
      binding: { kind: 'stock', name: 'KT18-LID', date: null },
      because: [{ en: 'At most 500 PCE of KT18-LID can be promised, 501 are asked for' }],
    }));
  it('does not take what a later promise needs', () => {
    const booked = [{ supply: 'hengda/stock/KT18-LID', day: day(30), quantity: '450' }];
    expect(promiseDeliveries([lids('51')], { ...plant, booked }, today)[0]?.promised).toBeNull();
    expect(promiseDeliveries([lids('50')], { ...plant, booked }, today)[0]?.promised).toBe(day(4));
  });
  it('still owes what fell due and did not leave', () => {
    const booked = [{ supply: 'hengda/stock/KT18-LID', day: day(-3), quantity: '450' }];
    expect(promiseDeliveries([lids('51')], { ...plant, booked }, today)[0]?.promised).toBeNull();
  });
});

describe('a changed schedule', () => {
  const present = promiseDeliveries(order, plant, today);
  const supply = { ...plant, booked: present.flatMap((s) => s.slots) };
  const later = day(24);
  const replan = (quantity: string, at = later) =>
    replanDeliveries([wish('S2', 'KT-18', quantity, day(70))], present, supply, at)[0];

  it('waits only with the added pieces for added parts', () => {
    const plan = replan('1000');
    expect(plan?.tranches).toEqual([
      { quantity: '800', ready: later },
      { quantity: '200', ready: day(45) },
    ]);
    expect(plan).toMatchObject({ start: day(32), finish: day(46), promised: day(50) });
  });
  it('gives back capacity when there are fewer', () => expect(replan('240')).toMatchObject({ finish: day(33) }));
  it('keeps the days that were worked', () => {
    const plan = replan('800', day(35));
    expect(plan?.slots.slice(0, 2).map((s) => s.day)).toEqual([day(32), day(33)]);
    expect(plan).toMatchObject({ start: day(32), finish: day(39) });
  });
  it('cannot ask for less than is made', () =>
    expect(() => replan('100', day(36))).toThrow('production.change.below-made'));
  it('holds beside the present plan only what goes beyond it', () => {
    const plan = replan('1000');
    const extra = needBeyond(present[1]?.slots ?? [], plan?.slots ?? []);
    const both = new Bookings(supply.booked).add(extra);
    for (const d of both.days('hengda/ASSEMBLY-1')) expect(both.on('hengda/ASSEMBLY-1', d).lte(120)).toBe(true);
    expect(extra.reduce((sum, s) => sum.plus(s.quantity), decimal(0)).toFixed()).toBe('200');
  });
});

describe('any history of promises', () => {
  const histories = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 900 }),
      item: fc.constantFrom('KT-18', 'TS-04', 'KT18-LID'),
      on: fc.nat(40),
    }),
    { maxLength: 25 },
  );

  it('never books more than a line can make or the stock holds', () =>
    fc.assert(
      fc.property(histories, (history) => {
        const booked = new Bookings();
        const slots: Supply['booked'][number][] = [];
        history.forEach(({ quantity, item, on }, n) => {
          const [plan] = promiseDeliveries(
            [wish(`S${n}`, item, String(quantity), day(60))],
            { ...plant, booked: slots },
            day(on),
          );
          slots.push(...(plan?.slots ?? []));
          booked.add(plan?.slots ?? []);
        });
        for (const { id, rates } of plant.resources) {
          for (const d of booked.days(id)) {
            expect(booked.on(id, d).lte(capacityOn(rates, plant.calendars[0]!, d))).toBe(true);
          }
        }
        const lids = booked
          .days('hengda/stock/KT18-LID')
          .reduce((s, d) => s.plus(booked.on('hengda/stock/KT18-LID', d)), decimal(0));
        expect(lids.lte(500)).toBe(true);
      }),
      { seed: 20261122, numRuns: 60, verbose: true },
    ));

  it('gives every promise its whole quantity', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (quantity) => {
        const [plan] = promiseDeliveries([wish('S', 'KT-18', String(quantity), day(60))], plant, today);
        expect(plan?.slots.reduce((s, x) => s.plus(x.quantity), decimal(0)).toFixed()).toBe(String(quantity));
      }),
      { seed: 20261122, numRuns: 60, verbose: true },
    ));
});
