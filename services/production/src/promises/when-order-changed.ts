import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions, type Tx } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { followOrder } from '../outsourcing/follow-order.ts';
import { type ChangeHold, heldSlots, isHeld, releaseHold, useHold } from './change-hold.rules.ts';
import { ChangeHolds } from './change-hold.table.ts';
import { changedWishes, changePromise, slotsOf } from './delivery-promise.rules.ts';
import { rebook, release } from './keep-bookings.ts';
import { replanDeliveries } from './promise.rules.ts';
import { Promises } from './promise.table.ts';
import { lockSupply, seeSupply } from './see-supply.ts';

/** The order follows an approved change: what was held for it becomes the promise, and the suppliers' orders follow. */
@Controller()
export class WhenOrderChanged {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderChangedSchema)
  handle({ orderId, changeId, changeNumber, lines }: orders.OrderChanged): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [known] = await tx.find(Promises, { id: orderId });
      if (!known) throw new NotYetKnown('promise', orderId);
      const codes = [...new Set([...known.schedules, ...lines].map((x) => x.item))];
      await lockSupply(tx, known.factory, codes);
      const before = await tx.one(Promises, orderId);
      const held = await endHolds(tx, orderId, changeId);
      const supply = await seeSupply(tx, before.factory, codes);
      const planned =
        held?.schedules ?? replanDeliveries(changedWishes(before, lines), before.schedules, supply, tx.today);
      const after = await tx.change(Promises, orderId, changePromise(planned, lines));
      await rebook(tx, slotsOf(before.schedules), slotsOf(after.schedules));
      await followOrder(tx, after, supply.items, changeNumber);
    });
  }
}

/** The change's own hold is used; those of other changes stand on a plan that is no more, and are given back. */
const endHolds = async (tx: Tx, orderId: string, changeId: string): Promise<ChangeHold | undefined> => {
  const holds = await tx.find(ChangeHolds, { orderId, status: 'held' });
  for (const { id } of holds) await tx.change(ChangeHolds, id, id === changeId ? useHold : releaseHold);
  await release(tx, holds.flatMap(heldSlots));
  return holds.find((hold) => hold.id === changeId && isHeld(hold, tx.at));
};
