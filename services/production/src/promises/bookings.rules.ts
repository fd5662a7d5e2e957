import { decimal, type IsoDate } from '@tradeloom/kernel';
import type { Slot } from './supply.rules.ts';

type Amount = ReturnType<typeof decimal>;

const zero = decimal(0);
const key = (supply: string, day: IsoDate): string => `${supply}\n${day}`;

/** Sums slots per supply and day, so that days can be looked up while a plan grows. */
export class Bookings {
  private readonly amounts = new Map<string, Amount>();

  constructor(slots: readonly Slot[] = []) {
    this.add(slots);
  }

  on(supply: string, day: IsoDate): Amount {
    return this.amounts.get(key(supply, day)) ?? zero;
  }

  /** The days of a supply on which something is booked, in order. */
  days(supply: string): IsoDate[] {
    return [...this.amounts]
      .filter(([at, amount]) => at.startsWith(`${supply}\n`) && !amount.isZero())
      .map(([at]) => at.slice(supply.length + 1))
      .sort();
  }

  add(slots: readonly Slot[], sign: 1 | -1 = 1): this {
    for (const { supply, day, quantity } of slots) {
      this.amounts.set(key(supply, day), this.on(supply, day).plus(decimal(quantity).times(sign)));
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
    if (seen.has(key(supply, day))) return [];
    seen.add(key(supply, day));
    const more = after.on(supply, day).minus(before.on(supply, day));
    return more.gt(0) ? [{ supply, day, quantity: more.toFixed() }] : [];
  });
};
