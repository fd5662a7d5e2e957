import { create, gateway } from '@tradeloom/contracts';
import { type Decision, must, type Outcome, unchanged } from '@tradeloom/kernel';
import type { Profile } from './profile.ts';

export type ProfileStatus = 'draft' | 'tried' | 'active' | 'superseded';

/** What came of the last trial of a draft. */
export interface TrialSummary {
  /** RFC 3339 */
  readonly at: string;
  readonly by: string;
  readonly files: number;
  readonly changed: number;
}

/** One version of what is agreed with a partner. Its id is `harbor-pine/3`. */
export interface ProfileVersion {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly partner: string;
  readonly number: number;
  readonly status: ProfileStatus;
  readonly fields: Profile;
  readonly trial: TrialSummary | null;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly activatedBy: string | null;
  readonly activatedAt: Date | null;
  readonly supersededAt: Date | null;
}

export const versionId = (partner: string, number: number): string => `${partner}/${number}`;

const keep = (state: ProfileVersion): Outcome<ProfileVersion> => ({ state, events: [] });

interface Change {
  readonly fields: Profile;
  readonly by: string;
  readonly at: Date;
}

export const openDraft = (
  partner: { readonly id: string; readonly parties: readonly string[] },
  number: number,
  { fields, by, at }: Change,
): Outcome<ProfileVersion> =>
  keep({
    id: versionId(partner.id, number),
    version: 0,
    parties: partner.parties,
    partner: partner.id,
    number,
    status: 'draft',
    fields,
    trial: null,
    changedBy: by,
    changedAt: at,
    activatedBy: null,
    activatedAt: null,
    supersededAt: null,
  });

const mustBeOpen = ({ status }: ProfileVersion): void =>
  must(status === 'draft' || status === 'tried', 'gateway.profile.not-a-draft', {
    en: 'This version is in force or was: it stays as it is; write a new draft',
    zh: '该版本已生效或曾生效，不可更改；请新建草稿',
  });

/** What was tried is no longer what there is. */
export const changeDraft =
  ({ fields, by, at }: Change): Decision<ProfileVersion> =>
  (draft) => {
    mustBeOpen(draft);
    return keep({ ...draft, status: 'draft', fields, trial: null, changedBy: by, changedAt: at });
  };

/** @param changedAt when the fields that were tried were saved: others may have been saved since */
export const noteTrial =
  (trial: TrialSummary, changedAt: Date): Decision<ProfileVersion> =>
  (draft) => {
    mustBeOpen(draft);
    if (draft.changedAt.getTime() !== changedAt.getTime()) return unchanged(draft);
    return keep({ ...draft, status: 'tried', trial });
  };

export const activate =
  (
    by: string,
    at: Date,
    between: { readonly organisation: string; readonly counterparty: string },
  ): Decision<ProfileVersion> =>
  (draft) => {
    mustBeOpen(draft);
    must(draft.status === 'tried', 'gateway.profile.not-tried', {
      en: 'A draft is tried on what the partner has sent and been sent before it is put in force',
      zh: '草稿须先用该伙伴的往来文件试运行，方可生效',
    });
    const { partner, number } = draft;
    const event = create(gateway.PartnerProfileActivatedSchema, { partner, number, ...between });
    return { state: { ...draft, status: 'active', activatedBy: by, activatedAt: at }, events: [event] };
  };

export const supersede =
  (at: Date): Decision<ProfileVersion> =>
  (active) =>
    keep({ ...active, status: 'superseded', supersededAt: at });
