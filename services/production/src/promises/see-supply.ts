import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { Calendars } from '../calendars/calendar.table.ts';
import { Resources } from '../capacities/resource.table.ts';
import { Items } from '../items/item.table.ts';
import { Stocks } from '../stocks/stock.table.ts';
import { heldSlots, isOverOn, releaseOn } from './change-hold.rules.ts';
import { ChangeHolds } from './change-hold.table.ts';
import { release } from './keep-bookings.ts';
import type { Slot, Supply } from './supply.rules.ts';

/** Reads what a promise of these items depends on. */
export const seeSupply = async (tx: Tx, factory: string, codes: readonly string[]): Promise<Supply> => {
  const items = await tx.find(Items, { factory, code: In([...codes]) }, { id: 'ASC' });
  const lines = items.flatMap((item) => item.resource ?? []);
  const resources = await tx.find(Resources, { factory, code: In(lines) }, { id: 'ASC' });
  const calendars = await tx.find(Calendars, { id: In(resources.map((r) => r.calendar)) });
  const stocks = await tx.find(Stocks, { factory, item: In(items.map((i) => i.code)) }, { id: 'ASC' });
  const booked = await tx.query<Slot>(
    'select supply, day, booked as quantity from bookings where supply = any($1) and booked > 0',
    [[...resources, ...stocks].map((s) => s.id)],
  );
  return { factory, items, resources, calendars, stocks, booked };
};

/**
 * The same for a promise that is to be kept: first locks the rows of the resources and then of the stocks, each
 * in the order of their ids, so that no two promises read the same free day and none waits for the other in a
 * circle. What is read after the locks is what the last promise left (READ COMMITTED, each statement anew).
 */
export const lockSupply = async (tx: Tx, factory: string, codes: readonly string[]): Promise<Supply> => {
  const resources = await tx.query<{ id: string }>(
    `select id from resources where factory = $1 and code in (select resource from items where factory = $1 and code = any($2))
      order by id for update`,
    [factory, codes],
  );
  const stocks = await tx.query<{ id: string }>(
    'select id from stocks where factory = $1 and item = any($2) order by id for update',
    [factory, codes],
  );
  await giveBackExpired(tx, new Set([...resources, ...stocks].map(({ id }) => id)));
  return seeSupply(tx, factory, codes);
};

/** Holds whose time is over by the database's clock, as far as they stand on the locked supplies. */
const giveBackExpired = async (tx: Tx, locked: ReadonlySet<string>): Promise<void> => {
  const held = await tx.find(ChangeHolds, { status: 'held' }, { id: 'ASC' });
  for (const hold of held.filter((one) => isOverOn(one, locked, tx.at))) {
    const mine = heldSlots(hold).filter(({ supply }) => locked.has(supply));
    await tx.change(ChangeHolds, hold.id, releaseOn(locked));
    await release(tx, mine);
  }
};
