import { newId, type Tx } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import { ItemReferences, Items } from '../items/item.table.ts';
import { OrderLegs } from '../legs/order-leg.table.ts';
import { PriceLists } from '../prices/price-list.table.ts';
import type { Agreement } from './line-admission.rules.ts';
import type { Order } from './order.rules.ts';
import { Orders } from './order.table.ts';
import { contentOf, type OrderRequest, placeOrder } from './place-order.rules.ts';

/**
 * Takes a customer's order, once: the same order again is the one already there.
 * @throws DomainError `orders.order.contradicts` when the number was used for another order
 */
export const takeOrder = async (tx: Tx, request: OrderRequest): Promise<Order> => {
  const { trader, customer, customerOrder } = request;
  const [known] = await tx.find(Orders, { trader, customer, customerOrder });
  if (known !== undefined) return sameOrder(known, request);
  const identity = { orderId: newId(), number: await nextNumber(tx), today: tx.today, newId };
  const { order, legs } = placeOrder(request, await agreementOf(tx, request), identity);
  const kept = await tx.add(Orders, order);
  for (const leg of legs) await tx.add(OrderLegs, { state: leg, events: [] });
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

/** TL-2026-000123: rising, one sequence for all years; a rolled-back order leaves a gap. */
const nextNumber = async (tx: Tx): Promise<string> => {
  const [row] = await tx.query<{ drawn: string }>(`select nextval('order_numbers') as drawn`);
  return `TL-${tx.today.slice(0, 4)}-${(row?.drawn ?? '').padStart(6, '0')}`;
};

const agreementOf = async (tx: Tx, { trader, customer }: OrderRequest): Promise<Agreement> => ({
  items: await tx.find(Items, { trader }),
  references: await tx.find(ItemReferences, { trader, customer }),
  priceLists: [
    ...(await tx.find(PriceLists, { kind: 'export', seller: trader })),
    ...(await tx.find(PriceLists, { kind: 'purchase', buyer: trader })),
  ],
});
