import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { PriceList } from './price.rules.ts';
import type { PriceChange } from './price-change.rules.ts';
import { PriceChanges } from './price-change.table.ts';
import { PriceLists } from './price-list.table.ts';

class ListsOf {
  @TextField({ optional: true, description: 'whom the prices are for; * for every buyer' }) buyer?: string;
}

class ChangesIn {
  @TextField({ optional: true, enum: ['proposed', 'approved', 'rejected'] }) status?: PriceChange['status'];
}

/** The price lists one is party to, and every change of them that was ever proposed. */
@Controller()
export class SeePrices {
  constructor(private readonly transactions: Transactions) {}

  @Get('price-lists')
  @Allow({ kinds: ['trader', 'factory'] })
  async lists(@Query() { buyer }: ListsOf): Promise<{ items: PriceList[] }> {
    const where = buyer === undefined ? {} : { buyer };
    return { items: await this.transactions.run((tx) => tx.find(PriceLists, where, { validFrom: 'DESC' })) };
  }

  @Get('price-changes')
  @Allow({ kinds: ['trader', 'factory'] })
  async changes(@Query() { status }: ChangesIn): Promise<{ items: PriceChange[] }> {
    const where = status === undefined ? {} : { status };
    return { items: await this.transactions.run((tx) => tx.find(PriceChanges, where, { id: 'DESC' })) };
  }
}
