import { addDays, decimal, type IsoDate, latest } from '@tradeloom/kernel';
import type { WorkingWeek } from '../calendars/calendar.rules.ts';
import { capacityOn, type Resource } from '../capacities/capacity.rules.ts';
import type { Bookings } from './bookings.rules.ts';
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
  const slots: Slot[] = [];
  const first = tranches[0];
  if (!first) return null;
  const horizon = addDays(first.ready, horizonDays);
  let day = first.ready;
  let taken = decimal(0);
  for (const tranche of tranches) {
    let left = decimal(tranche.quantity);
    const from = latest(day, tranche.ready);
    if (from !== day) taken = decimal(0);
    day = from;
    while (left.gt(0)) {
      if (day > horizon) return null;
      const capacity = decimal(capacityOn(resource.rates, calendar, day));
      const free = capacity.minus(booked.on(resource.id, day)).minus(taken);
      const used = free.gt(0) ? least(free, left) : decimal(0);
      if (used.gt(0)) slots.push({ supply: resource.id, day, quantity: used.toFixed() });
      left = left.minus(used);
      if (left.isZero()) taken = taken.plus(used);
      else {
        day = addDays(day, 1);
        taken = decimal(0);
      }
    }
  }
  return { slots, start: slots[0]?.day ?? first.ready, finish: slots.at(-1)?.day ?? first.ready };
};
