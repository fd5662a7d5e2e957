import type { Decision } from '@tradeloom/kernel';
import { needBeyond } from './bookings.rules.ts';
import { type DeliveryPromise, slotsOf } from './delivery-promise.rules.ts';
import type { PlannedSchedule } from './promise.rules.ts';
import type { Slot } from './supply.rules.ts';

/**
 * Capacity and material held for an approved change until the order follows it. Beside the present plan only
 * `extra` is booked, so that the order can keep its old plan or take the new one. 变更占用
 */
export interface ChangeHold {
  /** The change's id. */
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly orderId: string;
  readonly status: 'held' | 'used' | 'released';
  readonly schedules: readonly PlannedSchedule[];
  readonly extra: readonly Slot[];
  /** RFC 3339; after it the hold is given back. */
  readonly expiresAt: string;
}

/** Long enough for the order to follow at once, short enough that a lost change blocks nobody for long. */
const heldForMinutes = 30;

export const changeHoldDeadlines = {
  over: ({ status, expiresAt }: ChangeHold) => (status === 'held' ? [{ at: expiresAt }] : []),
};

export const blankHold = (id: string, { id: orderId, parties }: DeliveryPromise): ChangeHold => ({
  id,
  version: 0,
  parties,
  orderId,
  status: 'released',
  schedules: [],
  extra: [],
  expiresAt: '',
});

const presentSlots = (promise: DeliveryPromise, planned: readonly PlannedSchedule[]): Slot[] =>
  slotsOf(promise.schedules.filter((s) => planned.some((p) => p.lineId === s.lineId && p.scheduleId === s.scheduleId)));

/** A change whose dates cannot be kept will not be agreed to as it is: holding for it would only keep others waiting. */
export const isWorthHolding = (schedules: readonly PlannedSchedule[]): boolean =>
  schedules.every(({ promised, requested }) => promised !== null && promised <= requested);

/** Holds once per change: a second question gets the first answer. */
export const holdChange =
  (promise: DeliveryPromise, schedules: readonly PlannedSchedule[], at: Date): Decision<ChangeHold> =>
  (hold) => {
    if (isHeld(hold, at) || hold.status === 'used') return { state: hold, events: [] };
    return {
      state: {
        ...hold,
        status: 'held',
        schedules,
        extra: needBeyond(presentSlots(promise, schedules), slotsOf(schedules)),
        expiresAt: new Date(at.getTime() + heldForMinutes * 60_000).toISOString(),
      },
      events: [],
    };
  };

export const isHeld = (hold: ChangeHold, at: Date): boolean => hold.status === 'held' && at < new Date(hold.expiresAt);

/**
 * Its time is over, and there is something to give back on these supplies; or nothing at all to wait for, as where the
 * change needs no more than the present plan.
 */
export const isOverOn = (hold: ChangeHold, supplies: ReadonlySet<string>, at: Date): boolean =>
  hold.status === 'held' &&
  !isHeld(hold, at) &&
  (hold.extra.length === 0 || hold.extra.some(({ supply }) => supplies.has(supply)));

/** Its time is over: what it books on these supplies is given back, the rest when its supplies are looked at. */
export const releaseOn =
  (supplies: ReadonlySet<string>): Decision<ChangeHold> =>
  (hold) => {
    const extra = hold.extra.filter(({ supply }) => !supplies.has(supply));
    return { state: { ...hold, extra, status: extra.length === 0 ? 'released' : 'held' }, events: [] };
  };

/** Given back whole: because the change was closed, or because another change of the order came first. */
export const releaseHold: Decision<ChangeHold> = (hold) => ({ state: { ...hold, status: 'released' }, events: [] });

export const useHold: Decision<ChangeHold> = (hold) => ({ state: { ...hold, status: 'used' }, events: [] });

/** The days on which the kept hold books something; nothing once it is used or given back. */
export const heldSlots = ({ status, extra }: ChangeHold): readonly Slot[] => (status === 'held' ? extra : []);
