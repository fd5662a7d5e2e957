import { type Decision, decimal, type IsoDate, type Money, money, type Outcome, unchanged } from '@tradeloom/kernel';
import type { Rate } from '../ledger/journal-entry.rules.ts';
import type { PlannedShipment } from '../payment-plans/payment-plan.rules.ts';
import { type FxBand, settleFx } from './fx-band.rules.ts';

/** What trader and factory share of one shipment's exchange rate. Open while the rate of its day is not known. 汇率共担 */
export interface FxSharing {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly trader: string;
  readonly factory: string;
  readonly orderId: string;
  readonly shipmentId: string;
  readonly shipmentNumber: string;
  readonly pair: string;
  /** as it was agreed when the goods went on board */
  readonly band: FxBand;
  readonly shipped: Money;
  readonly onBoard: IsoDate;
  readonly rate: Rate | null;
  /** positive: the factory receives so much more; negative: it gives up; null while open */
  readonly adjustment: Money | null;
  readonly postings: number;
}

export interface Sharers {
  readonly trader: string;
  readonly factory: string;
  readonly pair: string;
}

export const openSharing = (
  { trader, factory, pair }: Sharers,
  { base, low, high, factoryShare, form }: FxBand,
  orderId: string,
  { shipmentId, number, invoice, onBoard }: Pick<PlannedShipment, 'shipmentId' | 'number' | 'invoice' | 'onBoard'>,
): Outcome<FxSharing> => ({
  state: {
    id: `${orderId}:${shipmentId}`,
    version: 0,
    parties: [trader, factory],
    trader,
    factory,
    orderId,
    shipmentId,
    shipmentNumber: number,
    pair,
    band: { base, low, high, factoryShare, form },
    shipped: invoice,
    onBoard,
    rate: null,
    adjustment: null,
    postings: 0,
  },
  events: [],
});

/**
 * The rate of the on-board day is known once one of that day or of a later one is: until then the latest before it may
 * still be followed by another. A rate that comes later yet, or is corrected, settles the difference.
 */
export const rateOfDay = (rates: readonly Rate[], onBoard: IsoDate): Rate | null => {
  const own = rates.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const newest = own.at(-1);
  return newest && newest.date >= onBoard ? (own.findLast(({ date }) => date <= onBoard) ?? null) : null;
};

export const settleSharing =
  (rate: Rate | null): Decision<FxSharing> =>
  (sharing) => {
    if (rate === null) return unchanged(sharing);
    const priceCurrency = sharing.pair.slice(sharing.shipped.currency.length + 1);
    const { factoryAdjustment } = settleFx(sharing.band, rate.rate, sharing.shipped.amount, priceCurrency);
    const same = sharing.rate?.date === rate.date && decimal(sharing.rate.rate).eq(rate.rate);
    if (same) return unchanged(sharing);
    const state = { ...sharing, rate, adjustment: factoryAdjustment, postings: sharing.postings + 1 };
    return { state, events: [] };
  };

/** What the books do not say yet. */
export const movedBetween = (before: FxSharing, after: FxSharing): Money | null =>
  after.postings === before.postings || after.adjustment === null
    ? null
    : money(decimal(after.adjustment.amount).minus(before.adjustment?.amount ?? 0), after.adjustment.currency);
