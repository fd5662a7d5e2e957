import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { Progress } from '../progress/progress.table.ts';
import { findSilence } from './silence.rules.ts';
import { tellDifference } from './tell-difference.ts';

/** A supplier has not said a word about work that should be under way: both owners hear of it once. */
@Controller()
export class WatchForSilence {
  constructor(private readonly transactions: Transactions) {}

  @Due(Progress, 'silence')
  handle({ id }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      const work = await tx.change(Progress, id, (present) => ({ state: present, events: [] }));
      const found = findSilence(work, tx.today);
      if (found) await tellDifference(tx, 'silent', work, found);
    });
  }
}
