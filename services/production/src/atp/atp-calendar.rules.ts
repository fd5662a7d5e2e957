import { addDays, daysBetween, decimal, type IsoDate, latest } from '@tradeloom/kernel';
import { capacityOn } from '../capacities/capacity.rules.ts';
import { type Item, leadDaysOf } from '../items/item.rules.ts';
import { Bookings } from '../promises/bookings.rules.ts';
import { owedOn } from '../promises/free-capacity.rules.ts';
import type { Supply } from '../promises/supply.rules.ts';
import { cumulativeWithLookAhead, discrete, type SupplyAndDemand } from './atp.rules.ts';

export interface AtpDay {
  readonly date: IsoDate;
  readonly supply: string;
  readonly demand: string;
  /** Discrete ATP. */
  readonly discrete: string;
  /** Cumulative with look-ahead: what can be promised by this day. */
  readonly free: string;
}

/** Where a figure of the row comes from. */
export interface PeggedSupply {
  readonly kind: 'on-hand' | 'receipt' | 'capacity';
  readonly name: string;
  readonly date: IsoDate | null;
  readonly quantity: string;
  readonly source: string;
}

export interface AtpCalendar {
  readonly row: readonly AtpDay[];
  readonly supplies: readonly PeggedSupply[];
  /** Id of the resource or stock that the row stands on; null when there is none. */
  readonly supply: string | null;
  /** RFC 3339: when the figures were set or counted. */
  readonly dataAsOf: string | null;
}

const rowOf = (dates: readonly IsoDate[], position: SupplyAndDemand): AtpDay[] => {
  const each = discrete(position);
  const free = cumulativeWithLookAhead(position);
  return dates.map((date, i) => ({
    date,
    supply: position.supplies[i] ?? '0',
    demand: position.demands[i] ?? '0',
    discrete: each[i] ?? '0',
    free: decimal(free[i] ?? 0).lt(0) ? '0' : (free[i] ?? '0'),
  }));
};

const demandsOn = (dates: readonly IsoDate[], supply: string, booked: Bookings): string[] => {
  const [first = ''] = dates;
  const overdue = booked.days(supply).filter((day) => day < first);
  return dates.map((date, i) =>
    (i === 0 ? [...overdue, date] : [date])
      .reduce((sum, day) => sum.plus(booked.on(supply, day)), decimal(0))
      .toFixed(),
  );
};

const fromStock = (item: Item, supply: Supply, dates: readonly IsoDate[], booked: Bookings): AtpCalendar => {
  const stock = supply.stocks.find((s) => s.item === item.code);
  if (!stock) return { row: [], supplies: [], supply: null, dataAsOf: null };
  const [first = ''] = dates;
  const arriving = dates.map((date) =>
    stock.receipts
      .filter((r) => r.date === date || (date === first && r.date < first))
      .reduce((sum, r) => sum.plus(r.quantity), decimal(0))
      .toFixed(),
  );
  const demands = demandsOn(dates, stock.id, booked);
  return {
    row: rowOf(dates, { onHand: stock.onHand, supplies: arriving, demands }),
    supplies: [
      { kind: 'on-hand', name: item.code, date: null, quantity: stock.onHand, source: stock.source },
      ...stock.receipts.map((r) => ({ kind: 'receipt' as const, name: item.code, ...r })),
    ],
    supply: stock.id,
    dataAsOf: stock.asOf,
  };
};

/** What is made from parts not yet ordered counts from the day the parts can be there. */
const fromCapacity = (item: Item, supply: Supply, dates: readonly IsoDate[], booked: Bookings): AtpCalendar => {
  const resource = supply.resources.find((r) => r.code === item.resource);
  const calendar = supply.calendars.find((c) => c.id === resource?.calendar);
  if (!resource || !calendar) return { row: [], supplies: [], supply: null, dataAsOf: null };
  const ready = addDays(dates[0] ?? '', leadDaysOf(item));
  const usable = dates.map((date) => (date < ready ? '0' : capacityOn(resource.rates, calendar, date)));
  const demands = dates.map((date) => (date < ready ? '0' : booked.on(resource.id, date).toFixed()));
  return {
    row: rowOf(dates, {
      onHand: owedOn({ resource, calendar, booked }, ready).neg().toFixed(),
      supplies: usable,
      demands,
    }),
    supplies: resource.rates.map((rate) => ({
      kind: 'capacity',
      name: resource.code,
      date: rate.from,
      quantity: rate.perDay,
      source: rate.source,
    })),
    supply: resource.id,
    dataAsOf: resource.rates.at(-1)?.setAt ?? null,
  };
};

/** The look-ahead reaches to the last promise, also where fewer days are asked for. */
const lastBooked = (supply: Supply, otherwise: IsoDate): IsoDate =>
  supply.booked.reduce((last, { day }) => latest(last, day), otherwise);

/** The ATP row of an item from today to a day; the days before `from` and behind `to` are reckoned, not shown. */
export const atpCalendar = (item: Item, supply: Supply, today: IsoDate, from: IsoDate, to: IsoDate): AtpCalendar => {
  const end = lastBooked(supply, to);
  const dates = Array.from({ length: Math.max(0, daysBetween(today, end)) + 1 }, (_, i) => addDays(today, i));
  const booked = new Bookings(supply.booked);
  const calendar =
    item.sourcing === 'stock' ? fromStock(item, supply, dates, booked) : fromCapacity(item, supply, dates, booked);
  return { ...calendar, row: calendar.row.filter((day) => day.date >= from && day.date <= to) };
};
