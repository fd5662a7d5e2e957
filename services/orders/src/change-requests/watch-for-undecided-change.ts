import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { ChangeRequests } from './change-request.table.ts';
import { expireChange } from './close-change.rules.ts';

/** Nobody decided on a change in time: the order keeps its terms. */
@Controller()
export class WatchForUndecidedChange {
  constructor(private readonly transactions: Transactions) {}

  @Due(ChangeRequests, 'decision')
  handle({ id }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.change(ChangeRequests, id, expireChange(tx.today));
    });
  }
}
