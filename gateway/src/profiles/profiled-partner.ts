import { allOf, type Tx } from '@tradeloom/chassis';
import { notFound, type Outcome } from '@tradeloom/kernel';
import { type Partner, Partners } from '../partners/partner.table.ts';
import type { Profile } from './profile.ts';
import { ProfileVersions } from './profile-version.table.ts';
import type { ProfileVersion } from './profile-version.ts';
import { completed, standardProfile } from './standard-profile.ts';

/** A partner, and what is in force between him and us. */
export interface ProfiledPartner extends Partner {
  readonly profile: Profile;
  /** Null: nothing was ever agreed beyond the standard. */
  readonly profileVersion: number | null;
}

/** The register says who the partner is; a version that is in force writes it there. */
const registered = ({ identity, sends }: Profile) => ({
  qualifier: identity.qualifier,
  identity: identity.id,
  groupIdentity: identity.groupId,
  ourQualifier: identity.ourQualifier,
  ourIdentity: identity.ourId,
  ourGroupIdentity: identity.ourGroupId,
  test: identity.test,
  sends,
});

export const register =
  (profile: Profile) =>
  (partner: Partner): Outcome<Partner> => ({ state: { ...partner, ...registered(profile) }, events: [] });

/** The partner as he is under a version; without one, under the standard. */
export const under = (partner: Partner, version: ProfileVersion | undefined): ProfiledPartner => {
  const profile = completed(standardProfile(partner), version?.fields ?? {});
  return { ...partner, ...registered(profile), profile, profileVersion: version?.number ?? null };
};

/** The partner under the version in force. */
export const inForce = async (tx: Tx, partner: Partner): Promise<ProfiledPartner> => {
  const [active] = await tx.find(ProfileVersions, { partner: partner.id, status: 'active' });
  return under(partner, active);
};

/** @throws DomainError when there is no such partner */
export const profiledPartner = async (tx: Tx, id: string): Promise<ProfiledPartner> => {
  const { partners, active } = await tx.findAll({
    partners: allOf(Partners, { id }),
    active: allOf(ProfileVersions, { partner: id, status: 'active' }),
  });
  if (!partners[0]) throw notFound('partner', id);
  return under(partners[0], active[0]);
};
