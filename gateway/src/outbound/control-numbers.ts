import type { Tx } from '@tradeloom/chassis';
import type { Partner } from '../partners/partner.table.ts';

/** ISA13 and GS06 have nine digits and then begin again. */
const wrapAt = 999_999_999;

/** Draws the next control number for a partner: gap-free, because the row stays locked until the file is kept. */
export const nextControl = async (
  tx: Tx,
  { id, parties }: Partner,
  level: 'interchange' | 'group',
): Promise<number> => {
  const [row] = await tx.query<{ last: string }>(
    `insert into control_numbers (partner, level, last, parties) values ($1, $2, 1, $3)
     on conflict (partner, level) do update set last = case when control_numbers.last >= ${wrapAt} then 1 else control_numbers.last + 1 end
     returning last`,
    [id, level, parties],
  );
  if (!row) throw new Error(`no ${level} control number for ${id}`);
  return Number(row.last);
};
