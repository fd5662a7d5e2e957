import type { Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import type { OutsourcingOrder } from './outsourcing-order.rules.ts';
import { OutsourcingOrders } from './outsourcing-order.table.ts';

/** The order by the number that both sides know. @throws DomainError when the supplier has no such order of the factory */
export const findOutsourcingOrder = async (
  tx: Tx,
  { factory, supplier, number }: { readonly factory: string; readonly supplier: string; readonly number: string },
): Promise<OutsourcingOrder> => {
  const [order] = await tx.find(OutsourcingOrders, { factory, supplier, number });
  if (!order) throw notFound('outsourcing-order', number);
  return order;
};
