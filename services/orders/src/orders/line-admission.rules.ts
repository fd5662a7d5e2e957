import { decimal, type IsoDate, isIsoDate, type Quantity, type Text } from '@tradeloom/kernel';
import { type Item, type ItemReference, itemOf, type NamedItem } from '../items/item.rules.ts';
import { listInForce, type PriceList, tierFor, tiersOf } from '../prices/price.rules.ts';

export interface RequestedLine extends NamedItem {
  readonly customerLine: string;
  readonly description: string;
  readonly quantity: Quantity;
  /** Empty: the price list's. */
  readonly unitPrice: string;
  readonly schedules: readonly { readonly quantity: Quantity; readonly date: IsoDate }[];
}

/** What the seller has agreed: its items and price lists, those with this customer and those with its factories. */
export interface Agreement {
  readonly items: readonly Item[];
  readonly references: readonly ItemReference[];
  readonly priceLists: readonly PriceList[];
}

/** A line that can be served: its item, the prices of both contracts, and the factory's price list. */
export interface ServedLine {
  readonly requested: RequestedLine;
  readonly item: Item;
  readonly exportPrice: string;
  readonly purchasePrice: string;
  readonly purchaseList: PriceList;
}

export interface RefusedLine {
  readonly requested: RequestedLine;
  readonly item: Item | null;
  readonly reason: Text;
}

export type Admission = ServedLine | RefusedLine;

export const isServed = (admission: Admission): admission is ServedLine => 'exportPrice' in admission;

/**
 * Judges each line by itself, then keeps the order with one factory: the first served line's.
 * A line that cannot be served is refused with its reason; the rest of the order goes on.
 */
export const admitLines = (
  lines: readonly RequestedLine[],
  agreement: Agreement,
  exportList: PriceList,
  on: IsoDate,
): Admission[] => {
  const admissions = lines.map((line) => admit(line, agreement, exportList, on));
  const factory = admissions.find(isServed)?.item.factory;
  return admissions.map((admission) =>
    isServed(admission) && admission.item.factory !== factory
      ? refuse(admission.requested, admission.item, {
          en: `${admission.item.item} is made by another factory: order it apart`,
          zh: `${admission.item.item} 由另一工厂生产，请另行下单`,
        })
      : admission,
  );
};

const refuse = (requested: RequestedLine, item: Item | null, reason: Text): RefusedLine => ({
  requested,
  item,
  reason,
});

const admit = (requested: RequestedLine, agreement: Agreement, exportList: PriceList, on: IsoDate): Admission => {
  const item = itemOf(requested, agreement.items, agreement.references, on);
  if (item === undefined) {
    const name = requested.sellerItem || requested.buyerItem;
    return refuse(requested, null, { en: `Item ${name} is not known`, zh: `未知物料 ${name}` });
  }
  const fault = quantityFault(requested, item) ?? deliveryFault(requested);
  if (fault !== undefined) return refuse(requested, item, fault);
  const purchases = agreement.priceLists.filter((list) => list.kind === 'purchase' && list.seller === item.factory);
  const purchaseList = listInForce(purchases, exportList.seller, on);
  const outward = tiersOf(exportList, item.item);
  const inward = purchaseList === undefined ? [] : tiersOf(purchaseList, item.item);
  if (purchaseList === undefined || outward.length === 0 || inward.length === 0)
    return refuse(requested, item, { en: `${item.item} has no agreed price`, zh: `${item.item} 没有约定价格` });
  const { value } = requested.quantity;
  const exportPrice = requested.unitPrice === '' ? tierFor(outward, value).unitPrice : requested.unitPrice;
  return { requested, item, exportPrice, purchasePrice: tierFor(inward, value).unitPrice, purchaseList };
};

const isPositive = (value: string): boolean => /^\d+(\.\d+)?$/.test(value) && decimal(value).gt(0);

const quantityFault = ({ quantity, unitPrice }: RequestedLine, item: Item): Text | undefined => {
  if (!isPositive(quantity.value)) return { en: 'The quantity is not positive', zh: '数量必须为正' };
  if (unitPrice !== '' && !isPositive(unitPrice)) return { en: 'The unit price is not positive', zh: '单价必须为正' };
  if (quantity.unit === item.unit) return undefined;
  return {
    en: `${item.item} is sold by ${item.unit}, not by ${quantity.unit}`,
    zh: `${item.item} 的销售单位为 ${item.unit}，不是 ${quantity.unit}`,
  };
};

const deliveryFault = ({ quantity, schedules }: RequestedLine): Text | undefined => {
  const whole = schedules.every(
    (s) => isIsoDate(s.date) && isPositive(s.quantity.value) && s.quantity.unit === quantity.unit,
  );
  if (schedules.length === 0 || !whole)
    return { en: 'Each delivery needs a quantity and a date', zh: '每个交货计划须有数量和日期' };
  const sum = schedules.reduce((total, s) => total.plus(s.quantity.value), decimal(0));
  if (sum.eq(quantity.value)) return undefined;
  return {
    en: `The deliveries sum to ${sum.toFixed()}, the line says ${quantity.value}`,
    zh: `交货数量合计 ${sum.toFixed()}，与行数量 ${quantity.value} 不符`,
  };
};
