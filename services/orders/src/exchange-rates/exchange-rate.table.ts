import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { ExchangeRate } from './exchange-rate.rules.ts';

/** Each organisation holds its own rates. */
export const ExchangeRatesTable = new EntitySchema<ExchangeRate>({
  name: 'exchange-rate',
  tableName: 'exchange_rates',
  columns: {
    ...nounColumns,
    organisation: { type: 'text' },
    pair: { type: 'text' },
    kind: { type: 'text' },
    date: { type: 'date' },
    rate: { type: 'numeric' },
    source: { type: 'text' },
  },
});

export const ExchangeRates: Noun<ExchangeRate> = { name: 'exchange-rate', table: ExchangeRatesTable };
