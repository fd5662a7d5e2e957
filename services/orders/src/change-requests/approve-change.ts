import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, Ask, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { unchanged } from '@tradeloom/kernel';
import type { DeliveryPromise } from '../audits/date-audit.rules.ts';
import type { Order } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { promisesIn } from '../orders/promises.rules.ts';
import { approveChange, isLastApproval, mayApprove } from './approve-change.rules.ts';
import { type ChangeRequest, mustStillFit } from './change-request.rules.ts';
import { ChangeRequests } from './change-request.table.ts';
import { deliveriesAsked } from './deliveries-asked.rules.ts';
import { ImpactPreview } from './impact-preview.ts';
import { mustCoverNewValue } from './must-cover-new-value.ts';

type Held = readonly DeliveryPromise[] | null;

/** A responsible person says yes. Before the last yes production holds what the change needs. */
@Controller('changes/:id/approval')
export class ApproveChange {
  constructor(
    private readonly transactions: Transactions,
    private readonly ask: Ask,
    private readonly preview: ImpactPreview,
  ) {}

  @Post()
  @HttpCode(204)
  @Allow({
    kinds: ['customer', 'trader', 'factory'],
    // a responsible person: no key of a system binds its company
    roles: ['owner', 'sales-supervisor', 'production-manager'],
  })
  async handle(@Param('id') id: string): Promise<void> {
    // Somebody else's yes in between makes this one the last: then it starts again, with a hold.
    while (!(await this.approve(id, await this.holdWhenLast(id))));
  }

  private approve(id: string, held: Held): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const change = await tx.change(ChangeRequests, id, unchanged);
      if (held === null && isLastApproval(change, tx.by)) return false;
      if (change.status === 'open') mustStillFit(change, await tx.one(Orders, change.orderId));
      await tx.change(ChangeRequests, id, approveChange(tx.by, tx.at, held ?? []));
      return true;
    });
  }

  private async holdWhenLast(id: string): Promise<Held> {
    const { change, order, last } = await this.transactions.run(async (tx) => {
      const present = await tx.one(ChangeRequests, id);
      const itsOrder = await tx.one(Orders, present.orderId);
      if (present.status === 'open') {
        mayApprove(present, tx.by);
        mustStillFit(present, itsOrder);
        await mustCoverNewValue(tx, present, itsOrder);
      }
      return { change: present, order: itsOrder, last: isLastApproval(present, tx.by) };
    });
    if (change.status === 'open') await this.preview.mustBeCovered(change);
    return last ? this.hold(change, order) : null;
  }

  private async hold(change: ChangeRequest, { id: orderId, lines }: Order): Promise<readonly DeliveryPromise[]> {
    const items = new Map(lines.map((line) => [line.id, line.item]));
    const answer = await this.ask.production(
      production.PromisingService.method.holdChange,
      { changeId: change.id, orderId, deliveries: deliveriesAsked(change, items) },
      { onBehalfOf: [change.trader, change.factory] },
    );
    return promisesIn(answer.schedules);
  }
}
