import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { quality } from '@tradeloom/contracts';
import { settleReceipt } from './settle-receipt.ts';
import { concedeLot } from './settlement.rules.ts';

/**
 * What was not accepted of a supplier's lot is conceded: it may be used. What is sorted or reworked waits for its next
 * inspection, what is scrapped or goes back stays rejected.
 */
@Controller()
export class WhenLotDispositioned {
  constructor(private readonly transactions: Transactions) {}

  @On(quality.LotDispositionedSchema)
  async handle({ disposition, receiptId, lotId, line, lot, accepted }: quality.LotDispositioned): Promise<void> {
    if (receiptId === '' || disposition !== 'concession') return;
    const meant = { lotId, line, lot, quantity: accepted };
    await this.transactions.run((tx) => settleReceipt(tx, receiptId, (settlement) => concedeLot(meant, settlement)));
  }
}
