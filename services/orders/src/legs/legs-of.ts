import type { Tx } from '@tradeloom/chassis';
import { unchanged } from '@tradeloom/kernel';
import { type Order, openLines } from '../orders/order.rules.ts';
import { bothLegs, type Legs, revalue } from './leg.rules.ts';
import { OrderLegs } from './order-leg.table.ts';

/** Both contracts, for a transaction that runs for both. */
export const legsOf = async (tx: Tx, orderId: string): Promise<Legs> => bothLegs(await tx.find(OrderLegs, { orderId }));

/** The contracts follow the order's lines. */
export const followLegs = async (tx: Tx, legs: Legs, order: Order): Promise<void> => {
  const lines = openLines(order);
  for (const leg of [legs.export, legs.purchase]) {
    const followed = revalue(leg, lines);
    if (followed.total !== leg.total || followed.prices.length !== leg.prices.length)
      await tx.change(OrderLegs, leg.id, () => unchanged(followed));
  }
};
