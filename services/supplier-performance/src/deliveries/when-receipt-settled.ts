import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { recordSettlement } from './delivery-record.rules.ts';
import { recordDelivery } from './record-delivery.ts';

@Controller()
export class WhenReceiptSettled {
  constructor(private readonly transactions: Transactions) {}

  @On(production.ReceiptSettledSchema)
  handle(event: production.ReceiptSettled): Promise<void> {
    return this.transactions.run((tx) => recordDelivery(tx, event.outsourcingOrderId, recordSettlement(event)));
  }
}
