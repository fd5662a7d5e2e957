import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { recordChangeAnswer } from './delivery-record.rules.ts';
import { recordDelivery } from './record-delivery.ts';

@Controller()
export class WhenOutsourcingChangeAcknowledged {
  constructor(private readonly transactions: Transactions) {}

  @On(production.OutsourcingChangeAcknowledgedSchema)
  handle(event: production.OutsourcingChangeAcknowledged): Promise<void> {
    return this.transactions.run((tx) => recordDelivery(tx, event.outsourcingOrderId, recordChangeAnswer(event)));
  }
}
