import type { Actor, Tx } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import { In } from 'typeorm';
import { type Partner, Partners } from '../partners/partner.table.ts';
import { ProfileVersions } from './profile-version.table.ts';
import type { ProfileVersion } from './profile-version.ts';

/** @throws DomainError when the profile is not the caller's to write: the counterparty does */
export const ownProfile = async (tx: Tx, partner: string, by: Actor): Promise<Partner> => {
  const known = await tx.one(Partners, partner);
  if (known.counterparty === by.organisation) return known;
  throw new DomainError(
    'gateway.profile.not-yours',
    {
      en: 'A profile is written by the company whose partner it is about, not by the partner',
      zh: '伙伴配置由与其往来的公司维护，伙伴自身不可更改',
    },
    {},
    'forbidden',
  );
};

/** The version that is being worked on, tried or not; there is one at a time. */
export const draftOf = async (tx: Tx, partner: string): Promise<ProfileVersion | undefined> => {
  const [draft] = await tx.find(ProfileVersions, { partner, status: In(['draft', 'tried']) });
  return draft;
};

/** @throws DomainError when there is none */
export const mustHaveDraft = async (tx: Tx, partner: string): Promise<ProfileVersion> => {
  const draft = await draftOf(tx, partner);
  if (draft) return draft;
  throw new DomainError(
    'gateway.profile.no-draft',
    { en: 'There is no draft: write one first', zh: '没有草稿，请先新建草稿' },
    { partner },
  );
};
