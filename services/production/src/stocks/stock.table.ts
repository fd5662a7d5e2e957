import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Stock } from './stock.rules.ts';

export const StocksTable = new EntitySchema<Stock>({
  name: 'stock',
  tableName: 'stocks',
  columns: {
    ...nounColumns,
    factory: { type: 'text' },
    item: { type: 'text' },
    unit: { type: 'text' },
    onHand: { name: 'on_hand', type: 'numeric' },
    asOf: { name: 'as_of', type: 'text' },
    source: { type: 'text' },
    receipts: { type: 'jsonb' },
    departures: { type: 'jsonb' },
  },
});

export const Stocks: Noun<Stock> = { name: 'stock', table: StocksTable };
