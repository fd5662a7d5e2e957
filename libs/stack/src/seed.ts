import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Credentials, drawCredentials, hashOf, type Parties, saltedHashOf } from './credentials.ts';
import { type SeedRow, upsertRows } from './database/upsert-rows.ts';
import { type Places } from './places.ts';

/** `{ "production.stocks": [ { "item": "A-1", ... } ] }`, tables in the order in which they are written */
export type SeedFile = Readonly<Record<string, readonly SeedRow[]>>;

export interface SeedPlan {
  readonly ownerUrl: string;
  /** holds `parties.json` and `master-data/*.json` */
  readonly folder: string;
  readonly places: Places;
}

/**
 * Master data and access keys of the demo companies. A file that has not changed since it was last read is left alone,
 * so that what the API has changed since (a rate, a stock) survives a restart.
 */
export async function seed(plan: SeedPlan): Promise<Credentials> {
  const parties = JSON.parse(readFileSync(join(plan.folder, 'parties.json'), 'utf8')) as Parties;
  const credentials = drawCredentials(parties, plan.places);
  const owner = new Client({ connectionString: plan.ownerUrl });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    // row-level security binds the owner too: the seed acts for all organisations
    const organisations = parties.organisations.map(({ id }) => id).join(',');
    await owner.query("SELECT set_config('app.organisations', $1, true)", [organisations]);
    for (const file of seedFiles(join(plan.folder, 'master-data'))) await seedFile(owner, file);
    await admitCallers(owner, accessRows(credentials, parties));
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
  return credentials;
}

interface FoundFile {
  readonly name: string;
  readonly text: string;
}

const seedFiles = (folder: string): FoundFile[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
    : [];

async function seedFile(owner: Client, { name, text }: FoundFile): Promise<void> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const { rowCount } = await owner.query('SELECT 1 FROM platform.seeded_files WHERE file = $1 AND sha256 = $2', [
    name,
    sha256,
  ]);
  if (rowCount) return;
  for (const [table, rows] of Object.entries(JSON.parse(text) as SeedFile)) await upsertRows(owner, table, rows);
  await upsertRows(owner, 'platform.seeded_files', [{ file: name, sha256 }]);
}

interface AccessRow extends SeedRow {
  readonly key_hash: string;
  readonly login?: string;
  readonly partner?: string;
  readonly password?: string;
}

function accessRows(credentials: Credentials, parties: Parties): AccessRow[] {
  const kindOf = new Map(parties.organisations.map(({ id, kind }) => [id, kind]));
  return [
    ...credentials.partners.map(({ id, organisation, kind, apiKey }) => ({
      key_hash: hashOf(apiKey),
      organisation,
      organisation_kind: kind,
      partner: id,
    })),
    ...credentials.people.map(({ login, organisation, role, apiKey, password }) => ({
      key_hash: hashOf(apiKey),
      organisation,
      organisation_kind: kindOf.get(organisation),
      login,
      role,
      password,
    })),
  ];
}

/**
 * Hashes only: keys and passwords themselves stand in `credentials.json` and nowhere else. A key of theirs that is not
 * in that file any more (it was deleted, and drawn anew) stops working.
 */
async function admitCallers(owner: Client, rows: readonly AccessRow[]): Promise<void> {
  const hashes = rows.map(({ key_hash }) => key_hash);
  await owner.query(
    `DELETE FROM gateway.api_keys WHERE (login = ANY ($1) OR partner = ANY ($2)) AND NOT key_hash = ANY ($3)`,
    [rows.flatMap(({ login }) => login ?? []), rows.flatMap(({ partner }) => partner ?? []), hashes],
  );
  const known = await owner.query<{ key_hash: string }>('SELECT key_hash FROM gateway.api_keys');
  const knownHashes = new Set(known.rows.map(({ key_hash }) => key_hash));
  const missing = rows.filter(({ key_hash }) => !knownHashes.has(key_hash));
  await upsertRows(
    owner,
    'gateway.api_keys',
    missing.map(({ password, ...row }) => ({ ...row, ...(password ? { password_hash: saltedHashOf(password) } : {}) })),
  );
}
