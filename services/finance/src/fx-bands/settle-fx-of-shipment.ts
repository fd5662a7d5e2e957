import type { Tx } from '@tradeloom/chassis';
import { ratesOn } from '../exchange-rates/rates-on.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { postFxSharing } from '../ledger/posting.rules.ts';
import type { PlannedShipment } from '../payment-plans/payment-plan.rules.ts';
import { FxAgreements } from './fx-agreement.table.ts';
import { settleFx } from './fx-band.rules.ts';

interface Shipped {
  readonly trader: string;
  readonly factory: string;
  readonly orderId: string;
  readonly shipment: PlannedShipment;
}

/** Where trader and factory agreed on a band, the rate of the on-board date settles this shipment's value. */
export const settleFxOfShipment = async (tx: Tx, { trader, factory, orderId, shipment }: Shipped): Promise<void> => {
  const { invoice, onBoard } = shipment;
  const agreements = await tx.find(FxAgreements, { trader, factory });
  const agreement = agreements.find(({ pair }) => pair.startsWith(`${invoice.currency}-`));
  const spot = agreement && (await ratesOn(tx, trader, onBoard)).find(({ pair }) => pair === agreement.pair);
  if (!agreement || !spot) return;
  const priceCurrency = agreement.pair.slice(invoice.currency.length + 1);
  const settled = settleFx(agreement, spot.rate, invoice.amount, priceCurrency);
  await postEntry(tx, postFxSharing(trader, orderId, shipment, settled));
};
