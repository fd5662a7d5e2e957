import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { ProfileVersion } from './profile-version.ts';

export const ProfileVersionsTable = new EntitySchema<ProfileVersion>({
  name: 'profile-version',
  tableName: 'profile_versions',
  columns: {
    ...nounColumns,
    partner: { type: 'text' },
    number: { type: 'int' },
    status: { type: 'text' },
    fields: { type: 'jsonb' },
    trial: { type: 'jsonb', nullable: true },
    changedBy: { name: 'changed_by', type: 'text' },
    changedAt: { name: 'changed_at', type: 'timestamptz' },
    activatedBy: { name: 'activated_by', type: 'text', nullable: true },
    activatedAt: { name: 'activated_at', type: 'timestamptz', nullable: true },
    supersededAt: { name: 'superseded_at', type: 'timestamptz', nullable: true },
  },
});

export const ProfileVersions: Noun<ProfileVersion> = { name: 'profile-version', table: ProfileVersionsTable };
