import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { type Disposition, disposeLot, dispositions, type Lot } from './lot.rules.ts';
import { Lots } from './lot.table.ts';

export class LotDisposition {
  @TextField({ enum: dispositions }) disposition!: Disposition;
  @TextField({ max: 500 }) reason!: string;
}

/** Decides what happens to a lot that was not accepted, or to the pieces set aside from a supplier's lot. */
@Controller('lots/:id/disposition')
export class DisposeLot {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @Allow({
    kinds: ['trader', 'factory'],
    roles: ['owner', 'quality-manager', 'production-manager', 'merchandiser', 'sales-supervisor'],
  })
  handle(@Param('id') id: string, @Body() { disposition, reason }: LotDisposition): Promise<Lot> {
    return this.transactions.run((tx) => tx.change(Lots, id, disposeLot(disposition, tx.by, reason, tx.today)));
  }
}
