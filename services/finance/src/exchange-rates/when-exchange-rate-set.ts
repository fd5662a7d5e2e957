import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';

/** The rates are set where orders are priced; money is carried at the same ones. */
@Controller()
export class WhenExchangeRateSet {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.ExchangeRateSetSchema)
  async handle({ pair, rate, kind, date, source }: orders.ExchangeRateSet): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query(
        `insert into exchange_rates (pair, kind, date, rate, source) values ($1, $2, $3, $4, $5)
         on conflict (pair, kind, date) do update set rate = excluded.rate, source = excluded.source`,
        [pair, kind, date, rate, source],
      ),
    );
  }
}
