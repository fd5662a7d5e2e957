import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Forecast } from './forecast.rules.ts';

export const ForecastsTable = new EntitySchema<Forecast>({
  name: 'forecast',
  tableName: 'forecasts',
  columns: {
    ...nounColumns,
    customer: { type: 'text' },
    trader: { type: 'text' },
    factory: { type: 'text' },
    item: { type: 'text' },
    unit: { type: 'text' },
    shipTo: { name: 'ship_to', type: 'text' },
    dock: { type: 'text' },
    forecast: { type: 'jsonb', nullable: true },
    call: { type: 'jsonb', nullable: true },
  },
});

export const Forecasts: Noun<Forecast> = { name: 'forecast', table: ForecastsTable };
