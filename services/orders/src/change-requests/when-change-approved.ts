import { Controller } from '@nestjs/common';
import { On, Transactions, type Tx } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { unchanged } from '@tradeloom/kernel';
import { In } from 'typeorm';
import { followLegs, legsOf } from '../legs/legs-of.ts';
import { Orders } from '../orders/order.table.ts';
import { applyChange } from './apply-change.rules.ts';
import { type ChangeRequest, overtakenBy } from './change-request.rules.ts';
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
      const because = overtakenBy(change, await tx.change(Orders, orderId, unchanged));
      if (because === null) await this.apply(tx, change);
      else await tx.change(ChangeRequests, changeId, supersedeChange(because.en));
    });
  }

  private async apply(tx: Tx, change: ChangeRequest): Promise<void> {
    const { id, orderId } = change;
    const legs = await legsOf(tx, orderId);
    const changed = await tx.change(Orders, orderId, applyChange(change, legs, tx.today));
    await followLegs(tx, legs, changed);
    await tx.change(ChangeRequests, id, (agreed) =>
      unchanged({ ...agreed, status: changeBecomes(agreed.status, 'applied') }),
    );
    for (const other of await tx.find(ChangeRequests, { orderId, status: In(['open', 'agreed']) })) {
      await tx.change(ChangeRequests, other.id, supersedeChange(`Order version ${changed.orderVersion}`));
    }
  }
}
