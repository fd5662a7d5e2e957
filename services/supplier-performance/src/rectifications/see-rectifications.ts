import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { Rectification } from './rectification.rules.ts';
import { Rectifications } from './rectification.table.ts';

class RectificationsOf {
  @TextField({ description: 'organisation of the supplier' }) supplier!: string;
}

/** The rectifications asked of a supplier, newest first. */
@Controller('rectifications')
export class SeeRectifications {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['supplier', 'factory', 'trader'] })
  async handle(@Query() { supplier }: RectificationsOf): Promise<{ rectifications: Rectification[] }> {
    const rectifications = await this.transactions.run((tx) =>
      tx.find(Rectifications, { supplier }, { period: 'DESC' }),
    );
    return { rectifications };
  }
}
