import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { quality } from '@tradeloom/contracts';
import { holdPacking } from '../progress/progress.rules.ts';
import { Progress } from '../progress/progress.table.ts';
import { findPackedWork } from './find-packed-work.ts';

/** DUPRO found something: nothing more of it is packed. */
@Controller()
export class WhenPackingHeld {
  constructor(private readonly transactions: Transactions) {}

  @On(quality.PackingHeldSchema)
  handle(held: quality.PackingHeld): Promise<void> {
    return this.transactions.run(async (tx) => {
      for (const { id } of await findPackedWork(tx, held))
        await tx.change(Progress, id, holdPacking(held.inspectionId));
    });
  }
}
