import type { Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import type { Party } from './party.rules.ts';

export const partyOf = async (tx: Tx, id: string): Promise<Party> => {
  const [party] = await tx.query<Party>(
    `select id, name_en as "nameEn", name_zh as "nameZh", address_en as "addressEn", address_zh as "addressZh",
            country, uscc, customs_code as "customsCode"
       from organisations where id = $1`,
    [id],
  );
  if (!party) throw notFound('organisation', id);
  return party;
};

export const isKnownParty = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.query('select 1 from organisations where id = $1', [id])).length > 0;
