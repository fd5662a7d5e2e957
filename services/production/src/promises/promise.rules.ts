import { addDays, daysBetween, decimal, type IsoDate, latest, must, type Quantity, type Text } from '@tradeloom/kernel';
import { type Item, leadDaysOf } from '../items/item.rules.ts';
import { type Binding, bindingOfPlan, bindingOfStock } from './binding.rules.ts';
import { Bookings } from './bookings.rules.ts';
import { planForward, type Tranche } from './forward-plan.rules.ts';
import { earliestFromStock, stockPosition } from './stock-promise.rules.ts';
import type { Slot, Supply } from './supply.rules.ts';

/** How much of an item, when. */
export interface Wish {
  readonly lineId: string;
  readonly scheduleId: string;
  readonly item: string;
  readonly quantity: Quantity;
  readonly requested: IsoDate;
}

/** The answer to one wish. `finish` and `promised` are null when no date can be promised. */
export interface PlannedSchedule extends Wish {
  readonly start: IsoDate | null;
  readonly finish: IsoDate | null;
  readonly promised: IsoDate | null;
  /** When the parts for each tranche are there. */
  readonly tranches: readonly Tranche[];
  readonly slots: readonly Slot[];
  readonly binding: Binding;
  readonly because: readonly Text[];
  readonly productionDays: number;
  readonly logisticsDays: number;
}

const freshTranches = (item: Item, quantity: string, today: IsoDate): Tranche[] => [
  { quantity, ready: addDays(today, leadDaysOf(item)) },
];

const unpromised = (wish: Wish, binding: Binding, because: readonly Text[]): PlannedSchedule => ({
  ...wish,
  start: null,
  finish: null,
  promised: null,
  tranches: [],
  slots: [],
  binding,
  because,
  productionDays: 0,
  logisticsDays: 0,
});

const fromStock = (wish: Wish, item: Item, supply: Supply, booked: Bookings, today: IsoDate): PlannedSchedule => {
  const stock = supply.stocks.find((s) => s.item === item.code);
  const position = stock && stockPosition(stock, booked, today);
  const ready = position ? earliestFromStock(position, wish.quantity.value) : null;
  const { binding, because } = bindingOfStock(item, wish.quantity, position ?? null, ready, today);
  if (!stock || !ready) return unpromised(wish, binding, because);
  return {
    ...wish,
    start: ready,
    finish: ready,
    promised: addDays(ready, item.logisticsDays),
    tranches: [],
    slots: [{ supply: stock.id, day: ready, quantity: wish.quantity.value }],
    binding,
    because,
    productionDays: daysBetween(today, ready),
    logisticsDays: item.logisticsDays,
  };
};

const byPlan = (
  wish: Wish,
  item: Item,
  tranches: readonly Tranche[],
  supply: Supply,
  booked: Bookings,
  today: IsoDate,
): PlannedSchedule => {
  const resource = supply.resources.find((r) => r.code === item.resource);
  const calendar = supply.calendars.find((c) => c.id === resource?.calendar);
  const plan = resource && calendar && planForward(tranches, resource, calendar, booked);
  const { binding, because } = bindingOfPlan(item, tranches, plan ?? null, { resource, calendar, booked, today });
  if (!plan) return unpromised(wish, binding, because);
  return {
    ...wish,
    start: plan.start,
    finish: plan.finish,
    promised: addDays(plan.finish, item.logisticsDays),
    tranches,
    slots: plan.slots,
    binding,
    because,
    productionDays: Math.max(0, daysBetween(today, plan.finish)),
    logisticsDays: item.logisticsDays,
  };
};

const promiseOne = (
  wish: Wish,
  tranchesFor: (item: Item) => readonly Tranche[],
  supply: Supply,
  booked: Bookings,
  today: IsoDate,
): PlannedSchedule => {
  must(decimal(wish.quantity.value).gt(0), 'production.promise.quantity', {
    en: 'A delivery needs a positive quantity',
    zh: '交货数量必须大于零',
  });
  const item = supply.items.find((i) => i.code === wish.item);
  if (!item || item.unit !== wish.quantity.unit) {
    return unpromised(wish, { kind: 'material', name: wish.item, date: null }, [
      {
        en: `${supply.factory} does not supply ${wish.item} in ${wish.quantity.unit}`,
        zh: `${supply.factory} 不以单位 ${wish.quantity.unit} 供应 ${wish.item}`,
      },
    ]);
  }
  return item.sourcing === 'stock'
    ? fromStock(wish, item, supply, booked, today)
    : byPlan(wish, item, tranchesFor(item), supply, booked, today);
};

