import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { changePlan } from './change-plan.ts';
import { PaymentPlans } from './payment-plan.table.ts';
import { reachRetention } from './plan-decision.rules.ts';

/** The date of a retention has come: it is asked for. */
@Controller()
export class WatchForRetention {
  constructor(private readonly transactions: Transactions) {}

  @Due(PaymentPlans, 'retention')
  handle({ id, part }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      await changePlan(tx, id, reachRetention(part, tx.today));
    });
  }
}
