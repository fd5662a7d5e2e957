import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { askForDupro } from '../progress/ask-for-dupro.ts';
import { ProgressOfDeliveries } from '../progress/progress.table.ts';
import { blankOrder, followOrder } from './order.rules.ts';
import { Orders } from './order.table.ts';

/** The order as it stands now: of a smaller delivery, half may be finished already. */
@Controller()
export class WhenOrderChanged {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.OrderChangedSchema)
  async handle(event: orders.OrderChanged): Promise<void> {
    const { orderId } = event;
    await this.transactions.run(async (tx) => {
      const order = await tx.changeOrAdd(Orders, orderId, () => blankOrder(event), followOrder(event));
      for (const progress of await tx.find(ProgressOfDeliveries, { orderId })) await askForDupro(tx, order, progress);
    });
  }
}
