import { decimal, type IsoDate, total } from '@tradeloom/kernel';
import type { Band, Criterion, Weight } from '../policies/policy.rules.ts';

/** Sub-scores 0-100 per criterion; null where the period has no data. */
export type SubScores = Readonly<Partial<Record<Criterion, string | null>>>;

/**
 * The weighted score with two decimals. Criteria without data step aside and the others share their weight;
 * without any data there is no score.
 */
export const scoreOf = (weights: readonly Weight[], subScores: SubScores): string | null => {
  const known = weights.flatMap(({ criterion, weight }) => {
    const score = subScores[criterion] ?? null;
    return score === null ? [] : [{ weight, score }];
  });
  const shared = total(known.map(({ weight }) => weight));
  if (decimal(shared).isZero()) return null;
  const sum = total(known.map(({ weight, score }) => decimal(weight).times(score)));
  return decimal(sum).div(shared).toFixed(2);
};

/** The band of the score as shown; the top band includes 100. */
export const bandOf = (bands: readonly Band[], score: string): Band | undefined =>
  bands.find(
    ({ from, to }) =>
      decimal(score).gte(from) && (decimal(score).lt(to) || (decimal(to).eq(100) && decimal(score).eq(100))),
  );

const rollingPeriods = 12;

/** Months from `older` to `newer`, both `2026-12`. */
const monthsBetween = (older: string, newer: string): number => {
  const months = (period: string): number => {
    const [year = 0, month = 0] = period.split('-').map(Number);
    return year * 12 + month;
  };
  return months(newer) - months(older);
};

export interface PeriodScore {
  readonly period: string;
  readonly score: string | null;
}

/** The last twelve periods, the newest weighing 12/12, the one before 11/12 and so on; one decimal. */
export const rollingScore = (scores: readonly PeriodScore[], newest: string): string | null => {
  const weighed = scores.flatMap(({ period, score }) => {
    const age = monthsBetween(period, newest);
    return score === null || age < 0 || age >= rollingPeriods ? [] : [{ weight: rollingPeriods - age, score }];
  });
  if (weighed.length === 0) return null;
  const sum = total(weighed.map(({ weight, score }) => decimal(score).times(weight)));
  return decimal(sum)
    .div(total(weighed.map(({ weight }) => weight)))
    .toFixed(1);
};

export const periodOf = (date: IsoDate): string => date.slice(0, 7);
