import { Body, Controller, Param, Post } from '@nestjs/common';
import {
  Allow,
  DateField,
  IntField,
  ListField,
  newId,
  QuantityBody,
  QuantityField,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { nextChangeNumber } from './change-number.ts';
import { proposeChange } from './change-request.rules.ts';
import { ChangeRequests } from './change-request.table.ts';
import { type Impact, ImpactPreview } from './impact-preview.ts';
import { fromWishes } from './proposed-schedules.rules.ts';

export class WantedSchedule {
  @TextField() lineId!: string;
  @TextField() scheduleId!: string;
  @QuantityField({ description: 'the whole quantity of the delivery after the change; 0 drops it' })
  quantity!: QuantityBody;
  @DateField() date!: string;
}

export class ChangeWish {
  @IntField({ min: 1, description: 'the version of the order that the proposer saw' }) baseVersion!: number;
  @ListField(() => WantedSchedule, { minSize: 1 }) lines!: WantedSchedule[];
  @TextField({ max: 300 }) reason!: string;
}

/** A party asks to change a firm order, and sees at once what that would do. */
@Controller('orders/:id/changes')
export class ProposeChange {
  constructor(
    private readonly transactions: Transactions,
    private readonly preview: ImpactPreview,
  ) {}

  @Post()
  @Allow({
    kinds: ['customer', 'trader', 'factory'],
    roles: ['sales', 'sales-supervisor', 'owner', 'merchandiser', 'planner', 'production-manager', 'system'],
  })
  async handle(@Param('id') orderId: string, @Body() wish: ChangeWish): Promise<{ id: string; impact: Impact }> {
    const change = await this.transactions.run(async (tx) => {
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
        counters: null,
        source: null,
      };
      return tx.add(ChangeRequests, proposeChange(proposal, tx.by, order));
    });
    return { id: change.id, impact: await this.preview.of(change) };
  }
}
