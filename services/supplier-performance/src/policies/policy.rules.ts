import { decimal, must, total } from '@tradeloom/kernel';

export type Criterion = 'delivery' | 'quality' | 'response' | 'cost' | 'communication';
export const criteria: readonly Criterion[] = ['delivery', 'quality', 'response', 'cost', 'communication'];

export interface Weight {
  readonly criterion: Criterion;
  /** Percent of the score. */
  readonly weight: string;
}

/** `from` <= score < `to`; the top band includes 100. */
export interface Band {
  readonly band: string;
  readonly from: string;
  readonly to: string;
  /** A score in this band opens a rectification by itself. */
  readonly rectification: boolean;
}

/** The window around a confirmed date, in calendar days, and the quantity that still counts as whole. */
export interface Tolerance {
  /** Null: however early is on time. */
  readonly earlyDays: number | null;
  readonly lateDays: number;
  readonly shortPercent: string;
  readonly overPercent: string;
}

export interface WorkingCalendar {
  readonly timeZone: string;
  /** Local time, `08:30`. */
  readonly opens: string;
  readonly closes: string;
  /** ISO weekdays, 1 = Monday. */
  readonly weekdays: readonly number[];
  readonly holidays: readonly string[];
}

/** How a factory scores its suppliers. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly factory: string;
  readonly weights: readonly Weight[];
  readonly bands: readonly Band[];
  readonly tolerance: Tolerance;
  /** Which on-time measure scores delivery; the others are shown beside it. */
  readonly delivery: { readonly measure: 'line' | 'quantity'; readonly against: 'original' | 'current' };
  /** An order is to be acknowledged within these working minutes. */
  readonly responseMinutes: number;
  readonly answerWorkingDays: number;
  readonly calendar: WorkingCalendar;
}

/** @throws `performance.policy.weights` unless the weights sum to 100, each criterion once */
export const assertWeights = (weights: readonly Weight[]): void => {
  const sum = total(weights.map(({ weight }) => weight));
  must(
    decimal(sum).eq(100),
    'performance.policy.weights',
    { en: 'Weights must sum to 100', zh: '权重之和须为 100' },
    { sum },
  );
  const named = new Set(weights.map(({ criterion }) => criterion));
  must(named.size === weights.length, 'performance.policy.criterion-twice', {
    en: 'A criterion is weighted twice',
    zh: '同一指标重复设置权重',
  });
};

/** @throws `performance.policy.bands` where bands leave a gap, overlap, or do not cover 0 to 100 */
export const assertBands = (bands: readonly Band[]): void => {
  const rising = [...bands].sort((a, b) => decimal(a.from).cmp(b.from));
  const edges = [...rising.map(({ from }) => from), '100'];
  const isCovered =
    decimal(edges[0] ?? '100').isZero() &&
    rising.every(({ from, to }, index) => decimal(to).eq(edges[index + 1] ?? '100') && decimal(from).lt(to));
  must(
    isCovered,
    'performance.policy.bands',
    {
      en: 'Bands must cover 0 to 100 without gap or overlap',
      zh: '等级须无缝覆盖 0 至 100，不得重叠',
    },
    { bands: rising.map(({ band, from, to }) => `${band} ${from}-${to}`).join(', ') },
  );
};

export const blankPolicy = (factory: string): Policy => ({
  id: factory,
  version: 0,
  parties: [factory],
  factory,
  weights: [
    { criterion: 'delivery', weight: '40' },
    { criterion: 'quality', weight: '40' },
    { criterion: 'response', weight: '20' },
  ],
  bands: [
    { band: 'A', from: '90', to: '100', rectification: false },
    { band: 'B', from: '80', to: '90', rectification: false },
    { band: 'C', from: '60', to: '80', rectification: true },
    { band: 'D', from: '0', to: '60', rectification: true },
  ],
  tolerance: { earlyDays: null, lateDays: 0, shortPercent: '0', overPercent: '5' },
  delivery: { measure: 'line', against: 'current' },
  responseMinutes: 540,
  answerWorkingDays: 5,
  calendar: { timeZone: 'Asia/Shanghai', opens: '08:30', closes: '17:30', weekdays: [1, 2, 3, 4, 5, 6], holidays: [] },
});

export type PolicyTerms = Pick<
  Policy,
  'weights' | 'bands' | 'tolerance' | 'delivery' | 'responseMinutes' | 'answerWorkingDays' | 'calendar'
>;

/** Replaces the terms; scores already drawn stay as they are until their next event. */
export const setPolicy =
  (terms: PolicyTerms) =>
  (policy: Policy): { state: Policy; events: [] } => {
    assertWeights(terms.weights);
    assertBands(terms.bands);
    return { state: { ...policy, ...terms }, events: [] };
  };
