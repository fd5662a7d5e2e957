import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { heldSlots, releaseHold } from './change-hold.rules.ts';
import { ChangeHolds } from './change-hold.table.ts';
import { release } from './keep-bookings.ts';
import { Promises } from './promise.table.ts';
import { lockSupply } from './see-supply.ts';

/** A change was refused, withdrawn or replaced: what was held for it is given back at once. */
@Controller()
export class WhenChangeClosed {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.ChangeClosedSchema)
  handle({ changeId, orderId }: orders.ChangeClosed): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [hold] = await tx.find(ChangeHolds, { id: changeId, status: 'held' });
      if (!hold) return;
      const promise = await tx.one(Promises, orderId);
      await lockSupply(
        tx,
        promise.factory,
        hold.schedules.map((s) => s.item),
      );
      const [still] = await tx.find(ChangeHolds, { id: changeId, status: 'held' });
      if (!still) return;
      await tx.change(ChangeHolds, changeId, releaseHold);
      await release(tx, heldSlots(still));
    });
  }
}
