import type { Actor } from '@tradeloom/chassis';
import type { Partner } from '../partners/partner.table.ts';
import type { Profile } from './profile.ts';
import type { ProfileVersion } from './profile-version.ts';
import { standardProfile } from './standard-profile.ts';

/** The partner reads what is agreed with him; whom to call at his own company is a note of the other side's. */
const shownProfile = ({ contacts, ...agreed }: Profile, { counterparty }: Partner, by: Actor): object =>
  by.organisation === counterparty ? { ...agreed, contacts } : agreed;

/** A version as a caller sees it; undefined: a draft, which is the other side's until it is in force. */
export const shownVersion = (version: ProfileVersion, partner: Partner, by: Actor): object | undefined => {
  const { parties: _parties, version: _version, id: _id, fields, trial, ...rest } = version;
  const isOurs = by.organisation === partner.counterparty;
  const isOpen = version.status === 'draft' || version.status === 'tried';
  if (isOpen && !isOurs) return undefined;
  return { ...rest, ...(isOurs && { trial }), profile: shownProfile(fields, partner, by) };
};

/** What holds while nothing was ever put in force. */
export const shownStandard = (partner: Partner, by: Actor): object => ({
  partner: partner.id,
  number: null,
  status: 'standard',
  profile: shownProfile(standardProfile(partner), partner, by),
});
