import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { ChangeRequests } from './change-request.table.ts';
import { rejectChange } from './close-change.rules.ts';

export class Because {
  @TextField({ max: 300 }) reason!: string;
}

/** A responsible person of another party says no. */
@Controller('changes/:id/rejection')
export class RejectChange {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(204)
  @Allow({
    kinds: ['customer', 'trader', 'factory'],
    roles: ['owner', 'sales-supervisor', 'production-manager', 'system'],
  })
  handle(@Param('id') id: string, @Body() { reason }: Because): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.change(ChangeRequests, id, rejectChange(tx.by, reason));
    });
  }
}
