import { Controller } from '@nestjs/common';
import { On, Transactions, type Tx } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { lockCustomer } from '../credit-cover/lock-customer.ts';
import { recheckHeldOrders } from '../credit-cover/recheck-held-orders.ts';
import { settleFxAt } from '../fx-bands/share-fx.ts';

/** A company's rates are set where its orders are priced; its money is carried, and its cover judged, at the same ones. */
@Controller()
export class WhenExchangeRateSet {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.ExchangeRateSetSchema)
  async handle({ organisation, pair, rate, kind, date, source }: orders.ExchangeRateSet): Promise<void> {
    await this.transactions.run(async (tx) => {
      await tx.query(
        `insert into exchange_rates (organisation, parties, pair, kind, date, rate, source)
         values ($1, array[$1], $2, $3, $4, $5, $6)
         on conflict (organisation, pair, kind, date) do update set rate = excluded.rate, source = excluded.source`,
        [organisation, pair, kind, date, rate, source],
      );
      if (kind === 'spot') await settleFxAt(tx, organisation, pair, date);
      for (const customer of await customersThatWait(tx, organisation)) {
        await lockCustomer(tx, organisation, customer);
        await recheckHeldOrders(tx, organisation, customer);
      }
    });
  }
}

/** Sorted, so that two who lock several customers do so in one order. */
const customersThatWait = async (tx: Tx, trader: string): Promise<string[]> => {
  const held = await tx.query<{ customer: string }>(
    `select distinct customer from payment_plans where trader = $1 and status = 'draft' and cover = 'hold'`,
    [trader],
  );
  return held.map(({ customer }) => customer).toSorted();
};
