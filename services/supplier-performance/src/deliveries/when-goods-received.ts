import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { recordReceipt } from './delivery-record.rules.ts';
import { recordDelivery } from './record-delivery.ts';

@Controller()
export class WhenGoodsReceived {
  constructor(private readonly transactions: Transactions) {}

  @On(production.GoodsReceivedSchema)
  handle(event: production.GoodsReceived): Promise<void> {
    return this.transactions.run((tx) => recordDelivery(tx, event.outsourcingOrderId, recordReceipt(event)));
  }
}
