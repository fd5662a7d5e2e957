import type { Tx } from '@tradeloom/chassis';
import { tellOver } from '../early-warnings/tell-difference.ts';
import { replanWork } from './planned-work.rules.ts';
import type { WorkProgress } from './progress.rules.ts';
import { Progress } from './progress.table.ts';

/** Keeps the plans of work; what is already reported on them stays, and may be all that is asked for by now. */
export const planWork = async (tx: Tx, plans: readonly WorkProgress[]): Promise<void> => {
  for (const plan of plans) await tellOver(tx, await tx.changeOrAdd(Progress, plan.id, () => plan, replanWork(plan)));
};
