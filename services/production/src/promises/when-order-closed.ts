import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { releasePromise, slotsOf } from './delivery-promise.rules.ts';
import { release } from './keep-bookings.ts';
import { Promises } from './promise.table.ts';
import { lockSupply } from './see-supply.ts';

/** The order was rejected or taken back before it was firm: capacity and stock held for it are free again. */
@Controller()
export class WhenOrderClosed {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderClosedSchema)
  handle({ orderId }: orders.OrderClosed): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [held] = await tx.find(Promises, { id: orderId, status: 'held' });
      if (!held) return;
      await lockSupply(
        tx,
        held.factory,
        held.schedules.map((s) => s.item),
      );
      await tx.change(Promises, orderId, releasePromise);
      await release(tx, slotsOf(held.schedules));
    });
  }
}
