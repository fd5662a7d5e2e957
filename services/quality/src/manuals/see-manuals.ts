import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { Manual } from './manual.rules.ts';
import { Manuals } from './manual.table.ts';

class ManualsOf {
  @TextField({ description: 'code of the item' }) item!: string;
}

/** The versions of an item's quality manual, newest first, with hash and signatures. */
@Controller('manuals')
export class SeeManuals {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['customer', 'trader', 'factory', 'supplier', 'inspection'] })
  async handle(@Query() { item }: ManualsOf): Promise<{ manuals: Manual[] }> {
    const manuals = await this.transactions.run((tx) => tx.find(Manuals, { item }, { effectiveFrom: 'DESC' }));
    return { manuals };
  }
}
