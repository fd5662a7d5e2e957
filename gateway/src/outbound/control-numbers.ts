import type { Tx } from '@tradeloom/chassis';
import type { Controls, Numbering } from '../profiles/profile.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';

/** Answers the first of so many control numbers in a row. */
export type DrawControl = (level: keyof Controls, count?: number) => Promise<number>;

const periodOf = ({ reset }: Numbering, today: string): string | null =>
  reset === 'never' ? null : today.slice(0, reset === 'daily' ? 10 : 4);

/**
 * Draws the next control numbers for a partner: gap-free, because the row stays locked until the file is kept. A series
 * begins anew behind its last number, outside its range, and with a new period.
 */
export const controlsOf =
  (tx: Tx, { id, parties, profile }: ProfiledPartner): DrawControl =>
  async (level, count = 1) => {
    const numbering = profile.controls[level];
    const { first, last } = numbering;
    const [row] = await tx.query<{ last: string }>(
      `insert into control_numbers as known (partner, level, last, parties, period) values ($1, $2, $4::bigint + $6::int - 1, $3, $7)
       on conflict (partner, level) do update set period = excluded.period, last = case
         when known.last + $6 > $5::bigint or known.last + 1 < $4 or known.period <> excluded.period then excluded.last
         else known.last + $6 end
       returning last`,
      [id, level, parties, first, last, count, periodOf(numbering, tx.today)],
    );
    if (!row) throw new Error(`no ${level} control number for ${id}`);
    return Number(row.last) - count + 1;
  };
