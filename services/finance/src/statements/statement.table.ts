import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Statement } from './statement.rules.ts';

export const StatementsTable = new EntitySchema<Statement>({
  name: 'statement',
  tableName: 'statements',
  columns: {
    ...nounColumns,
    factory: { type: 'text' },
    supplier: { type: 'text' },
    period: { type: 'text' },
    currency: { type: 'text' },
    status: { type: 'text' },
    lines: { type: 'jsonb' },
  },
});

export const Statements: Noun<Statement> = { name: 'statement', table: StatementsTable };
