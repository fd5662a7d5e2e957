import type { Tx } from '@tradeloom/chassis';
import { unchanged } from '@tradeloom/kernel';
import type { OrderToShip } from './order.rules.ts';
import { Orders } from './order.table.ts';

/** Locks the orders until the end of the transaction, in the order of their ids, so that nobody waits in a circle. */
export const holdOrders = async (tx: Tx, orderIds: readonly string[]): Promise<OrderToShip[]> => {
  const orders: OrderToShip[] = [];
  for (const id of [...orderIds].sort()) orders.push(await tx.change(Orders, id, unchanged));
  return orders;
};
