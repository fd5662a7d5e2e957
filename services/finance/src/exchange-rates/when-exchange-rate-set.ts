import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';

/** A company's rates are set where its orders are priced; its money is carried at the same ones. */
@Controller()
export class WhenExchangeRateSet {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.ExchangeRateSetSchema)
  async handle({ organisation, pair, rate, kind, date, source }: orders.ExchangeRateSet): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query(
        `insert into exchange_rates (organisation, parties, pair, kind, date, rate, source)
         values ($1, array[$1], $2, $3, $4, $5, $6)
         on conflict (organisation, pair, kind, date) do update set rate = excluded.rate, source = excluded.source`,
        [organisation, pair, kind, date, rate, source],
      ),
    );
  }
}
