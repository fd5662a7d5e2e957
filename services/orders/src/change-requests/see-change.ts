import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { Orders } from '../orders/order.table.ts';
import { approvalsMissing } from './approve-change.rules.ts';
import { type ChangeRequest } from './change-request.rules.ts';
import { ChangeRequests } from './change-request.table.ts';
import { type Impact, ImpactPreview } from './impact-preview.ts';

const changeView = (change: ChangeRequest) => ({
  id: change.id,
  orderId: change.orderId,
  number: change.number,
  baseVersion: change.baseVersion,
  status: change.status,
  proposedBy: change.proposedBy,
  reason: change.reason,
  schedules: change.schedules,
  approvals: change.approvals,
  approvalsMissing: change.status === 'open' ? approvalsMissing(change) : [],
  counters: change.counters,
  decideBy: change.decideBy,
  closedBecause: change.closedBecause,
});

type ChangeView = ReturnType<typeof changeView>;

/** The changes of an order: who asked for what, who said yes, and what an open one would do. */
@Controller()
@Allow({ kinds: ['customer', 'trader', 'factory'] })
export class SeeChange {
  constructor(
    private readonly transactions: Transactions,
    private readonly preview: ImpactPreview,
  ) {}

  @Get('orders/:id/changes')
  list(@Param('id') orderId: string): Promise<{ items: ChangeView[] }> {
    return this.transactions.run(async (tx) => {
      await tx.one(Orders, orderId);
      const changes = await tx.find(ChangeRequests, { orderId }, { id: 'ASC' });
      return { items: changes.map(changeView) };
    });
  }

  @Get('changes/:id')
  async one(@Param('id') id: string): Promise<ChangeView & { impact: Impact | null }> {
    const change = await this.transactions.run((tx) => tx.one(ChangeRequests, id));
    return { ...changeView(change), impact: change.status === 'open' ? await this.preview.of(change) : null };
  }
}
