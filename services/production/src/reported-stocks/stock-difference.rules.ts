import { create, production } from '@tradeloom/contracts';
import { type Decision, decimal, type IsoDate, unchanged } from '@tradeloom/kernel';
import type { Count } from './reported-stock.rules.ts';

/**
 * What the books of both sides say a supplier has of provided material on a day, in the material's unit:
 * raw = issued - consumed - scrap - returned - madeUp.
 */
export interface Book {
  readonly issued: string;
  readonly consumed: string;
  readonly scrap: string;
  readonly returned: string;
  /** In pieces that he reported finished and has not delivered: used, and not yet booked as consumed. */
  readonly madeUp: string;
  readonly raw: string;
}

/** A supplier's count of provided material against the books. 库存差异 */
export interface StockDifference {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly holder: string;
  readonly owner: string;
  readonly item: string;
  readonly unit: string;
  readonly asOf: string;
  readonly reportNumber: string;
  readonly counted: string;
  readonly book: Book;
  /** Counted less booked. */
  readonly difference: string;
}

type About = Pick<StockDifference, 'holder' | 'owner' | 'item' | 'unit'>;

export const differenceId = ({ owner, holder, item }: About): string =>
  [owner, holder, item].map(encodeURIComponent).join('/');

const empty: Book = { issued: '0', consumed: '0', scrap: '0', returned: '0', madeUp: '0', raw: '0' };

export const noDifference = (about: About): StockDifference => ({
  ...about,
  id: differenceId(about),
  version: 0,
  parties: [...new Set([about.owner, about.holder])],
  asOf: '' as IsoDate,
  reportNumber: '',
  counted: '0',
  book: empty,
  difference: '0',
});

/** Holds a count against the books. Only a difference that is new, or another than before, is told; and its end. */
export const holdAgainst =
  ({ asOf, reportNumber, quantity: counted }: Count, book: Book): Decision<StockDifference> =>
  (known) => {
    if (asOf < known.asOf) return unchanged(known);
    const difference = decimal(counted).minus(book.raw).toFixed();
    const state = { ...known, asOf, reportNumber, counted, book, difference };
    const { holder, owner, item, unit } = known;
    const about = { holder, owner, item, unit, counted, asOf, reportNumber };
    if (decimal(difference).eq(known.difference)) return { state, events: [] };
    const event = decimal(difference).isZero()
      ? create(production.StockDifferenceSettledSchema, about)
      : create(production.StockDifferenceFoundSchema, { ...about, booked: book.raw, difference });
    return { state, events: [event] };
  };
