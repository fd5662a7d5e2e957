import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { legsOf } from '../legs/legs-of.ts';
import { Orders } from '../orders/order.table.ts';
import { refusalAnswer } from './change-answer.rules.ts';
import { ChangeRequests } from './change-request.table.ts';

/** The customer hears what became of a change that he asked for and that is not done as he asked. */
@Controller()
export class WhenChangeClosed {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.ChangeClosedSchema)
  handle({ changeId, orderId }: orders.ChangeClosed): Promise<void> {
    return this.transactions.run(async (tx) => {
      const change = await tx.one(ChangeRequests, changeId);
      if (change.proposedBy.organisation !== change.customer || change.status === 'withdrawn') return;
      const [counter] = await tx.find(ChangeRequests, { counters: changeId });
      const { export: leg } = await legsOf(tx, orderId);
      await tx.change(Orders, orderId, (order) => ({
        state: order,
        events: [refusalAnswer(change, counter ?? null, order, leg)],
      }));
    });
  }
}
