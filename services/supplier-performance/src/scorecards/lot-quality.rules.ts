import { decimal } from '@tradeloom/kernel';
import { percentOf } from './on-time.rules.ts';

/** Rejected pieces per million received; null without receipts: that is not 0. */
export const ppm = (received: string | number, rejected: string | number): string | null =>
  decimal(received).isZero() ? null : decimal(rejected).times(1_000_000).div(received).toFixed(0);

export interface JudgedLot {
  readonly verdict: string;
  readonly attempt: number;
}

/** Lots that nobody had to present twice. */
export const firstPresentations = <Lot extends JudgedLot>(lots: readonly Lot[]): Lot[] =>
  lots.filter(({ attempt }) => attempt === 1);

/** Share of lots accepted on their first presentation; a lot presented again counts once, by its first result. */
export const lotAcceptance = (lots: readonly JudgedLot[]): string | null => {
  const first = firstPresentations(lots);
  return percentOf(first.filter(({ verdict }) => verdict === 'accepted').length, first.length);
};
