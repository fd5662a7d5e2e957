import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Manual } from './manual.rules.ts';

export const ManualsTable = new EntitySchema<Manual>({
  name: 'manual',
  tableName: 'manuals',
  columns: {
    ...nounColumns,
    item: { type: 'text' },
    manualVersion: { name: 'manual_version', type: 'text' },
    effectiveFrom: { name: 'effective_from', type: 'date' },
    specification: { type: 'jsonb' },
    hash: { type: 'text' },
    signatures: { type: 'jsonb' },
  },
});

export const Manuals: Noun<Manual> = { name: 'manual', table: ManualsTable };
