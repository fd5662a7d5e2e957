import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { OutsourcingOrders } from './outsourcing-order.table.ts';
import { missAnswer } from './unanswered.rules.ts';

/** A supplier has not answered an order, or a change of it, in the agreed time. */
@Controller()
export class WatchForAnswer {
  constructor(private readonly transactions: Transactions) {}

  @Due(OutsourcingOrders, 'answer')
  handle({ id, part }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.change(OutsourcingOrders, id, missAnswer(part));
    });
  }
}
