import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Scorecard } from './scorecard.rules.ts';

export const ScorecardsTable = new EntitySchema<Scorecard>({
  name: 'scorecard',
  tableName: 'scorecards',
  columns: {
    ...nounColumns,
    supplier: { type: 'text' },
    factory: { type: 'text' },
    period: { type: 'text' },
    asOf: { name: 'as_of', type: 'date' },
    subScores: { name: 'sub_scores', type: 'jsonb' },
    score: { type: 'numeric', nullable: true },
    band: { type: 'text', nullable: true },
    asksRectification: { name: 'asks_rectification', type: 'boolean' },
    warnings: { type: 'jsonb' },
  },
});

export const Scorecards: Noun<Scorecard> = { name: 'scorecard', table: ScorecardsTable };
