import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { decimal } from '@tradeloom/kernel';
import type { ReportedStock } from './reported-stock.rules.ts';
import { ReportedStocks } from './reported-stock.table.ts';
import type { StockDifference } from './stock-difference.rules.ts';
import { StockDifferences } from './stock-difference.table.ts';

export class WhichReportedStocks {
  @TextField({ optional: true }) item?: string;
  @TextField({ optional: true, description: 'organisation that holds it' }) holder?: string;
}

const shownStock = ({ holder, owner, item, location, lot, unit, asOf, reportNumber, quantities }: ReportedStock) => ({
  holder,
  owner,
  item,
  location,
  lot,
  unit,
  asOf,
  reportNumber,
  quantities,
});

const shownDifference = (known: StockDifference) => {
  const { holder, owner, item, unit, asOf, reportNumber, counted, book, difference } = known;
  const status = decimal(difference).isZero() ? ('settled' as const) : ('open' as const);
  return { holder, owner, item, unit, status, asOf, reportNumber, counted, book, difference };
};

interface ReportedStocksAnswer {
  readonly stocks: readonly ReturnType<typeof shownStock>[];
  readonly differences: readonly ReturnType<typeof shownDifference>[];
}

/** What suppliers and warehouses say they hold, and where it is not what the books say. Both sides see the same. */
@Controller('reported-stocks')
export class SeeReportedStocks {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'supplier', 'forwarder'] })
  handle(@Query() { item, holder }: WhichReportedStocks): Promise<ReportedStocksAnswer> {
    const where = { ...(item && { item }), ...(holder && { holder }) };
    return this.transactions.run(async (tx) => ({
      stocks: (await tx.find(ReportedStocks, where, { id: 'ASC' })).map(shownStock),
      differences: (await tx.find(StockDifferences, where, { id: 'ASC' })).map(shownDifference),
    }));
  }
}
