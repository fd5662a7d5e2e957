import { newId, type Tx } from '@tradeloom/chassis';
import { IsNull } from 'typeorm';
import type { WorkProgress } from '../progress/progress.rules.ts';
import { followRisk, type Risk, raiseWarning, risksOver, type WarningKind } from './early-warning.rules.ts';
import { EarlyWarnings } from './early-warning.table.ts';

/** Compares the risk found with the one that is known, and tells only what is different. */
export const tellDifference = async (
  tx: Tx,
  kind: WarningKind,
  work: WorkProgress,
  found: Risk | null,
): Promise<void> => {
  const [known] = await tx.find(EarlyWarnings, { workId: work.id, kind, clearedOn: IsNull() });
  if (known) await tx.change(EarlyWarnings, known.id, followRisk(found, tx.today));
  else if (found) await tx.add(EarlyWarnings, raiseWarning(newId(), kind, found, work, tx.today));
};

/** Work that was made, has come or is not asked for any more: whoever was warned of it hears that this is over. */
export const tellOver = async (tx: Tx, work: WorkProgress): Promise<void> => {
  for (const kind of risksOver(work)) await tellDifference(tx, kind, work, null);
};
