import type { Tx } from '@tradeloom/chassis';

/**
 * Cover and allocations of one customer are decided one after the other: two orders cannot take the same room. Taken
 * before any of his plans is locked, because his exposure changes with each of them.
 */
export const lockCustomer = async (tx: Tx, trader: string, customer: string): Promise<void> => {
  await tx.queryOften('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`customer:${trader}:${customer}`]);
};
