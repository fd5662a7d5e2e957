import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, Ask, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import type { DeliveryPromise } from '../audits/date-audit.rules.ts';
import type { Order } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { promisesIn } from '../orders/promises.rules.ts';
import { approveChange, isLastApproval, mayApprove } from './approve-change.rules.ts';
import { type ChangeRequest, mustBeCurrent } from './change-request.rules.ts';
import { ChangeRequests } from './change-request.table.ts';
import { deliveriesAsked } from './deliveries-asked.rules.ts';

/** A responsible person says yes. Before the last yes production holds what the change needs. */
@Controller('changes/:id/approval')
export class ApproveChange {
  constructor(
    private readonly transactions: Transactions,
    private readonly ask: Ask,
  ) {}

  @Post()
  @HttpCode(204)
  @Allow({
    kinds: ['customer', 'trader', 'factory'],
    roles: ['owner', 'sales-supervisor', 'production-manager', 'system'],
  })
  async handle(@Param('id') id: string): Promise<void> {
    const held = await this.holdWhenLast(id);
    await this.transactions.run(async (tx) => {
      const change = await tx.one(ChangeRequests, id);
      if (change.status === 'open') mustBeCurrent(change.baseVersion, await tx.one(Orders, change.orderId));
      await tx.change(ChangeRequests, id, approveChange(tx.by, tx.at, held));
    });
  }

  private async holdWhenLast(id: string): Promise<readonly DeliveryPromise[]> {
    const { change, order, last } = await this.transactions.run(async (tx) => {
      const present = await tx.one(ChangeRequests, id);
      const itsOrder = await tx.one(Orders, present.orderId);
      if (isLastApproval(present, tx.by)) mayApprove(present, tx.by);
      const current = itsOrder.orderVersion === present.baseVersion;
      return { change: present, order: itsOrder, last: current && isLastApproval(present, tx.by) };
    });
    return last ? this.hold(change, order) : [];
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
