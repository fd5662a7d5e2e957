import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { PartnerMapVersion } from './partner-map.rules.ts';

export const PartnerMapsTable = new EntitySchema<PartnerMapVersion>({
  name: 'partner-map',
  tableName: 'partner_maps',
  columns: {
    ...nounColumns,
    partner: { type: 'text' },
    message: { type: 'text' },
    release: { type: 'text' },
    number: { type: 'int' },
    status: { type: 'text' },
    rules: { type: 'jsonb' },
    trial: { type: 'jsonb', nullable: true },
    changedBy: { name: 'changed_by', type: 'text' },
    changedAt: { name: 'changed_at', type: 'timestamptz' },
    activatedBy: { name: 'activated_by', type: 'text', nullable: true },
    activatedAt: { name: 'activated_at', type: 'timestamptz', nullable: true },
    retiredAt: { name: 'retired_at', type: 'timestamptz', nullable: true },
  },
});

export const PartnerMaps: Noun<PartnerMapVersion> = { name: 'partner-map', table: PartnerMapsTable };
