import type { Client } from 'pg';

/**
 * To sample a column the database sorts what it holds, and for documents (`jsonb`, `bytea`) that is more work than
 * writing them was: a fifth of a busy machine, in bursts. No question is planned by their statistics; an index on an
 * expression has its own.
 */
export async function leaveOutOfStatistics(owner: Client, schema: string): Promise<void> {
  const { rows } = await owner.query<{ table: string; column: string }>(
    `SELECT c.oid::regclass::text AS table, a.attname AS column
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
        AND a.atttypid IN ('jsonb'::regtype, 'bytea'::regtype) AND a.attstattarget IS DISTINCT FROM 0`,
    [owner.escapeIdentifier(schema)],
  );
  for (const { table, column } of rows)
    await owner.query(`ALTER TABLE ${table} ALTER COLUMN ${owner.escapeIdentifier(column)} SET STATISTICS 0`);
}
