import { Controller } from '@nestjs/common';
import { Answers, Transactions } from '@tradeloom/chassis';
import { finance, type MessageInitShape } from '@tradeloom/contracts';
import { money } from '@tradeloom/kernel';
import { keepPlan } from '../payment-plans/change-plan.ts';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { withShipment } from '../payment-plans/plan-course.rules.ts';
import { judgeDifference, limitAmount, recordCover } from './cover-decision.rules.ts';
import { customerPosition } from './customer-position.ts';
import { lockCustomer } from './lock-customer.ts';

/** May this shipment leave on this day? The answer is kept on the order's trail. */
@Controller()
export class CheckShipmentCover {
  constructor(private readonly transactions: Transactions) {}

  @Answers(finance.CreditCoverService.method.checkShipmentCover)
  handle(
    request: finance.CheckShipmentCoverRequest,
  ): Promise<MessageInitShape<typeof finance.CheckShipmentCoverResponseSchema>> {
    const { orderId, shipmentId, shipmentDate, shippedValue } = request;
    return this.transactions.run(async (tx) => {
      const { trader, customer } = await tx.one(PaymentPlans, orderId);
      await lockCustomer(tx, trader, customer);
      const plan = await tx.one(PaymentPlans, orderId);
      const position = await customerPosition(tx, trader, customer);
      const known = plan.shipments.some((shipment) => shipment.shipmentId === shipmentId);
      const after = known
        ? plan
        : withShipment(plan, {
            shipmentId,
            number: '',
            invoiceNumber: '',
            invoice: money(shippedValue?.amount ?? '0', shippedValue?.currency || plan.currency),
            onBoard: shipmentDate,
            lines: [],
          });
      const verdict = judgeDifference(position, plan, after, shipmentDate);
      const limit = limitAmount(position, shipmentDate, plan.currency);
      await keepPlan(tx, orderId, recordCover(verdict, limit, shipmentId));
      const findings = verdict.findings.map((finding) => ({ ...finding }));
      return { outcome: verdict.outcome, exposure: verdict.exposureAfter, limit, findings };
    });
  }
}
