import { Controller } from '@nestjs/common';
import { NotYetKnown, newId, On, Transactions, type Tx } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { fallDue } from '../inspections/inspection.rules.ts';
import { Inspections } from '../inspections/inspection.table.ts';
import { type KnownOrder, lineOf, scheduleOf } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { blankProgress, duproFallsDue, followProgress, type Progress, progressId } from './progress.rules.ts';
import { ProgressOfDeliveries } from './progress.table.ts';

/** Keeps how far each delivery is; DUPRO falls due by itself, once. */
@Controller()
export class WhenProgressReported {
  constructor(private readonly transactions: Transactions) {}

  @On(production.ProgressReportedSchema)
  async handle(event: production.ProgressReported): Promise<void> {
    if (event.scheduleId === '') return; // an outsourced part: its inspection is the incoming one
    await this.transactions.run(async (tx) => {
      const [order] = await tx.find(Orders, { id: event.orderId });
      if (order === undefined) throw new NotYetKnown('order', event.orderId);
      const blank = () => blankProgress(event, order);
      const progress = await tx.changeOrAdd(ProgressOfDeliveries, progressId(event), blank, followProgress(event));
      await this.askForDupro(tx, order, progress);
    });
  }

  private async askForDupro(tx: Tx, order: KnownOrder, progress: Progress): Promise<void> {
    const { orderId, lineId, scheduleId } = progress;
    const line = lineOf(order, lineId);
    const { quantity } = scheduleOf(line, scheduleId);
    if (!duproFallsDue(progress, quantity)) return;
    const asked = await tx.find(Inspections, { kind: 'dupro', orderId, lineId, scheduleId });
    if (asked.length > 0) return;
    const { item, unit } = line;
    const { factory: maker, trader: receiver } = order;
    const subject = {
      orderId,
      lineId,
      scheduleId,
      receiptId: null,
      line: null,
      lot: null,
      item,
      maker,
      receiver,
      quantity,
      unit,
    };
    await tx.add(Inspections, fallDue(newId(), 'dupro', subject, tx.today));
  }
}