const urgency = (a: Wish, b: Wish): number =>
  a.requested.localeCompare(b.requested) ||
  a.lineId.localeCompare(b.lineId) ||
  a.scheduleId.localeCompare(b.scheduleId);

const inTurn = (
  wishes: readonly Wish[],
  booked: Bookings,
  promise: (wish: Wish) => PlannedSchedule,
): PlannedSchedule[] => {
  const planned = wishes.toSorted(urgency).map((wish) => {
    const schedule = promise(wish);
    booked.add(schedule.slots);
    return schedule;
  });
  return wishes.map((wish) => planned.find((p) => p.lineId === wish.lineId && p.scheduleId === wish.scheduleId)!);
};

/**
 * Promises each wish the earliest date that the free capacity, the lead time of its parts and the stock allow,
 * the most urgent wish first. The same supply and wishes always get the same answer.
 */
export const promiseDeliveries = (wishes: readonly Wish[], supply: Supply, today: IsoDate): PlannedSchedule[] => {
  const booked = new Bookings(supply.booked);
  return inTurn(wishes, booked, (wish) =>
    promiseOne(wish, (item) => freshTranches(item, wish.quantity.value, today), supply, booked, today),
  );
};

/**
 * Plans changed schedules anew. Days that have passed were worked and stay; parts that are on order keep their
 * date, and only what is asked for beyond them waits for a new delivery.
 */
export const replanDeliveries = (
  wishes: readonly Wish[],
  present: readonly PlannedSchedule[],
  supply: Supply,
  today: IsoDate,
): PlannedSchedule[] => {
  const before = (wish: Wish): PlannedSchedule | undefined =>
    present.find((s) => s.lineId === wish.lineId && s.scheduleId === wish.scheduleId);
  const booked = new Bookings(supply.booked);
  for (const wish of wishes) booked.add(before(wish)?.slots ?? [], -1);
  return inTurn(wishes, booked, (wish) => {
    const old = before(wish);
    if (!old) return promiseOne(wish, (item) => freshTranches(item, wish.quantity.value, today), supply, booked, today);
    const worked = old.tranches.length > 0 ? old.slots.filter((slot) => slot.day < today) : [];
    booked.add(worked);
    const plan = promiseOne(wish, (item) => openTranches(item, wish, old, worked, today), supply, booked, today);
    booked.add(worked, -1);
    return plan.finish === null || worked.length === 0
      ? plan
      : { ...plan, start: old.start, slots: [...worked, ...plan.slots] };
  });
};

const openTranches = (
  item: Item,
  wish: Wish,
  old: PlannedSchedule,
  worked: readonly Slot[],
  today: IsoDate,
): Tranche[] => {
  const wanted = decimal(wish.quantity.value);
  const onOrder = wanted.lt(old.quantity.value) ? wanted : decimal(old.quantity.value);
  const done = worked.reduce((sum, slot) => sum.plus(slot.quantity), decimal(0));
  must(
    wanted.gte(done),
    'production.change.below-made',
    { en: 'Less than what is already made cannot be asked for', zh: '数量不得少于已生产的数量' },
    { made: done.toFixed(), wanted: wanted.toFixed() },
  );
  const known = latest(today, old.tranches.at(-1)?.ready ?? today);
  const parts = [
    { quantity: onOrder.minus(done), ready: known },
    { quantity: wanted.minus(onOrder), ready: latest(known, addDays(today, leadDaysOf(item))) },
  ];
  const open = parts.filter((part) => part.quantity.gt(0));
  return (open.length > 0 ? open : parts.slice(0, 1)).map((part) => ({ ...part, quantity: part.quantity.toFixed() }));
};
