import { Controller, Get, Query } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import type { Rectification } from './rectification.rules.ts';
import { Rectifications } from './rectification.table.ts';

/** The rectifications asked of a supplier, newest first. */
@Controller('rectifications')
export class SeeRectifications {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['supplier', 'factory', 'trader'] })
  async handle(@Query('supplier') supplier: string): Promise<{ rectifications: Rectification[] }> {
    const rectifications = await this.transactions.run((tx) =>
      tx.find(Rectifications, { supplier }, { period: 'DESC' }),
    );
    return { rectifications };
  }
}
