import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions } from '@tradeloom/chassis';
import { finance } from '@tradeloom/contracts';
import { settleDeposit } from './release.rules.ts';
import { Releases } from './release.table.ts';

/** The deposit is there: one condition less before work is released. */
@Controller()
export class WhenPaymentStageSettled {
  constructor(private readonly transactions: Transactions) {}

  @On(finance.PaymentStageSettledSchema)
  async handle({ orderId, stage }: finance.PaymentStageSettled): Promise<void> {
    if (stage !== 'deposit') return;
    await this.transactions.run(async (tx) => {
      const [gate] = await tx.find(Releases, { id: orderId });
      if (!gate) throw new NotYetKnown('release', orderId);
      await tx.change(Releases, orderId, settleDeposit(tx.today));
    });
  }
}
