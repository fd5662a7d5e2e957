import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions } from '@tradeloom/chassis';
import { logistics } from '@tradeloom/contracts';
import { changePlan } from './change-plan.ts';
import { sendCopy } from './plan-decision.rules.ts';

/** The copy of the B/L reached the customer: the payment against it falls due. */
@Controller()
export class WhenBillOfLadingCopySent {
  constructor(private readonly transactions: Transactions) {}

  @On(logistics.BillOfLadingCopySentSchema)
  async handle({ orderId, shipmentId, sentOn }: logistics.BillOfLadingCopySent): Promise<void> {
    await this.transactions.run((tx) =>
      changePlan(tx, orderId, (plan) => {
        if (!plan.shipments.some((one) => one.shipmentId === shipmentId)) throw new NotYetKnown('shipment', shipmentId);
        return sendCopy(shipmentId, sentOn, tx.today)(plan);
      }),
    );
  }
}
