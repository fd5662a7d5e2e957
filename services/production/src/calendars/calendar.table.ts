import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Calendar } from './calendar.rules.ts';

export const CalendarsTable = new EntitySchema<Calendar>({
  name: 'calendar',
  tableName: 'calendars',
  columns: {
    ...nounColumns,
    week: { type: 'jsonb' },
    exceptions: { type: 'jsonb' },
  },
});

export const Calendars: Noun<Calendar> = { name: 'calendar', table: CalendarsTable };
