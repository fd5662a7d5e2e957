import { Controller } from '@nestjs/common';
import { newId, On, Transactions, type Tx } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { fallDue, type Subject } from '../inspections/inspection.rules.ts';
import { Inspections } from '../inspections/inspection.table.ts';
import { attemptsBefore, waitingLot } from './lot.rules.ts';
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
        await this.expectInspection(tx, { ...goods, maker, receiver, quantity, unit }, lot);
      }
    });
  }

  private async expectInspection(tx: Tx, subject: Subject, lot: string): Promise<void> {
    const { maker, receiver, item } = subject;
    const same = { kind: 'incoming', maker, receiver, item, lot } as const;
    const earlier = lot === '' ? [] : await tx.find(Lots, same, { id: 'ASC' });
    const waiting = waitingLot(newId(), 'incoming', subject);
    await tx.add(Lots, { state: { ...waiting, attempt: attemptsBefore(lot, earlier) }, events: [] });
    await tx.add(Inspections, fallDue(newId(), 'incoming', subject, tx.today));
  }
}
