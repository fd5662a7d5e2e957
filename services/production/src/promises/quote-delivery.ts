import { Controller } from '@nestjs/common';
import { Answers, Transactions } from '@tradeloom/chassis';
import { type MessageInitShape, production } from '@tradeloom/contracts';
import { askedWishes, asMessage } from './delivery-promise.rules.ts';
import { promiseDeliveries } from './promise.rules.ts';
import { seeSupply } from './see-supply.ts';

/** What could be promised now; holds nothing. */
@Controller()
export class QuoteDelivery {
  constructor(private readonly transactions: Transactions) {}

  @Answers(production.PromisingService.method.quoteDelivery)
  handle({
    factory,
    deliveries,
  }: production.QuoteDeliveryRequest): Promise<MessageInitShape<typeof production.QuoteDeliveryResponseSchema>> {
    return this.transactions.run(async (tx) => {
      const wishes = askedWishes(deliveries);
      const supply = await seeSupply(
        tx,
        factory,
        wishes.map((w) => w.item),
      );
      return { schedules: promiseDeliveries(wishes, supply, tx.today).map(asMessage), dataAsOf: tx.at.toISOString() };
    });
  }
}
