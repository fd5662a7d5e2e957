import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Policy } from './policy.rules.ts';

export const PoliciesTable = new EntitySchema<Policy>({
  name: 'scoring-policy',
  tableName: 'scoring_policies',
  columns: {
    ...nounColumns,
    factory: { type: 'text' },
    weights: { type: 'jsonb' },
    bands: { type: 'jsonb' },
    tolerance: { type: 'jsonb' },
    delivery: { type: 'jsonb' },
    responseMinutes: { name: 'response_minutes', type: 'int' },
    answerWorkingDays: { name: 'answer_working_days', type: 'int' },
    calendar: { type: 'jsonb' },
  },
});

export const Policies: Noun<Policy> = { name: 'scoring-policy', table: PoliciesTable };
