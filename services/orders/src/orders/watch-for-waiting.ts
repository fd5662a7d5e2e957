import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { remindOwners } from './lapse-order.rules.ts';
import { Orders } from './order.table.ts';

/** A held order waits for somebody of the seller longer than a customer should. */
@Controller()
export class WatchForWaiting {
  constructor(private readonly transactions: Transactions) {}

  @Due(Orders, 'left-waiting')
  handle({ id }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.change(Orders, id, remindOwners);
    });
  }
}
