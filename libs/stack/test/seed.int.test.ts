import { scryptSync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Credentials, hashOf } from '../src/credentials.ts';
import { type MigratedDatabase } from '../src/migrate.ts';
import { seed } from '../src/seed.ts';
import { type TestDatabase, testDatabase, withClient } from './database.ts';
import { emptyState } from './state.ts';

describe('the seed', () => {
  const places = emptyState('seed');
  const folder = join(places.state, 'demo');
  let database: TestDatabase;
  let migrated: MigratedDatabase;

  const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));
  const sow = (): Promise<Credentials> => seed({ ownerUrl: migrated.ownerUrl, folder, places });
  const partner = () =>
    withClient(database.url, async (client) => {
      const { rows } = await client.query('SELECT profile, note FROM gateway.partners');
      return rows;
    });
  const partners = (city: string) => ({
    'gateway.partners': [{ id: 'erp', parties: ['north', 'south'], profile: { names: ['甲', 'B'], city } }],
  });

  beforeAll(async () => {
    database = await testDatabase(places);
    migrated = await database.migrate();
    mkdirSync(join(folder, 'master-data'), { recursive: true });
    write('parties.json', {
      organisations: [
        { id: 'north', kind: 'customer' },
        { id: 'south', kind: 'factory' },
      ],
      partners: [{ id: 'erp', organisation: 'north' }],
      people: [{ login: 'li.na', organisation: 'south', role: 'planner' }],
    });
    write('master-data/partners.json', partners('宁波'));
  }, 60_000);
  afterAll(() => database.drop());

  it('writes master data under row-level security, and keys as hashes only', async () => {
    const { partners: systems, people } = await sow();
    expect(await partner()).toEqual([{ profile: { names: ['甲', 'B'], city: '宁波' }, note: null }]);
    expect(systems).toEqual([
      {
        id: 'erp',
        organisation: 'north',
        kind: 'customer',
        apiKey: expect.stringMatching(/^tl_demo_erp_[0-9a-f]{32}$/),
      },
    ]);
    expect(people).toEqual([
      {
        login: 'li.na',
        organisation: 'south',
        role: 'planner',
        apiKey: expect.stringMatching(/^tl_demo_li\.na_[0-9a-f]{32}$/),
        password: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
    expect(JSON.parse(readFileSync(join(places.state, 'credentials.json'), 'utf8'))).toEqual({
      partners: systems,
      people,
    });
    const { rows } = await withClient(database.url, (client) =>
      client.query(
        'SELECT key_hash, organisation_kind, login, role, partner FROM gateway.api_keys ORDER BY organisation',
      ),
    );
    expect(rows).toEqual([
      { key_hash: hashOf(systems[0]!.apiKey), organisation_kind: 'customer', login: null, role: null, partner: 'erp' },
      {
        key_hash: hashOf(people[0]!.apiKey),
        organisation_kind: 'factory',
        login: 'li.na',
        role: 'planner',
        partner: null,
      },
    ]);
  });

  it('keeps the keys of earlier starts, and what was changed since', async () => {
    const before = await sow();
    await withClient(database.url, (client) =>
      client.query("UPDATE gateway.partners SET note = 'kept', profile = '{}'"),
    );
    expect(await sow()).toEqual(before);
    expect(await partner()).toEqual([{ profile: {}, note: 'kept' }]);
  });

  it("stores a person's password salted, and never the password", async () => {
    const { people } = await sow();
    const { rows } = await withClient(database.url, (client) =>
      client.query<{ password_hash: string }>("SELECT password_hash FROM gateway.api_keys WHERE login = 'li.na'"),
    );
    const [, N, r, p, salt = '', hash] = rows[0]!.password_hash.split('$');
    const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: 64 * 1024 * 1024 };
    expect(scryptSync(people[0]!.password, Buffer.from(salt, 'hex'), 32, cost).toString('hex')).toBe(hash);
  });

  it('draws new keys when the credentials are gone, and ends the old ones', async () => {
    const before = await sow();
    rmSync(join(places.state, 'credentials.json'));
    const after = await sow();
    expect(after.people[0]!.apiKey).not.toBe(before.people[0]!.apiKey);
    const { rows } = await withClient(database.url, (client) =>
      client.query<{ key_hash: string }>('SELECT key_hash FROM gateway.api_keys'),
    );
    const keys = [...after.partners, ...after.people].map(({ apiKey }) => hashOf(apiKey));
    expect(rows.map(({ key_hash }) => key_hash).sort()).toEqual(keys.sort());
  });

  it('reads a file again when it has changed, and leaves alone the columns that it does not name', async () => {
    write('master-data/partners.json', partners('上海'));
    await sow();
    expect(await partner()).toEqual([{ profile: { names: ['甲', 'B'], city: '上海' }, note: 'kept' }]);
  });

  it('writes nothing at all when one row is wrong', async () => {
    write('master-data/partners.json', {
      'gateway.partners': [{ id: 'other', parties: ['north'] }],
      'gateway.none': [{ a: 1 }],
    });
    await expect(sow()).rejects.toThrow('no table gateway.none');
    expect(await partner()).toHaveLength(1);
  });
});
