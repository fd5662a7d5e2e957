import { decimal, type IsoDate } from '@tradeloom/kernel';
import { cumulativeWithLookAhead } from '../atp/atp.rules.ts';
import type { Stock } from '../stocks/stock.rules.ts';
import type { Bookings } from './bookings.rules.ts';

/** A stock item's ATP with look-ahead on the days on which it changes, from a day on. */
export interface StockPosition {
  readonly days: readonly IsoDate[];
  readonly supplies: readonly string[];
  readonly demands: readonly string[];
  readonly free: readonly string[];
}

/** What fell due before the first day counts on the first day: late receipts are still awaited, late demand still owed. */
export const stockPosition = (
  stock: Pick<Stock, 'id' | 'onHand' | 'receipts'>,
  booked: Bookings,
  from: IsoDate,
  alsoOn: readonly IsoDate[] = [],
): StockPosition => {
  const bookedDays = booked.days(stock.id);
  const changes = [...stock.receipts.map((r) => r.date), ...bookedDays, ...alsoOn];
  const days = [...new Set([from, ...changes.filter((day) => day > from)])].sort();
  const bucketOf = (day: IsoDate): IsoDate => (day > from ? day : from);
  const supplies = days.map((day) =>
    stock.receipts
      .filter((r) => bucketOf(r.date) === day)
      .reduce((sum, r) => sum.plus(r.quantity), decimal(0))
      .toFixed(),
  );
  const demands = days.map((day) =>
    bookedDays
      .filter((d) => bucketOf(d) === day)
      .reduce((sum, d) => sum.plus(booked.on(stock.id, d)), decimal(0))
      .toFixed(),
  );
  return { days, supplies, demands, free: cumulativeWithLookAhead({ onHand: stock.onHand, supplies, demands }) };
};

/** The first day on which so much is free and stays free; null when that day never comes. */
export const earliestFromStock = ({ days, free }: StockPosition, quantity: string): IsoDate | null =>
  days[free.findIndex((amount) => decimal(amount).gte(quantity))] ?? null;
