import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Webhook } from './webhook.rules.ts';

export const WebhooksTable = new EntitySchema<Webhook>({
  name: 'webhook',
  tableName: 'webhooks',
  columns: {
    ...nounColumns,
    organisation: { type: 'text' },
    url: { type: 'text' },
    description: { type: 'text' },
    types: { type: 'text', array: true },
    status: { type: 'text' },
    keys: { type: 'jsonb' },
    failures: { type: 'int' },
    failingSince: { name: 'failing_since', type: 'timestamptz', nullable: true },
    restingUntil: { name: 'resting_until', type: 'timestamptz', nullable: true },
    createdBy: { name: 'created_by', type: 'text' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
  },
});

export const Webhooks: Noun<Webhook> = { name: 'webhook', table: WebhooksTable };
