import type { Tx } from '@tradeloom/chassis';
import type { IsoDate } from '@tradeloom/kernel';
import type { Rate } from '../ledger/journal-entry.rules.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { postFxSharing } from '../ledger/posting.rules.ts';
import type { PlannedShipment } from '../payment-plans/payment-plan.rules.ts';
import { FxAgreements } from './fx-agreement.table.ts';
import { movedBetween, openSharing, rateOfDay, settleSharing } from './fx-sharing.rules.ts';
import { FxSharings } from './fx-sharing.table.ts';

interface Shipped {
  readonly trader: string;
  readonly factory: string;
  readonly orderId: string;
  readonly shipment: PlannedShipment;
}

/** Where trader and factory agreed on a band, the rate of the on-board date settles this shipment's value. */
export const shareFxOfShipment = async (tx: Tx, { trader, factory, orderId, shipment }: Shipped): Promise<void> => {
  const agreements = await tx.find(FxAgreements, { trader, factory });
  const agreement = agreements.find(({ pair }) => pair.startsWith(`${shipment.invoice.currency}-`));
  if (!agreement) return;
  const { id } = await tx.add(FxSharings, openSharing(agreement, agreement, orderId, shipment));
  await settle(tx, id);
};

const touched = `
  select id from fx_sharings
   where trader = $1 and pair = $2
     and ((rate is null and on_board <= $3) or (rate is not null and on_board >= $3 and rate ->> 'date' <= $3::text))
   order by id`;

/** A rate was set: what waited for it is settled, and what was settled at an older or another rate is corrected. */
export const settleFxAt = async (tx: Tx, trader: string, pair: string, day: IsoDate): Promise<void> => {
  const found = await tx.query<{ id: string }>(touched, [trader, pair, day]);
  for (const { id } of found) await settle(tx, id);
};

const around = `
  (select pair, rate::text, kind, date, source from exchange_rates
    where organisation = $1 and pair = $2 and kind = 'spot' and date <= $3 order by date desc limit 1)
  union all
  (select pair, rate::text, kind, date, source from exchange_rates
    where organisation = $1 and pair = $2 and kind = 'spot' and date > $3 order by date limit 1)`;

const settle = async (tx: Tx, id: string): Promise<void> => {
  const before = await tx.one(FxSharings, id);
  const rates = await tx.query<Rate>(around, [before.trader, before.pair, before.onBoard]);
  const after = await tx.change(FxSharings, id, settleSharing(rateOfDay(rates, before.onBoard)));
  const moved = movedBetween(before, after);
  if (moved) await postEntry(tx, postFxSharing(after, moved));
};
