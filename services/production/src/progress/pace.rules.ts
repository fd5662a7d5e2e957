import { daysBetween, decimal } from '@tradeloom/kernel';
import { madeOf, type Target, type WorkProgress } from './progress.rules.ts';

/** The first delivery that is not made yet. */
export const openTarget = (work: WorkProgress): Target | undefined => {
  const made = decimal(madeOf(work));
  return work.targets.find((target) => made.lt(target.quantity));
};

/** The time between the start and the target's date, at least a day. */
export const daysGivenFor = ({ startsOn }: WorkProgress, { due }: Target): number =>
  Math.max(1, daysBetween(startsOn, due));

/** What is left of the target takes so many days at the planned pace: the whole quantity in the time given. */
export const daysLeftOf = (work: WorkProgress, target: Target): number =>
  decimal(target.quantity).minus(madeOf(work)).times(daysGivenFor(work, target)).div(target.quantity).ceil().toNumber();
