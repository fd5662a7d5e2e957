import type { Tx } from '@tradeloom/chassis';
import { type Manual, manualInForce } from './manual.rules.ts';
import { Manuals } from './manual.table.ts';
import { hashOf } from './manual-hash.ts';

/** The manual that binds the item today. */
export const findManual = async (tx: Tx, item: string): Promise<Manual> =>
  manualInForce(await tx.find(Manuals, { item }), item, tx.today, hashOf);
