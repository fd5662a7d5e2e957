import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Rectification } from './rectification.rules.ts';

export const RectificationsTable = new EntitySchema<Rectification>({
  name: 'rectification',
  tableName: 'rectifications',
  columns: {
    ...nounColumns,
    supplier: { type: 'text' },
    factory: { type: 'text' },
    period: { type: 'text' },
    orderId: { name: 'order_id', type: 'text' },
    status: { type: 'text' },
    reason: { type: 'text' },
    openedOn: { name: 'opened_on', type: 'date', nullable: true },
    answerDue: { name: 'answer_due', type: 'date', nullable: true },
    answers: { type: 'jsonb' },
  },
});

export const Rectifications: Noun<Rectification> = { name: 'rectification', table: RectificationsTable };
