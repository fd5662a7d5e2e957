import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { recordChange } from './delivery-record.rules.ts';
import { recordDelivery } from './record-delivery.ts';

@Controller()
export class WhenOutsourcingOrderChanged {
  constructor(private readonly transactions: Transactions) {}

  @On(production.OutsourcingOrderChangedSchema)
  handle(event: production.OutsourcingOrderChanged): Promise<void> {
    return this.transactions.run((tx) => recordDelivery(tx, event.outsourcingOrderId, recordChange(event)));
  }
}
