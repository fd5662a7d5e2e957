import { type AddingTx, allOf, newId, nextOf } from '@tradeloom/chassis';
import { DomainError, type IsoDate, unchanged } from '@tradeloom/kernel';
import { type FindOperator, In, Raw } from 'typeorm';
import { ItemReferences, Items } from '../items/item.table.ts';
import { OrderLegs } from '../legs/order-leg.table.ts';
import { everyBuyer } from '../prices/price.rules.ts';
import { PriceLists } from '../prices/price-list.table.ts';
import type { Order } from './order.rules.ts';
import { Orders } from './order.table.ts';
import { contentOf, type OrderRequest, placeOrder } from './place-order.rules.ts';

/**
 * Takes a customer's order, once: the same order again is the one already there.
 * @throws DomainError `orders.order.contradicts` when the number was used for another order
 */
export const takeOrder = async (tx: AddingTx, request: OrderRequest): Promise<Order> => {
  const { trader, customer, customerOrder } = request;
  const buyerItems = request.lines.map(({ buyerItem }) => buyerItem);
  const { known, drawn, items, references, exportLists, purchaseLists } = await tx.findAll({
    known: allOf(Orders, { trader, customer, customerOrder }),
    drawn: nextOf('order_numbers'),
    items: allOf(Items, { trader, item: namedIn(request, buyerItems) }),
    references: allOf(ItemReferences, { trader, customer, buyerItem: In(buyerItems) }),
    exportLists: allOf(PriceLists, { kind: 'export', seller: trader, buyer: In([customer, everyBuyer]) }),
    purchaseLists: allOf(PriceLists, { kind: 'purchase', buyer: trader }),
  });
  if (known[0] !== undefined) return sameOrder(known[0], request);
  const agreement = { items, references, priceLists: [...exportLists, ...purchaseLists] };
  const number = numberOf(tx.today, drawn[0]);
  const { order, legs } = placeOrder(request, agreement, { orderId: newId(), number, today: tx.today, newId });
  const kept = await tx.add(Orders, order);
  for (const leg of legs) await tx.add(OrderLegs, unchanged(leg));
  return kept;
};

const sameOrder = (known: Order, request: OrderRequest): Order => {
  if (known.content === contentOf(request)) return known;
  throw new DomainError(
    'orders.order.contradicts',
    {
      en: `${request.customerOrder} was ordered before, with other content: send a change`,
      zh: `订单号 ${request.customerOrder} 已存在且内容不同，请发送变更`,
    },
    { customerOrder: request.customerOrder, order: known.number },
    'conflict',
  );
};

/** TL-2026-000123: rising, one sequence for all years; a repeated or rolled-back order leaves a gap. */
const numberOf = (today: IsoDate, drawn = ''): string => `TL-${today.slice(0, 4)}-${drawn.padStart(6, '0')}`;

/** The items that a line may mean: those it names by the seller's number, and those its buyer's number stands for. */
const namedIn = ({ lines, trader, customer }: OrderRequest, buyerItems: readonly string[]): FindOperator<string> =>
  Raw(
    // one list, not two conditions: so that the index finds them, and not all of the trader's items are looked through
    (item) => `${item} = any(:sellerItems::text[] || array(
      select r.item from item_references r
       where r.trader = :trader and r.customer = :customer and r.buyer_item = any(:buyerItems)))`,
    { trader, customer, buyerItems, sellerItems: lines.map(({ sellerItem }) => sellerItem) },
  );
