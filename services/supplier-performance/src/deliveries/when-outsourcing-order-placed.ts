import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { unchanged } from '@tradeloom/kernel';
import { filed, openRecord } from './delivery-record.rules.ts';
import { DeliveryRecords } from './delivery-record.table.ts';
import { policyOf } from './record-delivery.ts';

@Controller()
export class WhenOutsourcingOrderPlaced {
  constructor(private readonly transactions: Transactions) {}

  @On(production.OutsourcingOrderPlacedSchema)
  async handle(event: production.OutsourcingOrderPlaced): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { tolerance } = await policyOf(tx, event.factory);
      const blank = () => filed(openRecord(event), tolerance.lateDays);
      await tx.changeOrAdd(DeliveryRecords, event.outsourcingOrderId, blank, unchanged);
    });
  }
}
