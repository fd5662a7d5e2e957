import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { promiseOrder, slotsOf, wishesOf } from './delivery-promise.rules.ts';
import { book } from './keep-bookings.ts';
import { promiseDeliveries } from './promise.rules.ts';
import { Promises } from './promise.table.ts';
import { lockSupply } from './see-supply.ts';

/** Promises a new order's deliveries, and holds capacity and stock for them. */
@Controller()
export class WhenOrderReceived {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderReceivedSchema)
  handle({ orderId, number, customer, trader, factory, lines }: orders.OrderReceived): Promise<void> {
    return this.transactions.run(async (tx) => {
      const wishes = wishesOf(lines);
      const supply = await lockSupply(
        tx,
        factory,
        wishes.map((w) => w.item),
      );
      const schedules = promiseDeliveries(wishes, supply, tx.today);
      await book(tx, slotsOf(schedules));
      await tx.add(
        Promises,
        promiseOrder({ id: orderId, number, customer, trader, factory }, schedules, tx.at.toISOString()),
      );
    });
  }
}
