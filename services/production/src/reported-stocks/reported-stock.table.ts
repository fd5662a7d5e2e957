import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { ReportedStock } from './reported-stock.rules.ts';

export const ReportedStocksTable = new EntitySchema<ReportedStock>({
  name: 'reported-stock',
  tableName: 'reported_stocks',
  columns: {
    ...nounColumns,
    holder: { type: 'text' },
    owner: { type: 'text' },
    item: { type: 'text' },
    location: { type: 'text' },
    lot: { type: 'text' },
    unit: { type: 'text' },
    asOf: { name: 'as_of', type: 'text' },
    reportNumber: { name: 'report_number', type: 'text' },
    quantities: { type: 'jsonb' },
  },
});

export const ReportedStocks: Noun<ReportedStock> = { name: 'reported-stock', table: ReportedStocksTable };
