import type { Stack } from '@tradeloom/stack';
import { Client } from 'pg';

/** Row-level security binds the owner of the schemas too: it looks on behalf of all organisations. */
export const asOwner = async <T>({ ownerUrl }: Stack, work: (owner: Client) => Promise<T>): Promise<T> => {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`select set_config('app.organisations', string_agg(id, ','), false) from gateway.organisations`);
    return await work(owner);
  } finally {
    await owner.end();
  }
};
