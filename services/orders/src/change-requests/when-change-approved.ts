import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { unchanged } from '@tradeloom/kernel';
import { followLegs, legsOf } from '../legs/legs-of.ts';
import { Orders } from '../orders/order.table.ts';
import { applyChange } from './apply-change.rules.ts';
import { ChangeRequests } from './change-request.table.ts';
import { changeBecomes } from './change-status.rules.ts';
import { supersedeChange } from './close-change.rules.ts';

/**
 * The order follows a change that everybody agreed to. This runs for all three parties: the last one to approve
 * may not see the other contract, whose total changes too.
 */
@Controller()
export class WhenChangeApproved {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.ChangeApprovedSchema)
  handle({ changeId, orderId }: orders.ChangeApproved): Promise<void> {
    return this.transactions.run(async (tx) => {
      const change = await tx.one(ChangeRequests, changeId);
      if (change.status !== 'agreed') return;
      const legs = await legsOf(tx, orderId);
      const changed = await tx.change(Orders, orderId, applyChange(change, legs, tx.today));
      await followLegs(tx, legs, changed);
      await tx.change(ChangeRequests, changeId, (agreed) =>
        unchanged({ ...agreed, status: changeBecomes(agreed.status, 'applied') }),
      );
      for (const other of await tx.find(ChangeRequests, { orderId, status: 'open' })) {
        await tx.change(ChangeRequests, other.id, supersedeChange(changed.orderVersion));
      }
    });
  }
}
