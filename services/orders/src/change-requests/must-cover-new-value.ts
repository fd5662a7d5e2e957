import type { Tx } from '@tradeloom/chassis';
import { decimal } from '@tradeloom/kernel';
import { mustCover } from '../authority/authority.rules.ts';
import { authorityOf } from '../authority/authority-of.ts';
import { ExchangeRates } from '../exchange-rates/exchange-rate.table.ts';
import { revalue } from '../legs/leg.rules.ts';
import { OrderLegs } from '../legs/order-leg.table.ts';
import { type Order, openLines } from '../orders/order.rules.ts';
import { PriceLists } from '../prices/price-list.table.ts';
import { changedLines } from './apply-change.rules.ts';
import type { ChangeRequest } from './change-request.rules.ts';

/**
 * A change that adds value binds the trading company like an order of the new value: an order that grows by changes
 * needs the level that it would have needed at once.
 * @throws DomainError `orders.authority.too-low`
 */
export const mustCoverNewValue = async (tx: Tx, change: ChangeRequest, order: Order): Promise<void> => {
  if (tx.by.organisation !== change.trader) return;
  const [leg] = await tx.find(OrderLegs, { orderId: order.id, kind: 'export' });
  if (leg === undefined) return;
  const changed = revalue(leg, openLines({ ...order, lines: changedLines(order, change) }));
  if (decimal(changed.total).lte(leg.total)) return;
  const rates = await tx.find(ExchangeRates, { organisation: order.trader });
  const list = await tx.one(PriceLists, leg.priceList);
  const { level } = await authorityOf(tx, order, changed, rates, list);
  mustCover(tx.by.role, level);
};
