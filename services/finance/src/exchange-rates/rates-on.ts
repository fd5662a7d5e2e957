import type { Tx } from '@tradeloom/chassis';
import type { IsoDate } from '@tradeloom/kernel';
import type { Rate } from '../ledger/journal-entry.rules.ts';

/** The latest spot rate of every pair, as known on a day. */
export const ratesOn = (tx: Tx, day: IsoDate): Promise<Rate[]> =>
  tx.query<Rate>(
    `select distinct on (pair) pair, rate::text, kind, date, source
       from exchange_rates where kind = 'spot' and date <= $1 order by pair, date desc`,
    [day],
  );
