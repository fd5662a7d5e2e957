import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { quality } from '@tradeloom/contracts';
import { settleReceipt } from './settle-receipt.ts';
import { concedeLot } from './settlement.rules.ts';

/**
 * A supplier's lot that was not accepted is conceded: it may be used. What is sorted or reworked waits for its next
 * inspection, what is scrapped or goes back stays rejected.
 */
@Controller()
export class WhenLotDispositioned {
  constructor(private readonly transactions: Transactions) {}

  @On(quality.LotDispositionedSchema)
  async handle({ disposition, receiptId, quantity, ...which }: quality.LotDispositioned): Promise<void> {
    if (receiptId === '' || disposition !== 'concession') return;
    const { lotId, line, lot } = which;
    const meant = { lotId, line, lot, quantity: quantity?.value ?? '0' };
    await this.transactions.run((tx) => settleReceipt(tx, receiptId, (settlement) => concedeLot(meant, settlement)));
  }
}
