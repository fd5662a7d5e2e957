import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { CreditLimit } from './credit-limit.rules.ts';
import { limitDeadlines } from './limit-deadlines.rules.ts';

export const CreditLimitsTable = new EntitySchema<CreditLimit>({
  name: 'credit-limit',
  tableName: 'credit_limits',
  columns: {
    ...nounColumns,
    trader: { type: 'text' },
    customer: { type: 'text' },
    versions: { type: 'jsonb' },
  },
});

export const CreditLimits: Noun<CreditLimit> = {
  name: 'credit-limit',
  table: CreditLimitsTable,
  deadlines: limitDeadlines,
};
