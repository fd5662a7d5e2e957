import type { TestDatabase } from '@tradeloom/testing';

/** Tables without row-level security, each with the reason why nobody's data lies open. What is not here is under it. */
const everySchema: Readonly<Record<string, string>> = {
  inbox: 'ids of the events that were reacted to, no content; no door reads it',
  migrations: 'names of the migrations that ran',
  event_positions: 'how far each aggregate has been heard, no content; no door reads it',
  seals: 'hashes of the history',
  anchors: 'hashes of a day’s history, signed',
  unreadable_records: 'records of nobody knows whom; their doors show where they lay, and not what is in them',
};
const open: Readonly<Record<string, string>> = {
  'gateway.api_keys': 'asked before it is known who calls; hashes only, and no door answers it',
  'gateway.sessions': 'asked before it is known who calls; no door answers it',
  'gateway.oauth_clients': 'asked before it is known who calls; its doors ask for the caller’s own organisation',
  'gateway.oauth_records': 'hashes and grants of the token server; no door answers it',
  'gateway.provider_subjects': 'which login an identity provider’s subject is; asked before it is known who calls',
  'gateway.rate_limits': 'counters of requests, no content; no door answers it',
  'gateway.organisations': 'names of companies, for texts that every party reads',
  'logistics_documents.organisations': 'public register data of legal entities, quoted in documents',
  'logistics_documents.items':
    'item master data, quoted in documents between the parties of an order; no door answers it',
};

/** The tables of a schema that are known to be open. */
export const openTables = (schema: string): string[] =>
  [...Object.keys(everySchema).map((table) => `${schema}.${table}`), ...Object.keys(open)]
    .filter((table) => table.startsWith(`${schema}.`))
    .sort();

/**
 * The tables of a schema that a forgotten condition would lay open: row-level security is off, or does not bind the
 * owner, or no policy asks whom the transaction runs for, or one lets somebody else read or write.
 */
export const unguarded = async (database: TestDatabase, schema: string): Promise<string[]> => {
  const rows = await database.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname = $1
        and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select 1 from pg_policy p
                       where p.polrelid = c.oid and p.polcmd in ('*', 'r')
                         and pg_get_expr(p.polqual, p.polrelid) like '%parties && ( SELECT platform.current_organisations()%')
          and not exists (select 1 from pg_policy p
                           where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r', 'w', 'd')
                             and not p.polroles <@ array(select oid from pg_roles where rolname in ($1 || '_relay', 'tradeloom_auditor'))
                             and coalesce(pg_get_expr(p.polqual, p.polrelid), '') not like '%current_organisations()%'))
      order by 1`,
    [schema],
  );
  return rows.map(({ name }) => name);
};
