import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Credentials, drawCredentials, hashOf, type Parties } from './credentials.ts';
import { upsertRows, type SeedRow } from './database/upsert-rows.ts';
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
    await upsertRows(owner, 'gateway.api_keys', apiKeys(credentials, parties));
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
  const { rowCount } = await owner.query('SELECT 1 FROM platform.seeded_files WHERE file = $1 AND sha256 = $2', [name, sha256]);
  if (rowCount) return;
  for (const [table, rows] of Object.entries(JSON.parse(text) as SeedFile)) await upsertRows(owner, table, rows);
  await upsertRows(owner, 'platform.seeded_files', [{ file: name, sha256 }]);
}

/** Hashes only: the keys themselves stand in `credentials.json` and nowhere else. */
function apiKeys(credentials: Credentials, parties: Parties): SeedRow[] {
  const kindOf = new Map(parties.organisations.map(({ id, kind }) => [id, kind]));
  return [
    ...credentials.partners.map(({ id, organisation, kind, apiKey }) => ({
      key_hash: hashOf(apiKey),
      organisation,
      organisation_kind: kind,
      partner: id,
    })),
    ...credentials.people.map(({ login, organisation, role, apiKey }) => ({
      key_hash: hashOf(apiKey),
      organisation,
      organisation_kind: kindOf.get(organisation),
      login,
      role,
    })),
  ];
}
