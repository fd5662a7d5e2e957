import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, newId, Transactions } from '@tradeloom/chassis';
import { nextChangeNumber } from './change-number.ts';
import { proposeChange } from './change-request.rules.ts';
import { ChangeRequests } from './change-request.table.ts';
import { counterChange } from './close-change.rules.ts';
import { type Impact, ImpactPreview } from './impact-preview.ts';
import { ChangeWish } from './propose-change.ts';
import { fromWishes } from './proposed-schedules.rules.ts';

/** The other side answers a change by another one, which takes its place. */
@Controller('changes/:id/counter-proposal')
export class CounterPropose {
  constructor(
    private readonly transactions: Transactions,
    private readonly preview: ImpactPreview,
  ) {}

  @Post()
  @Allow({
    kinds: ['customer', 'trader', 'factory'],
    roles: ['sales', 'sales-supervisor', 'owner', 'merchandiser', 'planner', 'production-manager', 'system'],
  })
  async handle(@Param('id') id: string, @Body() wish: ChangeWish): Promise<{ id: string; impact: Impact }> {
    const counter = await this.transactions.run(async (tx) => {
      const { orderId } = await tx.one(ChangeRequests, id);
      const { order, number } = await nextChangeNumber(tx, orderId);
      const { baseVersion, reason } = wish;
      const schedules = fromWishes(order, wish.lines);
      const proposal = {
        id: newId(),
        number,
        baseVersion,
        reason,
        schedules,
        proposedOn: tx.today,
        counters: id,
        source: null,
      };
      const proposed = await tx.add(ChangeRequests, proposeChange(proposal, tx.by, order));
      await tx.change(ChangeRequests, id, counterChange(tx.by, reason));
      return proposed;
    });
    return { id: counter.id, impact: await this.preview.of(counter) };
  }
}
