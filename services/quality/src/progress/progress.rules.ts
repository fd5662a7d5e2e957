import type { production } from '@tradeloom/contracts';
import { decimal, type Outcome, unchanged } from '@tradeloom/kernel';
import type { KnownOrder } from '../orders/order.rules.ts';

/** How far one delivery is: cumulative good pieces finished and packed. */
export interface Progress {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly orderId: string;
  readonly lineId: string;
  readonly scheduleId: string;
  readonly finished: string;
  readonly finishedAsOf: string | null;
  readonly packed: string;
  readonly packedAsOf: string | null;
}

export type ProgressKey = Pick<Progress, 'orderId' | 'lineId' | 'scheduleId'>;

export const progressId = ({ orderId, lineId, scheduleId }: ProgressKey): string =>
  `${orderId}.${lineId}.${scheduleId}`;

export const blankProgress = (
  { orderId, lineId, scheduleId }: ProgressKey,
  order: Pick<KnownOrder, 'trader' | 'factory'>,
): Progress => ({
  id: progressId({ orderId, lineId, scheduleId }),
  version: 0,
  parties: [order.trader, order.factory],
  orderId,
  lineId,
  scheduleId,
  finished: '0',
  finishedAsOf: null,
  packed: '0',
  packedAsOf: null,
});

/** Takes over a milestone of the factory's own work; a report older than the known one changes nothing. */
export const followProgress =
  ({ milestone, good, asOf }: Pick<production.ProgressReported, 'milestone' | 'good' | 'asOf'>) =>
  (progress: Progress): Outcome<Progress> => {
    const isNews = (known: string | null): boolean => known === null || Date.parse(known) <= Date.parse(asOf);
    if (milestone === 'finished' && isNews(progress.finishedAsOf)) {
      return { state: { ...progress, finished: good, finishedAsOf: asOf }, events: [] };
    }
    if (milestone === 'packed' && isNews(progress.packedAsOf)) {
      return { state: { ...progress, packed: good, packedAsOf: asOf }, events: [] };
    }
    return unchanged(progress);
  };

type Made = Pick<Progress, 'finished' | 'packed'>;

/** DUPRO falls due when half of the delivery is finished and nothing is packed yet. */
export const duproFallsDue = ({ finished, packed }: Made, quantity: string): boolean =>
  decimal(finished).times(2).gte(quantity) && decimal(packed).isZero();

/** A final inspection needs everything finished and at least 80 % packed. */
export const finalMayBegin = ({ finished, packed }: Made, quantity: string): boolean =>
  decimal(finished).gte(quantity) && decimal(packed).times(100).gte(decimal(quantity).times(80));
