import type { Tx } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import { findDelay } from '../early-warnings/early-warning.rules.ts';
import { findSilence } from '../early-warnings/silence.rules.ts';
import { tellDifference } from '../early-warnings/tell-difference.ts';
import { findWork, type WorkName } from './find-work.ts';
import {
  knownOn,
  type Milestone,
  milestones,
  type ProgressReport,
  reportProgress,
  type WorkProgress,
} from './progress.rules.ts';
import { Progress } from './progress.table.ts';

/** One line of a report, as it came by EDI, CSV or the door. */
export interface ReportedLine extends WorkName, Omit<ProgressReport, 'milestone'> {
  readonly milestone: string;
}

const isMilestone = (name: string): name is Milestone => (milestones as readonly string[]).includes(name);

/** Takes one line of a report, and weighs what it means for the date. */
export const keepReport = async (
  tx: Tx,
  reporter: string,
  { milestone, ...line }: ReportedLine,
): Promise<WorkProgress> => {
  if (!isMilestone(milestone)) {
    throw new DomainError(
      'production.progress.milestone',
      { en: `There is no milestone ${milestone}`, zh: `没有节点 ${milestone}` },
      { milestone, known: milestones.join(', ') },
    );
  }
  const { id } = await findWork(tx, line);
  const work = await tx.change(Progress, id, reportProgress({ ...line, milestone }, reporter, tx.today));
  await tellDifference(tx, 'behind-schedule', work, findDelay(work, knownOn(work, tx.today) ?? line.asOf.slice(0, 10)));
  await tellDifference(tx, 'silent', work, findSilence(work, tx.today));
  return work;
};
