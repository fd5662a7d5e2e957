import { type Decision, decimal, hasCome, type IsoDate, must, total, unchanged } from '@tradeloom/kernel';

/** How much is in one state, in the unit of the stock. */
export interface ReportedQuantity {
  readonly state: string;
  readonly quantity: string;
  /** When it is expected; null for what is there. */
  readonly date: IsoDate | null;
}

/** What a supplier or a warehouse says it holds of an item at one place, of one lot where it names lots. 寄存库存 */
export interface ReportedStock {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  /** Who holds it, and whom he told. */
  readonly holder: string;
  readonly owner: string;
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly unit: string;
  /** The day for which it is true; empty before the first report. */
  readonly asOf: string;
  readonly reportNumber: string;
  readonly quantities: readonly ReportedQuantity[];
}

export type StockPlace = Pick<ReportedStock, 'holder' | 'owner' | 'item' | 'location' | 'lot' | 'unit'>;
export type StockReport = Pick<ReportedStock, 'asOf' | 'reportNumber'> & {
  readonly quantities: readonly (ReportedQuantity & { readonly unit: string })[];
};

export const placeId = ({ owner, holder, item, location, lot }: StockPlace): string =>
  [owner, holder, item, location, lot].map(encodeURIComponent).join('/');

export const blankPlace = (place: StockPlace): ReportedStock => ({
  ...place,
  id: placeId(place),
  version: 0,
  parties: [...new Set([place.owner, place.holder])],
  asOf: '',
  reportNumber: '',
  quantities: [],
});

/**
 * A newer report replaces the one known; one of an older day, or the same said again, changes nothing. A day that has
 * not come would keep every true report out.
 */
export const takeReport =
  ({ asOf, reportNumber, quantities }: StockReport, today: IsoDate): Decision<ReportedStock> =>
  (stock) => {
    must(
      hasCome(asOf, today),
      'production.stock-report.future',
      { en: 'Stock cannot be reported for a day to come', zh: '不能报告未来日期的库存' },
      { value: asOf, today },
    );
    for (const { unit, quantity } of quantities) {
      must(
        unit === stock.unit,
        'production.stock-report.unit',
        { en: `${stock.item} is measured in ${stock.unit}`, zh: `${stock.item} 的计量单位为 ${stock.unit}` },
        { value: unit, expected: stock.unit },
      );
      must(
        decimal(quantity).gte(0),
        'production.stock-report.negative',
        { en: 'Stock cannot be negative', zh: '库存不能为负数' },
        { value: quantity },
      );
    }
    const isKnown = asOf === stock.asOf && reportNumber === stock.reportNumber;
    if (asOf < stock.asOf || isKnown) return unchanged(stock);
    const kept = quantities.map(({ state, quantity, date }) => ({ state, quantity, date }));
    return { state: { ...stock, asOf, reportNumber, quantities: kept }, events: [] };
  };

/** What makes up the whole where nobody states it. */
const partsOfWhole = ['available', 'committed', 'blocked'];

const sumOf = (stock: ReportedStock, states: readonly string[]): string | null => {
  const found = stock.quantities.filter(({ state }) => states.includes(state)).map(({ quantity }) => quantity);
  return found.length === 0 ? null : total(found);
};

/** What there is of it, and what is just being used; null when the report says neither, which is not the same as none. */
const standingOf = (stock: ReportedStock): string | null => {
  const whole = sumOf(stock, ['on-hand']) ?? sumOf(stock, partsOfWhole);
  const used = sumOf(stock, ['in-production']);
  return whole === null && used === null ? null : total([whole ?? '0', used ?? '0']);
};

export interface Count {
  readonly asOf: IsoDate;
  readonly reportNumber: string;
  readonly quantity: string;
}

/** All that a holder counted of an item on the last day of which he told: places that he tells of no more are over. */
export const lastCount = (stocks: readonly ReportedStock[]): Count | null => {
  const asOf = stocks.reduce((last, stock) => (stock.asOf > last ? stock.asOf : last), '');
  const told = stocks.filter((stock) => stock.asOf === asOf);
  const standing = told.flatMap((stock) => standingOf(stock) ?? []);
  if (standing.length === 0) return null;
  return { asOf, reportNumber: told.at(-1)?.reportNumber ?? '', quantity: total(standing) };
};
