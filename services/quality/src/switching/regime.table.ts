import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Regime } from './regime.rules.ts';

export const RegimesTable = new EntitySchema<Regime>({
  name: 'regime',
  tableName: 'regimes',
  columns: {
    ...nounColumns,
    maker: { type: 'text' },
    receiver: { type: 'text' },
    item: { type: 'text' },
    edition: { type: 'text' },
    classes: { type: 'jsonb' },
  },
});

export const Regimes: Noun<Regime> = { name: 'regime', table: RegimesTable };
