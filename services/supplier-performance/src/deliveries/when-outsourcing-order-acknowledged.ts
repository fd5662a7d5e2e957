import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { recordAcknowledgement } from './delivery-record.rules.ts';
import { recordDelivery } from './record-delivery.ts';

@Controller()
export class WhenOutsourcingOrderAcknowledged {
  constructor(private readonly transactions: Transactions) {}

  @On(production.OutsourcingOrderAcknowledgedSchema)
  handle(event: production.OutsourcingOrderAcknowledged): Promise<void> {
    return this.transactions.run((tx) => recordDelivery(tx, event.outsourcingOrderId, recordAcknowledgement(event)));
  }
}
