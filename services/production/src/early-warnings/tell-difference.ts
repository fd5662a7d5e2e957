import { newId, type Tx } from '@tradeloom/chassis';
import { IsNull } from 'typeorm';
import type { WorkProgress } from '../progress/progress.rules.ts';
import { followRisk, type Risk, raiseWarning, type WarningKind } from './early-warning.rules.ts';
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
