import type { Tx } from '@tradeloom/chassis';
import { Bookings } from './bookings.rules.ts';
import type { Slot } from './supply.rules.ts';

const columns = (slots: readonly Slot[]): [string[], string[], string[]] => {
  const summed = new Bookings(slots);
  const supplies = [...new Set(slots.map((s) => s.supply))].sort();
  const rows = supplies.flatMap((supply) =>
    summed.days(supply).map((day) => ({ supply, day, quantity: summed.on(supply, day).toFixed() })),
  );
  return [rows.map((r) => r.supply), rows.map((r) => r.day), rows.map((r) => r.quantity)];
};

/** Books slots beside what is booked. The caller holds the locks of their resources and stocks. */
export const book = async (tx: Tx, slots: readonly Slot[]): Promise<void> => {
  if (slots.length === 0) return;
  await tx.query(
    `insert into bookings (supply, day, booked, parties)
     select s.supply, s.day, s.quantity,
            coalesce((select parties from resources where id = s.supply), (select parties from stocks where id = s.supply))
       from unnest($1::text[], $2::date[], $3::numeric[]) as s (supply, day, quantity)
     on conflict (supply, day) do update set booked = bookings.booked + excluded.booked`,
    columns(slots),
  );
};

/** Gives booked slots back. */
export const release = async (tx: Tx, slots: readonly Slot[]): Promise<void> => {
  if (slots.length === 0) return;
  await tx.query(
    `update bookings set booked = bookings.booked - s.quantity
       from unnest($1::text[], $2::date[], $3::numeric[]) as s (supply, day, quantity)
      where bookings.supply = s.supply and bookings.day = s.day`,
    columns(slots),
  );
};

/** One plan takes the place of another. */
export const rebook = async (tx: Tx, before: readonly Slot[], after: readonly Slot[]): Promise<void> => {
  await release(tx, before);
  await book(tx, after);
};
