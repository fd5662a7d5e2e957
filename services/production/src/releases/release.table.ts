import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Release } from './release.rules.ts';

export const ReleasesTable = new EntitySchema<Release>({
  name: 'release',
  tableName: 'releases',
  columns: {
    ...nounColumns,
    depositNeeded: { name: 'deposit_needed', type: 'boolean' },
    depositSettled: { name: 'deposit_settled', type: 'boolean' },
    samplesNeeded: { name: 'samples_needed', type: 'jsonb' },
    samplesApproved: { name: 'samples_approved', type: 'jsonb' },
    releasedOn: { name: 'released_on', type: 'date', nullable: true },
  },
});

export const Releases: Noun<Release> = { name: 'release', table: ReleasesTable };
