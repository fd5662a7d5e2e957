import { type IsoDate, latest } from '@tradeloom/kernel';
import { type ExchangeRate, spotOn } from '../exchange-rates/exchange-rate.rules.ts';
import { hsOf, type Item } from '../items/item.rules.ts';
import { type Legs, unitPriceOf } from '../legs/leg.rules.ts';
import { type Line, type Order, openLines } from '../orders/order.rules.ts';
import { type PriceList, tiersOf } from '../prices/price.rules.ts';
import type { ComplianceElement } from './compliance-audit.rules.ts';
import { commit, type DeliveryPromise } from './date-audit.rules.ts';
import type { OrderElements } from './element-audit.rules.ts';

/** What an order is held against. */
export interface Yardsticks {
  readonly exportList: PriceList;
  readonly items: readonly Item[];
  readonly rates: readonly ExchangeRate[];
  readonly promises: readonly DeliveryPromise[];
  readonly today: IsoDate;
}

/** Goods leave from China: its tariff classifies them. */
const exportingCountry = 'CN';

/** Puts an order's elements beside what was agreed. */
export const elementsOf = (order: Order, { export: leg }: Legs, yardsticks: Yardsticks): OrderElements => {
  const { exportList, items, rates, promises, today } = yardsticks;
  const lines = openLines(order).flatMap((line) => {
    const item = items.find((i) => i.item === line.item);
    return item === undefined ? [] : [{ line, item }];
  });
  const { basePair, baseRate, tradeTerm, charges, paymentTerms } = exportList;
  return {
    price: {
      lines: lines.map(({ line }) => ({
        customerLine: line.customerLine,
        item: line.item,
        quantity: line.quantity.value,
        unitPrice: unitPriceOf(leg, line.id),
        tiers: tiersOf(exportList, line.item),
      })),
      base: basePair === null || baseRate === null ? null : { pair: basePair, rate: baseRate },
      spot: basePair === null ? null : spotOn(rates, basePair, today),
    },
    terms: {
      stated: { tradeTerm: leg.tradeTerm, charges: leg.charges, paymentWords: leg.paymentWords },
      agreed: { tradeTerm, charges, paymentTerms },
    },
    dates: promises,
    quality: lines.map(({ item }) => ({ item: item.item, quality: item.quality })),
    compliance: lines.map(({ line, item }) => compliance(line, item, promises, today)),
    destination: order.destinationCountry,
  };
};

const compliance = (
  line: Line,
  item: Item,
  promises: readonly DeliveryPromise[],
  today: IsoDate,
): ComplianceElement => ({
  item: item.item,
  hsCode: hsOf(item, exportingCountry, today)?.code ?? null,
  declaredName: item.declaredName,
  packing: item.packing,
  certificates: item.certificates,
  shipsBy: latest(
    today,
    ...promises.filter(({ lineId }) => lineId === line.id).map((promise) => commit(promise).committed ?? today),
  ),
});
