import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { CreditLimits } from './credit-limit.table.ts';
import { lockCustomer } from './lock-customer.ts';
import { reviewCover } from './review-cover.ts';

/** A limit begins or ends today: cover is judged by what holds from now on. */
@Controller()
export class WatchForLimitTurn {
  constructor(private readonly transactions: Transactions) {}

  @Due(CreditLimits, 'turn')
  handle({ id }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { trader, customer } = await tx.one(CreditLimits, id);
      await lockCustomer(tx, trader, customer);
      await reviewCover(tx, trader, customer);
    });
  }
}
