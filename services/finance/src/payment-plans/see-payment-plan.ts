import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import type { IsoDate } from '@tradeloom/kernel';
import type { PaymentPlan } from './payment-plan.rules.ts';
import { PaymentPlans } from './payment-plan.table.ts';
import { because, dueDateOf, type Stage, stateOf } from './payment-stage.rules.ts';

/** The stages of an order's export contract: amount, date, state, and why. */
@Controller('orders/:id/payment-plan')
export class SeePaymentPlan {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'customer'] })
  handle(@Param('id') id: string) {
    return this.transactions.run(async (tx) => viewOf(await tx.one(PaymentPlans, id), tx.today));
  }
}

const viewOf = (plan: PaymentPlan, today: IsoDate) => ({
  orderId: plan.id,
  status: plan.status,
  total: { amount: plan.total, currency: plan.currency },
  asOf: today,
  stages: plan.stages.map((stage) => stageView(stage, today)),
  shipments: plan.shipments.map(({ shipmentId, number, invoiceNumber, invoice, depositApplied, onBoard }) => ({
    shipmentId,
    number,
    invoiceNumber,
    invoice,
    depositApplied,
    onBoard,
  })),
});

const stageView = (stage: Stage, today: IsoDate) => ({
  id: stage.id,
  stage: stage.stage,
  shipmentId: stage.shipmentId,
  amount: stage.amount,
  settled: stage.settled,
  due: dueDateOf(stage),
  state: stateOf(stage, today),
  because: because(stage, today),
});
