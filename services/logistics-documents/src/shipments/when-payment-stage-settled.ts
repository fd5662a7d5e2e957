import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { finance } from '@tradeloom/contracts';
import { settleStage } from './originals.rules.ts';
import { Shipments } from './shipment.table.ts';

@Controller()
export class WhenPaymentStageSettled {
  constructor(private readonly transactions: Transactions) {}

  @On(finance.PaymentStageSettledSchema)
  async handle({ orderId, shipmentId, stage }: finance.PaymentStageSettled): Promise<void> {
    // A deposit is settled before there is a shipment.
    if (!shipmentId) return;
    await this.transactions.run((tx) => tx.change(Shipments, shipmentId, settleStage(orderId, stage)));
  }
}
