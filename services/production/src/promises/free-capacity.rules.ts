import { addDays, daysBetween, decimal, type IsoDate } from '@tradeloom/kernel';
import { cumulativeWithLookAhead } from '../atp/atp.rules.ts';
import type { WorkingWeek } from '../calendars/calendar.rules.ts';
import { capacityOn, type Resource } from '../capacities/capacity.rules.ts';
import type { Bookings } from './bookings.rules.ts';

type Amount = ReturnType<typeof decimal>;

/** A resource with its calendar and what is promised on it. */
export interface Line {
  readonly resource: Resource;
  readonly calendar: WorkingWeek;
  readonly booked: Bookings;
}

const zero = decimal(0);
const atLeastZero = (amount: Amount): Amount => (amount.lt(0) ? zero : amount);

const unbooked = ({ resource, calendar, booked }: Line, day: IsoDate): Amount =>
  decimal(capacityOn(resource.rates, calendar, day)).minus(booked.on(resource.id, day));

const overloadedDays = (line: Line): IsoDate[] =>
  line.booked.days(line.resource.id).filter((day) => unbooked(line, day).lt(0));

/**
 * Promised for days before this one, and not made there: a capacity that was cut after it was promised. It is made on
 * the next days that have room.
 */
export const owedOn = (line: Line, day: IsoDate): Amount => {
  const over = overloadedDays(line).filter((d) => d < day);
  let owed = zero;
  let at = over[0];
  while (at !== undefined && at < day) {
    const here = at;
    owed = atLeastZero(owed.minus(unbooked(line, here)));
    at = owed.isZero() ? over.find((next) => next > here) : addDays(here, 1);
  }
  return owed;
};

/**
 * What each day from the first on can still take: never what an earlier promise needs whose own day has become too
 * small for it. The same look-ahead as the row of what is available to promise: an overload to come takes from the days
 * before it, the latest first, and what they cannot take is made on the days behind it.
 */
export const freeCapacity = (line: Line, first: IsoDate, last: IsoDate): ((day: IsoDate) => Amount) => {
  if (overloadedDays(line).length === 0) return (day) => unbooked(line, day);
  const owed = owedOn(line, first);
  const days = daysUntilMade(line, owed, first, last);
  const upTo = cumulativeWithLookAhead({
    onHand: owed.neg().toFixed(),
    supplies: days.map((day) => capacityOn(line.resource.rates, line.calendar, day)),
    demands: days.map((day) => line.booked.on(line.resource.id, day).toFixed()),
  }).map((amount) => atLeastZero(decimal(amount)));
  return (day) => {
    const i = daysBetween(first, day);
    return i < days.length ? (upTo[i] ?? zero).minus(upTo[i - 1] ?? zero) : unbooked(line, day);
  };
};

/** As far as anything is promised, and until all of it can be made. */
const daysUntilMade = (line: Line, owed: Amount, first: IsoDate, last: IsoDate): IsoDate[] => {
  const lastBooked = line.booked.days(line.resource.id).at(-1) ?? first;
  const days: IsoDate[] = [];
  let left = owed.neg();
  for (let day = first; day <= last && (day <= lastBooked || left.lt(0)); day = addDays(day, 1)) {
    days.push(day);
    left = left.plus(unbooked(line, day));
  }
  return days;
};
