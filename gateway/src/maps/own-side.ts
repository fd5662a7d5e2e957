import type { Actor, Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { type Partner, Partners } from '../partners/partner.table.ts';

/** Who keeps the maps: operators of the company that the partner buys from or sells to. */
export const keepers = { kinds: ['trader', 'factory'] as const, roles: ['operator'] as const };

/** @throws DomainError when the caller's company is not the one whose partner it is */
export const ownPartner = async (tx: Tx, partner: string, { organisation }: Actor): Promise<Partner> => {
  const profile = await tx.one(Partners, partner);
  if (profile.counterparty !== organisation) throw notFound('partner', partner);
  return profile;
};
