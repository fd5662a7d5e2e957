import type { Tx } from '@tradeloom/chassis';
import type { IsoDate } from '@tradeloom/kernel';
import type { Rate } from '../ledger/journal-entry.rules.ts';

/** The latest spot rate of every pair that an organisation knew on a day. */
export const ratesOn = (tx: Tx, organisation: string, day: IsoDate): Promise<Rate[]> =>
  tx.query<Rate>(
    `select distinct on (pair) pair, rate::text, kind, date, source
       from exchange_rates
      where organisation = $1 and kind = 'spot' and date <= $2 order by pair, date desc`,
    [organisation, day],
  );
