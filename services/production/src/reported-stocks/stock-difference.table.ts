import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { StockDifference } from './stock-difference.rules.ts';

export const StockDifferencesTable = new EntitySchema<StockDifference>({
  name: 'stock-difference',
  tableName: 'stock_differences',
  columns: {
    ...nounColumns,
    holder: { type: 'text' },
    owner: { type: 'text' },
    item: { type: 'text' },
    unit: { type: 'text' },
    asOf: { name: 'as_of', type: 'text' },
    reportNumber: { name: 'report_number', type: 'text' },
    counted: { type: 'numeric' },
    book: { type: 'jsonb' },
    difference: { type: 'numeric' },
  },
});

export const StockDifferences: Noun<StockDifference> = { name: 'stock-difference', table: StockDifferencesTable };
