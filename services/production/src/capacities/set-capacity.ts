import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { Allow, DateField, DecimalField, TextField, Transactions } from '@tradeloom/chassis';
import { resourceId, setCapacity } from './capacity.rules.ts';
import { Resources } from './resource.table.ts';

export class CapacityBody {
  @DateField({ description: 'first day' }) from!: string;
  @DateField({ optional: true, description: 'last day; open-ended when missing' }) until?: string;
  @DecimalField({ description: 'pieces per working day' }) perDay!: string;
  @TextField({ description: 'where the figure comes from' }) source!: string;
}

/** The factory sets what a resource makes per working day from a day on. */
@Controller('capacities/:resource')
export class SetCapacity {
  constructor(private readonly transactions: Transactions) {}

  @Put()
  @HttpCode(204)
  @Allow({ kinds: ['factory'], roles: ['owner', 'planner', 'production-manager'] })
  handle(@Param('resource') code: string, @Body() { from, until, perDay, source }: CapacityBody): Promise<void> {
    return this.transactions.run(async (tx) => {
      const rate = { from, until: until ?? null, perDay, source, setBy: tx.by.login, setAt: tx.at.toISOString() };
      await tx.change(Resources, resourceId(tx.by.organisation, code), setCapacity(rate));
    });
  }
}
