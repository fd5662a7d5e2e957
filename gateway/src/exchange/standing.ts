import { acknowledgedFormats, acknowledgedWithin } from '../mailboxes/unacknowledged.rules.ts';

/** How a message of ours stands with the partner it went to. */
export const standings = ['overdue', 'rejected', 'refused', 'waiting', 'acknowledged', 'none-due'] as const;
export type Standing = (typeof standings)[number];

const formats = acknowledgedFormats.map((format) => `'${format}'`).join(', ');

/** When its acknowledgement is due, and how it stands now; in SQL, over a row of `interchanges`. */
export const dueAtSql = `received_at + interval '${acknowledgedWithin} hours'`;
export const standingSql = `case
  when status in ('acknowledged', 'rejected', 'refused') then status
  when format not in (${formats}) then 'none-due'
  when ${dueAtSql} <= now() then 'overdue'
  else 'waiting' end`;
