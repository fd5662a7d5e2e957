import { addDays, decimal, type IsoDate, total } from '@tradeloom/kernel';
import type { Bucket } from './forecast.rules.ts';

/** What a customer has ordered of the item for a day. */
export interface Demand {
  readonly date: IsoDate;
  readonly quantity: string;
}

export interface ConsumedBucket extends Bucket {
  readonly consumed: string;
  /** What is planned and not yet ordered. */
  readonly left: string;
}

export interface Consumption<B extends Bucket = Bucket> {
  readonly buckets: readonly (B & ConsumedBucket)[];
  /** Ordered, and not foreseen. */
  readonly beyond: string;
}

/** How far from its day an order may look for the forecast that it is a part of. */
export const windows = { backwardDays: 30, forwardDays: 30 } as const;

type Open<B> = { readonly bucket: B; left: ReturnType<typeof decimal> };
type Pass = <B extends Bucket>(buckets: readonly Open<B>[], date: IsoDate) => Open<B>[];

const own: Pass = (buckets, date) => buckets.filter(({ bucket }) => bucket.from <= date && bucket.until >= date);
const backward: Pass = (buckets, date) =>
  buckets
    .filter(({ bucket }) => bucket.until < date && bucket.until >= addDays(date, -windows.backwardDays))
    .toSorted((a, b) => b.bucket.until.localeCompare(a.bucket.until));
const forward: Pass = (buckets, date) =>
  buckets
    .filter(({ bucket }) => bucket.from > date && bucket.from <= addDays(date, windows.forwardDays))
    .toSorted((a, b) => a.bucket.from.localeCompare(b.bucket.from));

/**
 * Forecast consumption (APICS; backward/forward consumption): an order first takes from the forecast of its own day,
 * then from the nearest before it, then from the nearest after it, within the windows. All orders take from their own
 * days before any looks further, so that none takes what another foresaw. What is left is to be expected still.
 */
export const consume = <B extends Bucket>(buckets: readonly B[], demands: readonly Demand[]): Consumption<B> => {
  const open: Open<B>[] = buckets.map((bucket) => ({ bucket, left: decimal(bucket.quantity) }));
  const wants = demands
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ date, quantity }) => ({ date, left: decimal(quantity) }));
  for (const pass of [own, backward, forward]) {
    for (const want of wants) {
      for (const supply of pass(open, want.date)) {
        const taken = want.left.lt(supply.left) ? want.left : supply.left;
        want.left = want.left.minus(taken);
        supply.left = supply.left.minus(taken);
      }
    }
  }
  return {
    buckets: open.map(({ bucket, left }) => ({
      ...bucket,
      consumed: decimal(bucket.quantity).minus(left).toFixed(),
      left: left.toFixed(),
    })),
    beyond: total(wants.map(({ left }) => left)),
  };
};
