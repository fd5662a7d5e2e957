import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { unchanged } from '@tradeloom/kernel';
import { Orders } from '../orders/order.table.ts';
import { askForDupro } from './ask-for-dupro.ts';
import { blankProgress, followProgress, progressId } from './progress.rules.ts';
import { ProgressOfDeliveries } from './progress.table.ts';

/** Keeps how far each delivery is; DUPRO falls due by itself, once. */
@Controller()
export class WhenProgressReported {
  constructor(private readonly transactions: Transactions) {}

  @On(production.ProgressReportedSchema)
  async handle(event: production.ProgressReported): Promise<void> {
    if (event.scheduleId === '') return; // an outsourced part: its inspection is the incoming one
    const { orderId } = event;
    await this.transactions.run(async (tx) => {
      const known = await tx.find(Orders, { id: orderId });
      if (known.length === 0) throw new NotYetKnown('order', orderId);
      // The order is held meanwhile: a change of it that comes now looks at this progress.
      const order = await tx.change(Orders, orderId, unchanged);
      const blank = () => blankProgress(event, order);
      const progress = await tx.changeOrAdd(ProgressOfDeliveries, progressId(event), blank, followProgress(event));
      await askForDupro(tx, order, progress);
    });
  }
}
