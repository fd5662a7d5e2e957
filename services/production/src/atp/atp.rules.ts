import { decimal } from '@tradeloom/kernel';

type Amount = ReturnType<typeof decimal>;

/** Supply and booked demand of one item, bucket by bucket; `onHand` stands before the first. Decimal strings. */
export interface SupplyAndDemand {
  readonly onHand: string;
  readonly supplies: readonly string[];
  readonly demands: readonly string[];
}

export type AtpRow = readonly string[];

const zero = decimal(0);
const text = (row: readonly Amount[]): AtpRow => row.map((a) => a.toFixed());
const amounts = (row: AtpRow): Amount[] => row.map((a) => decimal(a));
const least = (a: Amount, b: Amount): Amount => (a.lt(b) ? a : b);

/**
 * APICS: what a supply leaves after the demand that falls before the next supply, shown in the supply's
 * bucket (the stock on hand is the first bucket's supply); other buckets show 0.
 */
export const discrete = ({ onHand, supplies, demands }: SupplyAndDemand): AtpRow => {
  const row = supplies.map(() => zero);
  let holder = 0;
  supplies.forEach((supply, t) => {
    const arriving = t === 0 ? decimal(onHand).plus(supply) : decimal(supply);
    if (t === 0 || arriving.gt(0)) holder = t;
    row[holder] = (row[holder] ?? zero).plus(arriving).minus(demands[t] ?? 0);
  });
  return text(row);
};

const cover = (row: AtpRow, order: (short: number) => readonly number[]): AtpRow => {
  const covered = amounts(row);
  covered.forEach((_, t) => {
    for (const donor of order(t)) {
      const short = covered[t] ?? zero;
      const free = covered[donor] ?? zero;
      if (short.gte(0)) return;
      if (free.lte(0)) continue;
      const taken = least(short.neg(), free);
      covered[donor] = free.minus(taken);
      covered[t] = short.plus(taken);
    }
  });
  return text(covered);
};

/** Backward consumption: a negative bucket is covered from earlier ones, the latest first. */
export const backward = (row: AtpRow): AtpRow => cover(row, (t) => Array.from({ length: t }, (_, i) => t - 1 - i));

/** Forward consumption: a negative bucket is covered from later ones, the earliest first. */
export const forward = (row: AtpRow): AtpRow =>
  cover(row, (t) => Array.from({ length: row.length - t - 1 }, (_, i) => t + 1 + i));

/** Accumulation: what is left over is carried forward, a shortage is not. */
export const accumulate = (row: AtpRow): AtpRow => {
  let carried = zero;
  return text(
    amounts(row).map((a) => {
      const here = carried.plus(a);
      carried = here.gt(0) ? here : zero;
      return here;
    }),
  );
};

/** Cumulative without look-ahead: on hand and all supply so far, less all demand so far. */
export const cumulative = ({ onHand, supplies, demands }: SupplyAndDemand): AtpRow => {
  let running = decimal(onHand);
  return text(
    supplies.map((supply, t) => {
      running = running.plus(supply).minus(demands[t] ?? 0);
      return running;
    }),
  );
};

/**
 * Cumulative with look-ahead, in Infor LN's two steps: the uncorrected row, then in each bucket the least of
 * what stands there or later. It never falls over time, so what it shows can be given away without taking
 * anything from a promise already made.
 */
export const cumulativeWithLookAhead = (position: SupplyAndDemand): AtpRow => {
  const row = amounts(cumulative(position));
  for (let t = row.length - 2; t >= 0; t--) row[t] = least(row[t] ?? zero, row[t + 1] ?? zero);
  return text(row);
};

export const atpRules = {
  discrete,
  backward: (position: SupplyAndDemand) => backward(discrete(position)),
  forward: (position: SupplyAndDemand) => forward(discrete(position)),
  accumulate: (position: SupplyAndDemand) => accumulate(discrete(position)),
  cumulative,
  'cumulative-look-ahead': cumulativeWithLookAhead,
} as const satisfies Record<string, (position: SupplyAndDemand) => AtpRow>;

export type AtpRule = keyof typeof atpRules;
