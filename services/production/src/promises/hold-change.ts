import { Controller } from '@nestjs/common';
import { Answers, Transactions } from '@tradeloom/chassis';
import { type MessageInitShape, production } from '@tradeloom/contracts';
import { blankHold, heldSlots, holdChange, isHeld, isWorthHolding } from './change-hold.rules.ts';
import { ChangeHolds } from './change-hold.table.ts';
import { askedWishes, asMessage } from './delivery-promise.rules.ts';
import { book } from './keep-bookings.ts';
import { replanDeliveries } from './promise.rules.ts';
import { Promises } from './promise.table.ts';
import { lockSupply } from './see-supply.ts';

/** Holds capacity and stock for an approved change beside the present plan; asked twice, held once. What cannot be kept is answered, not held. */
@Controller()
export class HoldChange {
  constructor(private readonly transactions: Transactions) {}

  @Answers(production.PromisingService.method.holdChange)
  handle({
    changeId,
    orderId,
    deliveries,
  }: production.HoldChangeRequest): Promise<MessageInitShape<typeof production.HoldChangeResponseSchema>> {
    return this.transactions.run(async (tx) => {
      const wishes = askedWishes(deliveries);
      const { factory, schedules: present } = await tx.one(Promises, orderId);
      const supply = await lockSupply(
        tx,
        factory,
        [...present, ...wishes].map((x) => x.item),
      );
      const promise = await tx.one(Promises, orderId);
      const [known] = await tx.find(ChangeHolds, { id: changeId });
      if (known && (known.status === 'used' || isHeld(known, tx.at)))
        return { schedules: known.schedules.map(asMessage) };
      const planned = replanDeliveries(wishes, promise.schedules, supply, tx.today);
      if (!isWorthHolding(planned)) return { schedules: planned.map(asMessage) };
      const hold = await tx.changeOrAdd(
        ChangeHolds,
        changeId,
        () => blankHold(changeId, promise),
        holdChange(promise, planned, tx.at),
      );
      await book(tx, heldSlots(hold));
      return { schedules: hold.schedules.map(asMessage) };
    });
  }
}
