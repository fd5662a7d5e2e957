import type { IsoDate } from '@tradeloom/kernel';
import type { Calendar } from '../calendars/calendar.rules.ts';
import type { Resource } from '../capacities/capacity.rules.ts';
import type { Item } from '../items/item.rules.ts';
import type { Stock } from '../stocks/stock.rules.ts';

/** Part of one day's capacity of a resource, or of an item's stock from a day on, that a promise holds. */
export interface Slot {
  /** Id of the resource or the stock. */
  readonly supply: string;
  readonly day: IsoDate;
  readonly quantity: string;
}

/** Everything a promise depends on, at one moment. */
export interface Supply {
  readonly factory: string;
  readonly items: readonly Item[];
  readonly resources: readonly Resource[];
  readonly calendars: readonly Calendar[];
  readonly stocks: readonly Stock[];
  /** What is already promised, per resource or stock and day. */
  readonly booked: readonly Slot[];
}
