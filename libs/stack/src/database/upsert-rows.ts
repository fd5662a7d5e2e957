import type { Client } from 'pg';

export type SeedRow = Readonly<Record<string, unknown>>;

interface TableShape {
  /** columns of the primary key */
  readonly key: readonly string[];
  /** columns whose values are sent as JSON text */
  readonly json: ReadonlySet<string>;
}

/**
 * Inserts rows, or brings those with the same primary key to the given values; columns that a row leaves out keep theirs.
 * @param table `schema.table`
 * @throws RangeError when there is no such table, or it has no primary key
 */
export async function upsertRows(client: Client, table: string, rows: readonly SeedRow[]): Promise<void> {
  const name = table
    .split('.')
    .map((part) => client.escapeIdentifier(part))
    .join('.');
  const shape = await shapeOf(client, table, name);
  for (const row of rows) {
    const columns = Object.keys(row);
    const quoted = columns.map((column) => client.escapeIdentifier(column));
    const changes = columns
      .filter((column) => !shape.key.includes(column))
      .map((column) => {
        const identifier = client.escapeIdentifier(column);
        return `${identifier} = EXCLUDED.${identifier}`;
      });
    const values = columns.map((column) => asSent(row[column], shape.json.has(column)));
    await client.query(
      `INSERT INTO ${name} (${quoted.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})
       ON CONFLICT (${shape.key.map((column) => client.escapeIdentifier(column)).join(', ')})
       DO ${changes.length > 0 ? `UPDATE SET ${changes.join(', ')}` : 'NOTHING'}`,
      values,
    );
  }
}

async function shapeOf(client: Client, table: string, name: string): Promise<TableShape> {
  const { rows } = await client.query<{ column: string; type: string; key: boolean }>(
    `SELECT a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
            coalesce(a.attnum = ANY (i.indkey), false) AS key
       FROM pg_attribute a
       LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
      WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped`,
    [name],
  );
  const key = rows.filter((row) => row.key).map((row) => row.column);
  if (key.length === 0) throw new RangeError(`seed: no table ${table}, or it has no primary key`);
  return { key, json: new Set(rows.filter((row) => /^jsonb?$/.test(row.type)).map((row) => row.column)) };
}

/** null stays SQL's null; an array is PostgreSQL's own unless the column holds JSON. */
const asSent = (value: unknown, json: boolean): unknown => (json && value !== null ? JSON.stringify(value) : value);
