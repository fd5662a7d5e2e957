import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { ChangeRequests } from './change-request.table.ts';
import { withdrawChange } from './close-change.rules.ts';
import { Because } from './reject-change.ts';

/** The side that proposed a change takes it back. */
@Controller('changes/:id/withdrawal')
export class WithdrawChange {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(204)
  @Allow({
    kinds: ['customer', 'trader', 'factory'],
    roles: ['sales', 'sales-supervisor', 'owner', 'merchandiser', 'planner', 'production-manager', 'system'],
  })
  handle(@Param('id') id: string, @Body() { reason }: Because): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.change(ChangeRequests, id, withdrawChange(tx.by, reason));
    });
  }
}
