import type { Actor, Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { type Partner, Partners } from './partner.table.ts';

/** @throws DomainError when the mailbox is not the caller's, and he is no operator of its other side */
export const ownMailbox = async (tx: Tx, partner: string, by: Actor): Promise<Partner> => {
  const profile = await tx.one(Partners, partner);
  if (profile.organisation !== by.organisation && by.role !== 'operator') throw notFound('partner', partner);
  return profile;
};
