import { create, type MessageInitShape, production, type type as types } from '@tradeloom/contracts';
import { type Decision, decimal, type IsoDate, must, type Outcome } from '@tradeloom/kernel';
import type { PlannedSchedule, Wish } from './promise.rules.ts';
import type { Slot } from './supply.rules.ts';

/** A schedule as promised, and as committed to the customer once the order is firm. */
export interface PromisedSchedule extends PlannedSchedule {
  readonly committed: IsoDate | null;
  /** The customer's own line number, known once the order is firm. */
  readonly customerLine?: string;
}

/** What production promised for one order: its id is the order's. 交期承诺 */
export interface DeliveryPromise {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly number: string;
  readonly customer: string;
  readonly trader: string;
  readonly factory: string;
  readonly status: 'held' | 'firm' | 'released';
  readonly schedules: readonly PromisedSchedule[];
  /** RFC 3339: the data the promise stands on. */
  readonly dataAsOf: string;
}

export type PromisedOrder = Pick<DeliveryPromise, 'id' | 'number' | 'customer' | 'trader' | 'factory'>;

/** What a line of an order asks of production; a refused line asks nothing. */
export const wishesOf = (lines: readonly types.OrderLine[]): Wish[] =>
  lines
    .filter((line) => line.status !== 'rejected')
    .flatMap((line) =>
      line.schedules.map((schedule) => ({
        lineId: line.lineId,
        scheduleId: schedule.scheduleId,
        item: line.item,
        quantity: { value: schedule.quantity?.value ?? '0', unit: schedule.quantity?.unit ?? '' },
        requested: schedule.requested,
      })),
    )
    .filter((wish) => decimal(wish.quantity.value).gt(0));

/** A schedule's name within its order, `L1/S1`. */
const nameOf = ({ lineId, scheduleId }: Pick<Wish, 'lineId' | 'scheduleId'>): string => `${lineId}/${scheduleId}`;

export const asMessage = (schedule: PlannedSchedule): MessageInitShape<typeof production.PromisedScheduleSchema> => ({
  lineId: schedule.lineId,
  scheduleId: schedule.scheduleId,
  quantity: schedule.quantity,
  requested: schedule.requested,
  promised: schedule.promised ?? '',
  binding: { kind: schedule.binding.kind, name: schedule.binding.name, date: schedule.binding.date ?? '' },
  because: schedule.because.map((text) => ({ ...text })),
  productionDays: schedule.productionDays,
  logisticsDays: schedule.logisticsDays,
});

export const slotsOf = (schedules: readonly PlannedSchedule[]): Slot[] => schedules.flatMap((s) => s.slots);

export const promiseOrder = (
  order: PromisedOrder,
  schedules: readonly PlannedSchedule[],
  dataAsOf: string,
): Outcome<DeliveryPromise> => ({
  state: {
    ...order,
    version: 0,
    parties: [order.trader, order.factory],
    status: 'held',
    schedules: schedules.map((schedule) => ({ ...schedule, committed: null })),
    dataAsOf,
  },
  events: [
    create(production.DeliveryPromisedSchema, {
      orderId: order.id,
      schedules: schedules.map(asMessage),
      scheduleCount: schedules.length,
      dataAsOf,
    }),
  ],
});

const committedDates = (lines: readonly types.OrderLine[]): Map<string, IsoDate> =>
  new Map(lines.flatMap((l) => l.schedules.map((s) => [`${l.lineId}/${s.scheduleId}`, s.promisedCurrent] as const)));

const numberOf = (lines: readonly types.OrderLine[], { lineId }: Pick<Wish, 'lineId'>): string =>
  lines.find((line) => line.lineId === lineId)?.customerLine ?? '';

/** The order is firm: its holds stay for good, those of lines that did not make it are given back. */
export const firmPromise =
  (lines: readonly types.OrderLine[]): Decision<DeliveryPromise> =>
  (promise) => {
    const wanted = new Set(wishesOf(lines).map(nameOf));
    const committed = committedDates(lines);
    const schedules = promise.schedules
      .filter((s) => wanted.has(nameOf(s)))
      .map((s) => ({ ...s, committed: committed.get(nameOf(s)) || s.promised, customerLine: numberOf(lines, s) }));
    return { state: { ...promise, status: 'firm', schedules }, events: [] };
  };

/** The order never became firm: what was promised stays to be read, nothing is held for it. */
export const releasePromise: Decision<DeliveryPromise> = (promise) => ({
  state: { ...promise, status: 'released', schedules: promise.schedules.map((s) => ({ ...s, slots: [] })) },
  events: [],
});

/** The order changed: these schedules replace those of the same id, and what is no longer asked for goes. */
export const changePromise =
  (planned: readonly PlannedSchedule[], lines: readonly types.OrderLine[]): Decision<DeliveryPromise> =>
  (promise) => {
    must(promise.status === 'firm', 'production.promise.not-firm', {
      en: 'Only a firm order can change',
      zh: '只有已生效的订单可以变更',
    });
    const wanted = new Set(wishesOf(lines).map(nameOf));
    const committed = committedDates(lines);
    const schedules = withPlanned(promise.schedules, planned)
      .filter((s) => wanted.has(nameOf(s)))
      .map((s) => ({ ...s, committed: committed.get(nameOf(s)) || s.promised, customerLine: numberOf(lines, s) }))
      .sort((a, b) => a.lineId.localeCompare(b.lineId) || a.scheduleId.localeCompare(b.scheduleId));
    return { state: { ...promise, schedules }, events: [] };
  };

/** The schedules whose quantity or date differs from what is promised: these need a new plan. */
export const changedWishes = (promise: DeliveryPromise, lines: readonly types.OrderLine[]): Wish[] => {
  const committed = committedDates(lines);
  return wishesOf(lines).flatMap((wish) => {
    const known = promise.schedules.find((s) => nameOf(s) === nameOf(wish));
    const due = committed.get(nameOf(wish)) || wish.requested;
    const same = known?.quantity.value === wish.quantity.value && known.committed === due;
    return same ? [] : [{ ...wish, requested: due }];
  });
};

/** The wishes of a question from another service. */
export const askedWishes = (deliveries: readonly production.DeliveryRequest[]): Wish[] =>
  deliveries.map(({ lineId, scheduleId, item, quantity, requested }) => ({
    lineId,
    scheduleId,
    item,
    quantity: { value: quantity?.value ?? '0', unit: quantity?.unit ?? '' },
    requested,
  }));

/** The schedules of a promise after some of them are planned anew. */
export const withPlanned = (
  present: readonly PlannedSchedule[],
  planned: readonly PlannedSchedule[],
): PlannedSchedule[] => [...present.filter((s) => !planned.some((p) => nameOf(p) === nameOf(s))), ...planned];

/** What left the stock holds nothing of it any more. `schedule` is line and schedule, `L1/S1`. */
export const shipPromised =
  (schedule: string, stockId: string, quantity: string): Decision<DeliveryPromise> =>
  (promise) => {
    let left = decimal(quantity);
    const ship = (slot: Slot): Slot[] => {
      if (slot.supply !== stockId) return [slot];
      const taken = left.lt(slot.quantity) ? left : decimal(slot.quantity);
      left = left.minus(taken);
      const open = decimal(slot.quantity).minus(taken);
      return open.gt(0) ? [{ ...slot, quantity: open.toFixed() }] : [];
    };
    const schedules = promise.schedules.map((s) =>
      nameOf(s) === schedule ? { ...s, slots: s.slots.flatMap(ship) } : s,
    );
    return { state: { ...promise, schedules }, events: [] };
  };
