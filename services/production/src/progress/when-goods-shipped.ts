import { Controller } from '@nestjs/common';
import { On, Transactions, type Tx } from '@tradeloom/chassis';
import { logistics } from '@tradeloom/contracts';
import type { Quantity } from '@tradeloom/kernel';
import { shipPromised, slotsOf } from '../promises/delivery-promise.rules.ts';
import { rebook } from '../promises/keep-bookings.ts';
import { Promises } from '../promises/promise.table.ts';
import { lockSupply } from '../promises/see-supply.ts';
import { takeFromStock } from '../stocks/stock.rules.ts';
import { Stocks } from '../stocks/stock.table.ts';
import { reportShipped } from './progress.rules.ts';
import { Progress } from './progress.table.ts';

/** Goods left: their work is shipped, and what came from stock is neither there nor promised any more. */
@Controller()
export class WhenGoodsShipped {
  constructor(private readonly transactions: Transactions) {}

  @On(logistics.GoodsShippedSchema)
  handle({ lines, leftAt }: logistics.GoodsShipped): Promise<void> {
    return this.transactions.run(async (tx) => {
      for (const { orderId, lineId, scheduleId, item, quantity } of lines) {
        const shipped = { value: quantity?.value ?? '0', unit: quantity?.unit ?? '' };
        await leaveStock(tx, { orderId, schedule: `${lineId}/${scheduleId}`, item, shipped, leftAt });
        const book = reportShipped(shipped, tx.at.toISOString(), tx.today);
        await tx.change(Progress, `${orderId}/${lineId}/${scheduleId}`, book);
      }
    });
  }
}

interface Leaving {
  readonly orderId: string;
  readonly schedule: string;
  readonly item: string;
  readonly shipped: Quantity;
  readonly leftAt: string;
}

const leaveStock = async (tx: Tx, { orderId, schedule, item, shipped, leftAt }: Leaving): Promise<void> => {
  const { factory } = await tx.one(Promises, orderId);
  const [stock] = (await lockSupply(tx, factory, [item])).stocks;
  if (!stock) return;
  const before = await tx.one(Promises, orderId);
  const after = await tx.change(Promises, orderId, shipPromised(schedule, stock.id, shipped.value));
  await rebook(tx, slotsOf(before.schedules), slotsOf(after.schedules));
  await tx.change(Stocks, stock.id, takeFromStock(shipped.value, leftAt));
};
