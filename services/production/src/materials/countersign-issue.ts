import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { countersign } from './material-movement.rules.ts';
import { MaterialMovements } from './material-movement.table.ts';

/** Who received the material signs for it: the supplier an issue, the factory a return. */
@Controller('material-issues/:id/countersignature')
export class CountersignIssue {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(204)
  @Allow({
    kinds: ['supplier', 'factory'],
    roles: ['owner', 'supplier-clerk', 'planner', 'production-manager'],
  })
  handle(@Param('id') id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.change(MaterialMovements, id, countersign(tx.by, tx.today));
    });
  }
}
