import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions } from '@tradeloom/chassis';
import { quality } from '@tradeloom/contracts';
import { unchanged } from '@tradeloom/kernel';
import { Orders } from '../orders/order.table.ts';
import type { Lot } from './lot.rules.ts';
import { Lots } from './lot.table.ts';

@Controller()
export class WhenLotReleased {
  constructor(private readonly transactions: Transactions) {}

  @On(quality.LotReleasedSchema)
  handle({ lotId, orderId, lineId, scheduleId, item, quantity }: quality.LotReleased): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [order] = await tx.find(Orders, { id: orderId });
      if (!order) throw new NotYetKnown('order', orderId);
      const lot = (): Lot => ({
        id: lotId,
        version: 0,
        parties: order.parties,
        orderId,
        lineId,
        scheduleId,
        item,
        quantity: { value: quantity?.value ?? '0', unit: quantity?.unit ?? '' },
        releasedOn: tx.today,
      });
      await tx.changeOrAdd(Lots, lotId, lot, unchanged);
    });
  }
}
