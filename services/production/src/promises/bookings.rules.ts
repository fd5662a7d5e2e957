import { decimal, type IsoDate } from '@tradeloom/kernel';
import type { Slot } from './supply.rules.ts';

type Amount = ReturnType<typeof decimal>;

const zero = decimal(0);

/** Sums slots per supply and day, so that days can be looked up while a plan grows. */
export class Bookings {
  private readonly amounts = new Map<string, Map<IsoDate, Amount>>();

  constructor(slots: readonly Slot[] = []) {
    this.add(slots);
  }

  on(supply: string, day: IsoDate): Amount {
    return this.amounts.get(supply)?.get(day) ?? zero;
  }

  /** The days of a supply on which something is booked, in order. */
  days(supply: string): IsoDate[] {
    return [...(this.amounts.get(supply) ?? [])]
      .filter(([, amount]) => !amount.isZero())
      .map(([day]) => day)
      .sort();
  }

  add(slots: readonly Slot[], sign: 1 | -1 = 1): this {
    for (const { supply, day, quantity } of slots) {
      const days = this.amounts.get(supply) ?? new Map<IsoDate, Amount>();
      days.set(day, (days.get(day) ?? zero).plus(decimal(quantity).times(sign)));
      this.amounts.set(supply, days);
    }
    return this;
  }
}

/** What the second plan needs beyond the first, day by day: held beside it, both plans stay possible. */
export const needBeyond = (held: readonly Slot[], wanted: readonly Slot[]): Slot[] => {
  const before = new Bookings(held);
  const after = new Bookings(wanted);
  const seen = new Set<string>();
  return wanted.flatMap(({ supply, day }) => {
    const at = `${supply}\n${day}`;
    if (seen.has(at)) return [];
    seen.add(at);
    const more = after.on(supply, day).minus(before.on(supply, day));
    return more.gt(0) ? [{ supply, day, quantity: more.toFixed() }] : [];
  });
};
