import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { ChangeHolds } from './change-hold.table.ts';
import { Promises } from './promise.table.ts';
import { lockSupply } from './see-supply.ts';

/** The order did not follow an approved change in time: who looks for free capacity finds it again. */
@Controller()
export class WatchForHoldOver {
  constructor(private readonly transactions: Transactions) {}

  @Due(ChangeHolds, 'over')
  handle({ id }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      const hold = await tx.one(ChangeHolds, id);
      const { factory } = await tx.one(Promises, hold.orderId);
      // with its supplies locked, a hold whose time is over is given back
      await lockSupply(
        tx,
        factory,
        hold.schedules.map((s) => s.item),
      );
    });
  }
}
