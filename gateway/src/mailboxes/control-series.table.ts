import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import { type ControlSeries, controlDeadlines } from './control-series.rules.ts';

export const ControlSeriesTable = new EntitySchema<ControlSeries>({
  name: 'control-series',
  tableName: 'control_series',
  columns: {
    ...nounColumns,
    highest: { type: 'double precision', nullable: true },
    gaps: { type: 'jsonb' },
  },
});

export const AllControlSeries: Noun<ControlSeries> = {
  name: 'control-series',
  table: ControlSeriesTable,
  deadlines: controlDeadlines,
};
