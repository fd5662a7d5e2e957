import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { setGate } from '../releases/release.rules.ts';
import { Releases } from '../releases/release.table.ts';
import { firmPromise, slotsOf } from './delivery-promise.rules.ts';
import { rebook } from './keep-bookings.ts';
import { Promises } from './promise.table.ts';
import { lockSupply } from './see-supply.ts';

/** The order is firm: what was held for it stays, and the gate before its work is set. */
@Controller()
export class WhenOrderConfirmed {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderConfirmedSchema)
  handle({ orderId, trader, factory, lines, exportLeg }: orders.OrderConfirmed): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [held] = await tx.find(Promises, { id: orderId });
      if (!held) throw new NotYetKnown('promise', orderId);
      const supply = await lockSupply(
        tx,
        factory,
        held.schedules.map((s) => s.item),
      );
      const firm = await tx.change(Promises, orderId, firmPromise(lines));
      await rebook(tx, slotsOf(held.schedules), slotsOf(firm.schedules));
      const made = supply.items.filter((i) => i.sourcing === 'make').map((i) => i.code);
      const madeItems = firm.schedules.map((s) => s.item).filter((item) => made.includes(item));
      await tx.add(
        Releases,
        setGate({ orderId, trader, factory, paymentTerms: exportLeg?.paymentTerms ?? [], madeItems }, tx.today),
      );
    });
  }
}
