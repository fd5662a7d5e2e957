import { addDays, addWorkingDays, type IsoDate, latest } from '@tradeloom/kernel';
import { daysLeftOf, openTarget } from '../progress/pace.rules.ts';
import type { WorkProgress } from '../progress/progress.rules.ts';
import { type Risk, riskOf } from './early-warning.rules.ts';

/** Working days, Monday to Friday, without a word about work that should be under way. */
const silentAfter = 10;

const lastWord = ({ startsOn, figures }: WorkProgress): IsoDate =>
  latest(startsOn, ...Object.values(figures).map(({ asOf }) => asOf.slice(0, 10)));

/**
 * The business date from which a supplier's silence is a warning; null when nothing of him is open, or the work is the
 * factory's own. It counts from his last word, and not before he must have begun to keep the date at the planned pace.
 */
export const silentFrom = (work: WorkProgress): IsoDate | null => {
  const target = openTarget(work);
  if (work.supplier === null || !target) return null;
  const mustBegin = addDays(target.due, -daysLeftOf(work, target));
  return addDays(addWorkingDays(latest(lastWord(work), mustBegin), silentAfter), 1);
};

/** Nobody knows how far he is: what is left is counted from today on. */
export const findSilence = (work: WorkProgress, today: IsoDate): Risk | null => {
  const from = silentFrom(work);
  const target = openTarget(work);
  if (from === null || today < from || !target) return null;
  return riskOf(work, target.due, addDays(today, daysLeftOf(work, target)));
};

export const progressDeadlines = {
  silence: (work: WorkProgress) => {
    const on = silentFrom(work);
    return on === null ? [] : [{ on }];
  },
};
