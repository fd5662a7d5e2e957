import { Controller } from '@nestjs/common';
import { Answers, Transactions } from '@tradeloom/chassis';
import { finance, type MessageInitShape } from '@tradeloom/contracts';
import { money } from '@tradeloom/kernel';
import { paymentImpact } from '../payment-plans/payment-impact.rules.ts';
import { type PaymentPlan } from '../payment-plans/payment-plan.rules.ts';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { withContract } from '../payment-plans/plan-course.rules.ts';
import { judgeDifference } from './cover-decision.rules.ts';
import { customerPosition } from './customer-position.ts';

/** What another order value would do to cover and payment stages; nothing is changed. */
@Controller()
export class PreviewOrderValue {
  constructor(private readonly transactions: Transactions) {}

  @Answers(finance.CreditCoverService.method.previewOrderValue)
  handle({
    orderId,
    newTotal,
  }: finance.PreviewOrderValueRequest): Promise<MessageInitShape<typeof finance.PreviewOrderValueResponseSchema>> {
    return this.transactions.run(async (tx) => {
      const plan = await tx.one(PaymentPlans, orderId);
      const position = await customerPosition(tx, plan.trader, plan.customer);
      const total = money(newTotal?.amount ?? plan.total, newTotal?.currency || plan.currency);
      const after: PaymentPlan = withContract(plan, { ...plan, orderId, total }, tx.today);
      return {
        cover: judgeDifference(position, plan, after, tx.today).findings.map((finding) => ({ ...finding })),
        payment: paymentImpact(plan, after).map((finding) => ({ ...finding })),
      };
    });
  }
}
