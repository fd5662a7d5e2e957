import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { quality } from '@tradeloom/contracts';
import { settleReceipt } from './settle-receipt.ts';
import { bookVerdict } from './settlement.rules.ts';

/** The incoming inspection of a lot is over; the last one of a receipt books it, with its material balance. */
@Controller()
export class WhenInspectionConcluded {
  constructor(private readonly transactions: Transactions) {}

  @On(quality.InspectionConcludedSchema)
  async handle({ kind, receiptId, ...concluded }: quality.InspectionConcluded): Promise<void> {
    if (kind !== 'incoming') return;
    const { lotId, line, lot, accepted, rejected } = concluded;
    await this.transactions.run((tx) =>
      settleReceipt(tx, receiptId, (settlement) => bookVerdict({ lotId, line, lot, accepted, rejected }, settlement)),
    );
  }
}
