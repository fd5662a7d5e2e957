import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { logistics } from '@tradeloom/contracts';
import { Orders } from './order.table.ts';
import { noteShipment } from './shipping.rules.ts';

/** Goods are on board: their schedules are shipped. One shipment may carry schedules of several orders. */
@Controller()
export class WhenGoodsShipped {
  constructor(private readonly transactions: Transactions) {}

  @On(logistics.GoodsShippedSchema)
  handle({ lines, onBoardDate }: logistics.GoodsShipped): Promise<void> {
    return this.transactions.run(async (tx) => {
      const orderIds = [...new Set(lines.map((line) => line.orderId))].toSorted();
      for (const orderId of orderIds) {
        const parts = lines
          .filter((line) => line.orderId === orderId)
          .map(({ lineId, scheduleId, quantity }) => ({ lineId, scheduleId, quantity: quantity?.value ?? '0' }));
        await tx.change(Orders, orderId, noteShipment(parts, onBoardDate));
      }
    });
  }
}
