import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions } from '@tradeloom/chassis';
import { quality } from '@tradeloom/contracts';
import { ArrayContains } from 'typeorm';
import { recordLot } from './delivery-record.rules.ts';
import { DeliveryRecords } from './delivery-record.table.ts';
import { recordDelivery } from './record-delivery.ts';

/** A supplier's lot was judged: only incoming inspections speak about suppliers. */
@Controller()
export class WhenInspectionConcluded {
  constructor(private readonly transactions: Transactions) {}

  @On(quality.InspectionConcludedSchema)
  async handle(event: quality.InspectionConcluded): Promise<void> {
    if (event.kind !== 'incoming') return;
    const { inspectionId, receiptId, item, lot, verdict, attempt, concludedOn } = event;
    await this.transactions.run(async (tx) => {
      const [record] = await tx.find(DeliveryRecords, { receiptIds: ArrayContains([receiptId]) });
      if (record === undefined) throw new NotYetKnown('receipt', receiptId);
      await recordDelivery(tx, record.id, recordLot({ inspectionId, item, lot, verdict, attempt, concludedOn }));
    });
  }
}
