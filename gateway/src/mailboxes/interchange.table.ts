import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Interchange } from './interchange.rules.ts';
import { interchangeDeadlines } from './unacknowledged.rules.ts';

export const InterchangesTable = new EntitySchema<Interchange>({
  name: 'interchange',
  tableName: 'interchanges',
  columns: {
    ...nounColumns,
    direction: { type: 'text' },
    channel: { type: 'text', nullable: true },
    partner: { type: 'text' },
    held: { type: 'boolean' },
    status: { type: 'text' },
    format: { type: 'text' },
    charset: { type: 'text', nullable: true },
    control: { type: 'text', nullable: true },
    controls: { type: 'text', array: true },
    groupControl: { name: 'group_control', type: 'text', nullable: true },
    messageType: { name: 'message_type', type: 'text', nullable: true },
    fileName: { name: 'file_name', type: 'text', nullable: true },
    contentType: { name: 'content_type', type: 'text' },
    contentHash: { name: 'content_hash', type: 'text' },
    receivedAt: { name: 'received_at', type: 'timestamptz' },
    collectedAt: { name: 'collected_at', type: 'timestamptz', nullable: true },
    clearedAt: { name: 'cleared_at', type: 'timestamptz', nullable: true },
    errors: { type: 'jsonb' },
    messages: { type: 'jsonb' },
    rows: { type: 'jsonb' },
    acknowledgements: { type: 'text', array: true },
    acknowledges: { type: 'text', nullable: true },
    acknowledgedBy: { name: 'acknowledged_by', type: 'text', nullable: true },
    acknowledgementDue: { name: 'acknowledgement_due', type: 'timestamptz', nullable: true },
    profileVersion: { name: 'profile_version', type: 'int', nullable: true },
    orderId: { name: 'order_id', type: 'text', nullable: true },
    orderNumber: { name: 'order_number', type: 'text', nullable: true },
    traceId: { name: 'trace_id', type: 'text', nullable: true },
    traceparent: { type: 'text', nullable: true },
    by: { type: 'jsonb' },
    feed: { type: 'jsonb', nullable: true },
    maps: { type: 'jsonb' },
  },
});

export const Interchanges: Noun<Interchange> = {
  name: 'interchange',
  table: InterchangesTable,
  deadlines: interchangeDeadlines,
};
