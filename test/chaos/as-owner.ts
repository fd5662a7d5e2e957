import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, type Stack } from '@tradeloom/stack';
import { Client } from 'pg';

interface Parties {
  readonly organisations: readonly { readonly id: string }[];
}

const everybody = (): string =>
  (JSON.parse(readFileSync(join(checkout, 'deploy/demo/parties.json'), 'utf8')) as Parties).organisations
    .map(({ id }) => id)
    .join(',');

/** Row-level security binds the owner of the schemas too: it looks on behalf of all organisations. */
export const asOwner = async <T>({ ownerUrl }: Stack, work: (owner: Client) => Promise<T>): Promise<T> => {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`select set_config('app.organisations', $1, false)`, [everybody()]);
    return await work(owner);
  } finally {
    await owner.end();
  }
};
