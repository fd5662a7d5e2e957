import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { Lot } from './lot.rules.ts';
import { Lots } from './lot.table.ts';

const readers = { kinds: ['customer', 'trader', 'factory', 'supplier', 'inspection'] } as const;

class LotsOf {
  @TextField({ description: 'id of the order' }) order!: string;
}

/** Lots with verdict and disposition, for everybody who is party to them. */
@Controller('lots')
export class SeeLots {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow(readers)
  async ofOrder(@Query() { order: orderId }: LotsOf): Promise<{ lots: Lot[] }> {
    return { lots: await this.transactions.run((tx) => tx.find(Lots, { orderId }, { id: 'ASC' })) };
  }

  @Get(':id')
  @Allow(readers)
  one(@Param('id') id: string): Promise<Lot> {
    return this.transactions.run((tx) => tx.one(Lots, id));
  }
}
