import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { quality } from '@tradeloom/contracts';
import { liftPackingHold } from '../progress/progress.rules.ts';
import { Progress } from '../progress/progress.table.ts';
import { findPackedWork } from './find-packed-work.ts';

/** Packing may go on. */
@Controller()
export class WhenPackingHoldLifted {
  constructor(private readonly transactions: Transactions) {}

  @On(quality.PackingHoldLiftedSchema)
  handle(lifted: quality.PackingHoldLifted): Promise<void> {
    return this.transactions.run(async (tx) => {
      for (const { id } of await findPackedWork(tx, lifted)) await tx.change(Progress, id, liftPackingHold);
    });
  }
}
