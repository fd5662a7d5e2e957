import { addDays, decimal, type IsoDate, latest } from '@tradeloom/kernel';
import type { WorkingWeek } from '../calendars/calendar.rules.ts';
import type { Resource } from '../capacities/capacity.rules.ts';
import { Bookings } from './bookings.rules.ts';
import { freeCapacity } from './free-capacity.rules.ts';
import type { Slot } from './supply.rules.ts';

/** A part of a quantity and the day from which it can be worked on. */
export interface Tranche {
  readonly quantity: string;
  readonly ready: IsoDate;
}

export interface ForwardPlan {
  readonly slots: readonly Slot[];
  readonly start: IsoDate;
  readonly finish: IsoDate;
}

/** What does not fit into a year and a half cannot be promised. */
const horizonDays = 548;

type Amount = ReturnType<typeof decimal>;

const least = (a: Amount, b: Amount): Amount => (a.lt(b) ? a : b);

const fillDays = (
  supply: string,
  quantity: string,
  from: IsoDate,
  until: IsoDate,
  free: (day: IsoDate) => Amount,
): Slot[] | null => {
  const slots: Slot[] = [];
  let left = decimal(quantity);
  for (let day = from; left.gt(0); day = addDays(day, 1)) {
    if (day > until) return null;
    const used = least(free(day), left);
    if (used.lte(0)) continue;
    slots.push({ supply, day, quantity: used.toFixed() });
    left = left.minus(used);
  }
  return slots;
};

/**
 * Fills the free capacity of a resource day by day from the day each tranche is ready.
 * Answers null when the horizon is too short. Bookings are read, not changed.
 */
export const planForward = (
  tranches: readonly Tranche[],
  resource: Resource,
  calendar: WorkingWeek,
  booked: Bookings,
): ForwardPlan | null => {
  const [first] = tranches;
  if (!first) return null;
  const horizon = addDays(first.ready, horizonDays);
  const slots: Slot[] = [];
  const own = new Bookings();
  const room = freeCapacity({ resource, calendar, booked }, first.ready, horizon);
  const free = (day: IsoDate): Amount => room(day).minus(own.on(resource.id, day));
  for (const { quantity, ready } of tranches) {
    const filled = fillDays(resource.id, quantity, latest(slots.at(-1)?.day ?? ready, ready), horizon, free);
    if (!filled) return null;
    own.add(filled);
    slots.push(...filled);
  }
  return { slots, start: slots[0]?.day ?? first.ready, finish: slots.at(-1)?.day ?? first.ready };
};
