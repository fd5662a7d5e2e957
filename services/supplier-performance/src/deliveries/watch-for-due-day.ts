import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { unchanged } from '@tradeloom/kernel';
import { DeliveryRecords } from './delivery-record.table.ts';
import { recordDelivery } from './record-delivery.ts';

/** A day has passed on which something was due: what did not come counts without anybody saying so. */
@Controller()
export class WatchForDueDay {
  constructor(private readonly transactions: Transactions) {}

  @Due(DeliveryRecords, 'fell-due')
  handle({ id }: FallenDue): Promise<void> {
    return this.transactions.run((tx) => recordDelivery(tx, id, unchanged));
  }
}
