import type { Tx } from '@tradeloom/chassis';
import type { type } from '@tradeloom/contracts';
import { blankTerms, keepTerms } from './export-terms.rules.ts';
import { ExportTermsOf } from './export-terms.table.ts';

export const keepExportTerms = async (
  tx: Tx,
  orderId: string,
  leg: type.Leg | undefined,
  orderVersion: number,
): Promise<void> => {
  if (!leg) throw new Error(`order ${orderId} came without its export leg`);
  await tx.changeOrAdd(ExportTermsOf, orderId, () => blankTerms(orderId, leg), keepTerms(leg, orderVersion));
};
