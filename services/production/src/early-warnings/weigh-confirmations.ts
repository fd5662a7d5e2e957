import type { Tx } from '@tradeloom/chassis';
import { confirmedDueOf, type OutsourcingOrder } from '../outsourcing/outsourcing-order.rules.ts';
import { Progress } from '../progress/progress.table.ts';
import { findLateMaterial } from './early-warning.rules.ts';
import { tellDifference } from './tell-difference.ts';

/** Weighs what the supplier confirms of an order, or of its change: a date later than asked is a risk, an earlier answer ends it. */
export const weighConfirmations = async (tx: Tx, order: OutsourcingOrder): Promise<void> => {
  for (const line of order.lines) {
    const work = await tx.one(Progress, `${order.id}/${line.line}`);
    await tellDifference(tx, 'late-material', work, findLateMaterial(work, confirmedDueOf(line)));
  }
};
