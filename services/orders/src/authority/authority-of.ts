import type { Tx } from '@tradeloom/chassis';
import { type ExchangeRate, inUsd } from '../exchange-rates/exchange-rate.rules.ts';
import type { Leg } from '../legs/leg.rules.ts';
import type { Order } from '../orders/order.rules.ts';
import { isCustomary, type PriceList } from '../prices/price.rules.ts';
import { type AuthorityAnswer, authorityFor, type OrderKind } from './authority.rules.ts';
import { CustomerStandings, kindsOf } from './customer-standing.table.ts';

/** Which level must approve an order, its customer's other orders of the day included. */
export const authorityOf = async (
  tx: Tx,
  order: Order,
  leg: Leg,
  rates: readonly ExchangeRate[],
  list: PriceList,
): Promise<AuthorityAnswer> => {
  const { trader, customer } = order;
  const [standing] = await tx.find(CustomerStandings, { trader, customer });
  const terms: OrderKind[] = isCustomary(leg.paymentWords, list.paymentTerms) ? [] : ['payment-terms'];
  const usd = ({ total: amount, currency }: Pick<Leg, 'total' | 'currency'>) =>
    inUsd(rates, { amount, currency }, tx.today);
  return authorityFor({
    order: usd(leg),
    sameDay: (await othersOfTheDay(tx, order)).map(usd),
    kinds: [...kindsOf(standing), ...terms],
  });
};

/** Orders of one customer and day are judged one after the other, so that none overlooks another. */
const othersOfTheDay = async (tx: Tx, order: Order): Promise<Pick<Leg, 'total' | 'currency'>[]> => {
  const { trader, customer, receivedOn, id } = order;
  const day = ['authority', trader, customer, receivedOn].join(':');
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [day]);
  return tx.query(
    `select l.total, l.currency
       from orders o join order_legs l on l.order_id = o.id and l.kind = 'export'
      where o.trader = $1 and o.customer = $2 and o.received_on = $3 and o.id <> $4
        and o.status not in ('rejected', 'cancelled', 'expired')`,
    [trader, customer, receivedOn, id],
  );
};
