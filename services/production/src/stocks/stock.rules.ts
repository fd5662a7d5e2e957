import { type Decision, decimal, type IsoDate, must, total, unchanged } from '@tradeloom/kernel';

/** Goods that are due to come in. */
export interface ExpectedReceipt {
  readonly date: IsoDate;
  readonly quantity: string;
  readonly source: string;
}

/** What is on hand of an item, as counted at a time, and what will come in. 库存 */
export interface Stock {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly factory: string;
  readonly item: string;
  readonly unit: string;
  readonly onHand: string;
  /** RFC 3339. */
  readonly asOf: string;
  readonly source: string;
  readonly receipts: readonly ExpectedReceipt[];
  /** What left after the count, as far as it is known when: taken from `onHand`. */
  readonly departures: readonly Departure[];
}

export interface Departure {
  readonly quantity: string;
  /** RFC 3339. */
  readonly leftAt: string;
}

export type StockCount = Pick<Stock, 'onHand' | 'asOf' | 'source' | 'receipts'> & { readonly unit: string };

export const stockId = (factory: string, item: string): string => `${factory}/stock/${item}`;

const lessened = (onHand: string, departures: readonly Departure[]): string => {
  const left = decimal(onHand).minus(total(departures.map((d) => d.quantity)));
  return left.lt(0) ? '0' : left.toFixed();
};

/**
 * A new count replaces the older one; a count that is older than the one known changes nothing. What left after it was
 * counted with it, and is there no more.
 */
export const setStock =
  ({ unit, ...count }: StockCount): Decision<Stock> =>
  (stock) => {
    must(
      unit === stock.unit,
      'production.stock.unit',
      { en: 'The count must use the unit of the item', zh: '盘点单位须与品目单位一致' },
      { unit, expected: stock.unit },
    );
    must(
      [count.onHand, ...count.receipts.map((r) => r.quantity)].every((q) => decimal(q).gte(0)),
      'production.stock.negative',
      {
        en: 'Stock and expected receipts cannot be negative',
        zh: '库存与预计入库不能为负数',
      },
    );
    if (Date.parse(count.asOf) < Date.parse(stock.asOf)) return { state: stock, events: [] };
    const departures = stock.departures.filter((d) => Date.parse(d.leftAt) > Date.parse(count.asOf));
    return { state: { ...stock, ...count, onHand: lessened(count.onHand, departures), departures }, events: [] };
  };

/**
 * Goods left the stock: what was promised of them is promised no longer. A count of a later time does not hold them any
 * more, and is not lessened by them.
 * @param leftAt RFC 3339; empty where nobody says when they left: then they are taken for counted
 */
export const takeFromStock =
  (quantity: string, leftAt: string): Decision<Stock> =>
  (stock) => {
    if (leftAt !== '' && Date.parse(leftAt) <= Date.parse(stock.asOf)) return unchanged(stock);
    const departure = { quantity, leftAt };
    const departures = leftAt === '' ? stock.departures : [...stock.departures, departure];
    return { state: { ...stock, onHand: lessened(stock.onHand, [departure]), departures }, events: [] };
  };
