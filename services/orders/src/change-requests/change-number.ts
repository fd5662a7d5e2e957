import type { Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import type { Order } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';

interface Counted {
  readonly order: Order;
  readonly number: string;
}

/** Our own number for a change: `TL-2026-000123-C01`. The order is locked, so that two never draw the same. */
export const nextChangeNumber = async (tx: Tx, orderId: string): Promise<Counted> => {
  const locked = await tx.query('select id from orders where id = $1 for update', [orderId]);
  if (locked.length === 0) throw notFound('order', orderId);
  const order = await tx.one(Orders, orderId);
  const [row] = await tx.query<{ known: string }>('select count(*) as known from change_requests where order_id = $1', [
    orderId,
  ]);
  return { order, number: `${order.number}-C${String(Number(row?.known ?? 0) + 1).padStart(2, '0')}` };
};
