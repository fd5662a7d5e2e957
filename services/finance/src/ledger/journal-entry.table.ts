import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { JournalEntry } from './journal-entry.rules.ts';

export const JournalEntriesTable = new EntitySchema<JournalEntry>({
  name: 'journal-entry',
  tableName: 'journal_entries',
  columns: {
    ...nounColumns,
    organisation: { type: 'text' },
    occasion: { type: 'text' },
    source: { type: 'text' },
    orderIds: { name: 'order_ids', type: 'text', array: true },
    postedOn: { name: 'posted_on', type: 'date' },
    currency: { type: 'text' },
    rate: { type: 'jsonb', nullable: true },
  },
});

export const JournalEntries: Noun<JournalEntry> = { name: 'journal-entry', table: JournalEntriesTable };
