import { create, type } from '@tradeloom/contracts';
import { addDays } from '@tradeloom/kernel';
import {
  blankHold,
  heldSlots,
  holdChange,
  isHeld,
  isOverOn,
  isWorthHolding,
  releaseHold,
  releaseOn,
  useHold,
} from './change-hold.rules.ts';
import { promiseImpact, supplierImpact } from './change-impact.rules.ts';
import {
  changedWishes,
  changePromise,
  firmPromise,
  promiseOrder,
  shipPromised,
  withPlanned,
} from './delivery-promise.rules.ts';
import { plant } from './demo-plant.fixture.ts';
import { promiseDeliveries, replanDeliveries } from './promise.rules.ts';

const d0 = '2026-12-07';
const day = (n: number): string => addDays(d0, n);
const at = new Date('2026-12-31T08:00:00Z');
const orderLine = (s2: string, s2Date: string, status = 'open') =>
  create(type.OrderLineSchema, {
    lineId: 'L1',
    item: 'KT-18',
    status,
    schedules: [
      { scheduleId: 'S1', quantity: { value: '1200', unit: 'PCE' }, requested: day(49), promisedCurrent: day(49) },
      { scheduleId: 'S2', quantity: { value: s2, unit: 'PCE' }, requested: s2Date, promisedCurrent: s2Date },
    ],
  });
const wish = (scheduleId: string, value: string, requested: string) => ({
  lineId: 'L1',
  scheduleId,
  item: 'KT-18',
  quantity: { value, unit: 'PCE' },
  requested,
});
const schedules = promiseDeliveries([wish('S1', '1200', day(49)), wish('S2', '800', day(77))], plant, d0);
const order = { id: 'order-1', number: 'EB-1', customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
const held = promiseOrder(order, schedules, '2026-12-07T00:00:00Z').state;
const firm = firmPromise([orderLine('800', day(77))])(held).state;
const supply = { ...plant, booked: schedules.flatMap((s) => s.slots) };
const planned = replanDeliveries([wish('S2', '1000', day(70))], firm.schedules, supply, day(24));

describe('a promise', () => {
  it('of a firm order knows what is committed', () =>
    expect(firm.schedules.map((s) => s.committed)).toEqual([day(49), day(77)]));
  it('gives back what was held for a line that was refused', () =>
    expect(firmPromise([orderLine('800', day(77), 'rejected')])(held).state.schedules).toEqual([]));
  it('plans anew only what changed', () => {
    expect(changedWishes(firm, [orderLine('800', day(77))])).toEqual([]);
    expect(changedWishes(firm, [orderLine('1000', day(70))])).toEqual([wish('S2', '1000', day(70))]);
  });
  it('follows a change', () =>
    expect(changePromise(planned, [orderLine('1000', day(70))])(firm).state.schedules).toMatchObject([
      { scheduleId: 'S1', quantity: { value: '1200' }, committed: day(49) },
      { scheduleId: 'S2', quantity: { value: '1000' }, finish: day(46), committed: day(70) },
    ]));
  it('lets go of a schedule that is no longer asked for', () =>
    expect(changePromise([], [orderLine('0', day(77))])(firm).state.schedules.map((s) => s.scheduleId)).toEqual([
      'S1',
    ]));
  it('holds nothing of what left the stock', () => {
    const slots = [{ supply: 'stock', day: d0, quantity: '500' }];
    const stocked = { ...firm, schedules: firm.schedules.map((s) => ({ ...s, slots })) };
    const left = shipPromised('L1/S1', 'stock', '300')(stocked).state.schedules.map((s) => s.slots[0]?.quantity);
    expect(left).toEqual(['200', '500']);
  });
  it('follows no change before it is firm', () =>
    expect(() => changePromise(planned, [])(held)).toThrow('production.promise.not-firm'));
});

describe('a hold for a change', () => {
  const hold = holdChange(firm, planned, at)(blankHold('change-1', firm)).state;

  it('books what goes beyond the present plan, for half an hour', () => {
    expect(heldSlots(hold)).not.toEqual([]);
    expect(isHeld(hold, new Date(at.getTime() + 29 * 60_000))).toBe(true);
    expect(isHeld(hold, new Date(at.getTime() + 30 * 60_000))).toBe(false);
  });
  it('asked again gives the first answer', () => {
    const again = holdChange(firm, [], new Date(at.getTime() + 60_000))(hold);
    expect(again).toEqual({ state: hold, events: [] });
  });
  it('books nothing once used or given back', () => {
    expect(heldSlots(useHold(hold).state)).toEqual([]);
    expect(heldSlots(releaseHold(hold).state)).toEqual([]);
  });
  it('is over on the supplies that it books, and on any when it books nothing', () => {
    const late = new Date(at.getTime() + 30 * 60_000);
    const [own] = hold.extra;
    expect(isOverOn(hold, new Set([own?.supply ?? '']), late)).toBe(true);
    expect(isOverOn(hold, new Set(['hengda/other']), late)).toBe(false);
    expect(isOverOn(hold, new Set([own?.supply ?? '']), at)).toBe(false);
    const free = { ...hold, extra: [] };
    expect(isOverOn(free, new Set(['hengda/other']), late)).toBe(true);
    expect(releaseOn(new Set())(free).state.status).toBe('released');
  });
  it('is not worth it when a date cannot be kept, or there is none', () => {
    const promised = (date: string | null) => planned.map((s) => ({ ...s, promised: date }));
    expect(isWorthHolding(promised(day(70)))).toBe(true);
    expect(isWorthHolding(promised(day(71)))).toBe(false);
    expect(isWorthHolding(promised(null))).toBe(false);
  });
  it('whose time is over is given back supply by supply', () => {
    const [own] = hold.extra;
    const other = { supply: 'hengda/ASSEMBLY-2', day: day(40), quantity: '20' };
    const half = releaseOn(new Set([own?.supply ?? '']))({ ...hold, extra: [...hold.extra, other] }).state;
    expect(heldSlots(half)).toEqual([other]);
    expect(releaseOn(new Set([other.supply]))(half).state).toMatchObject({ status: 'released', extra: [] });
  });
});

describe('the impact of a change', () => {
  it('says whether the date is kept', () =>
    expect(promiseImpact(planned)).toMatchObject([
      { code: 'production.change.date-kept', facts: { promised: day(50) } },
    ]));
  it('names what binds a date that is missed', () => {
    const early = replanDeliveries([wish('S2', '1000', day(40))], firm.schedules, supply, day(24));
    expect(promiseImpact(early)).toMatchObject([
      { code: 'production.change.date-missed', severity: 'warning', facts: { binding: 'KT18-BODY' } },
    ]);
  });
  it('says what the suppliers must add, and by when', () =>
    expect(supplierImpact(firm.schedules, withPlanned(firm.schedules, planned), plant.items, day(24))).toMatchObject([
      {
        code: 'production.change.supplier-more',
        facts: { supplier: 'jinfeng', item: 'KT18-BASE', before: '2000', after: '2200', due: day(45) },
      },
      { code: 'production.change.supplier-more', facts: { supplier: 'jingsu', item: 'KT18-BODY' } },
    ]));
});
