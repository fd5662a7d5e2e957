import { Controller } from '@nestjs/common';
import { newId, On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { fallDue, type Subject } from '../inspections/inspection.rules.ts';
import { Inspections } from '../inspections/inspection.table.ts';
import { waitingLot } from './lot.rules.ts';
import { Lots } from './lot.table.ts';

/** Every lot on a receipt waits for its incoming inspection. */
@Controller()
export class WhenGoodsReceived {
  constructor(private readonly transactions: Transactions) {}

  @On(production.GoodsReceivedSchema)
  async handle(event: production.GoodsReceived): Promise<void> {
    const { orderId, receiptId, supplier: maker, factory: receiver } = event;
    await this.transactions.run(async (tx) => {
      for (const { line, lot, item, received } of event.lines) {
        const { value: quantity = '0', unit = 'PCE' } = received ?? {};
        const goods = { orderId, lineId: null, scheduleId: null, receiptId, line, lot, item };
        const subject: Subject = { ...goods, maker, receiver, quantity, unit };
        await tx.add(Lots, { state: waitingLot(newId(), 'incoming', subject), events: [] });
        await tx.add(Inspections, fallDue(newId(), 'incoming', subject, tx.today));
      }
    });
  }
}
