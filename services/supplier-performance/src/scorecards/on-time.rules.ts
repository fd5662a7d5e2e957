import { addDays, decimal, type IsoDate, total } from '@tradeloom/kernel';
import type { Tolerance } from '../policies/policy.rules.ts';

/** One order line (an agreed schedule is a line of its own) with the event dates of its receipts. */
export interface DueLine {
  readonly ref: string;
  /** The confirmed date that is measured against. */
  readonly due: IsoDate;
  readonly ordered: string;
  readonly receipts: readonly { readonly on: IsoDate; readonly quantity: string }[];
}

export interface LineTimeliness {
  readonly ref: string;
  readonly due: IsoDate;
  readonly ordered: string;
  /** Received inside the window; what came beyond the ordered quantity is capped in the measures. */
  readonly inWindow: string;
  readonly onTime: boolean;
  /** On time, and not over-delivered beyond the tolerance. */
  readonly inFull: boolean;
}

export interface OnTime {
  readonly linesDue: number;
  readonly lines: readonly LineTimeliness[];
  /** Percentages with two decimals; null without a due line: no data is not 100. */
  readonly byLine: string | null;
  readonly byQuantity: string | null;
  readonly inFull: string | null;
}

export const percentOf = (part: string | number, whole: string | number): string | null =>
  decimal(whole).isZero() ? null : decimal(part).times(100).div(whole).toFixed(2);

const least = (a: string, b: string): string => (decimal(a).lt(b) ? a : b);

const timelinessOf = ({ ref, due, ordered, receipts }: DueLine, tolerance: Tolerance): LineTimeliness => {
  const { earlyDays, lateDays, shortPercent, overPercent } = tolerance;
  const opens = earlyDays === null ? '' : addDays(due, -earlyDays);
  const closes = addDays(due, lateDays);
  const inWindow = total(receipts.filter(({ on }) => on >= opens && on <= closes).map(({ quantity }) => quantity));
  const onTime = decimal(inWindow).gte(decimal(ordered).times(decimal(100).minus(shortPercent)).div(100));
  const received = total(receipts.map(({ quantity }) => quantity));
  const most = decimal(ordered).times(decimal(100).plus(overPercent)).div(100);
  return { ref, due, ordered, inWindow, onTime, inFull: onTime && decimal(received).lte(most) };
};

/** Due when the window has closed; a line delivered in full before that counts as soon as it is. */
const isDue = ({ due, ordered, receipts }: DueLine, { lateDays }: Tolerance, asOf: IsoDate): boolean =>
  addDays(due, lateDays) <= asOf || decimal(total(receipts.map(({ quantity }) => quantity))).gte(ordered);

/**
 * On-time delivery by line (the whole quantity inside the window) and by quantity. Nothing delivered on a due line is
 * late; over-delivery is capped; the dates are those of the events, never of their entry.
 */
export const onTime = (lines: readonly DueLine[], tolerance: Tolerance, asOf: IsoDate): OnTime => {
  const due = lines.filter((line) => isDue(line, tolerance, asOf)).map((line) => timelinessOf(line, tolerance));
  const quantityOnTime = total(due.map(({ inWindow, ordered }) => least(inWindow, ordered)));
  return {
    linesDue: due.length,
    lines: due,
    byLine: percentOf(due.filter((line) => line.onTime).length, due.length),
    byQuantity: percentOf(quantityOnTime, total(due.map(({ ordered }) => ordered))),
    inFull: percentOf(due.filter((line) => line.inFull).length, due.length),
  };
};
