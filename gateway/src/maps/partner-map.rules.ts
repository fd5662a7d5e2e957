import { must, type Outcome, unchanged } from '@tradeloom/kernel';

/** Which version of a partner's map a message was read or made by. */
export interface MapUse {
  readonly message: string;
  /** Of the standard that the message is of: `004010`, `D.96A`. */
  readonly release: string;
  readonly number: number;
}

/** What a trial of a map on stored messages came to. */
export interface Trial {
  readonly at: Date;
  readonly by: string;
  readonly messages: number;
  /** Of them, those that the map says something else of than what is in force. */
  readonly different: number;
  /** Of them, those that could be read or made before, and no more. */
  readonly lost: number;
}

/** One version of a partner's map for one message: `number` counts them. */
export interface PartnerMapVersion extends MapUse {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly partner: string;
  readonly status: 'draft' | 'tried' | 'active' | 'retired';
  readonly rules: readonly object[];
  readonly trial: Trial | null;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly activatedBy: string | null;
  readonly activatedAt: Date | null;
  readonly retiredAt: Date | null;
}

export interface Draft {
  readonly rules: readonly object[];
  readonly by: string;
  readonly at: Date;
}

type New = Pick<PartnerMapVersion, 'id' | 'parties' | 'partner' | 'message' | 'release' | 'number'>;

export const draftMap = (map: New, { rules, by, at }: Draft): Outcome<PartnerMapVersion> => ({
  state: {
    ...map,
    version: 0,
    status: 'draft',
    rules,
    trial: null,
    changedBy: by,
    changedAt: at,
    activatedBy: null,
    activatedAt: null,
    retiredAt: null,
  },
  events: [],
});

const isOpen = ({ status }: PartnerMapVersion): boolean => status === 'draft' || status === 'tried';

const mustBeOpen = (map: PartnerMapVersion): void =>
  must(isOpen(map), 'gateway.map.not-open', {
    en: 'Only a draft can be changed, tried or put in force; put a new one',
    zh: '只有草稿可以修改、试跑或启用；请新建草稿',
  });

/** What was tried before says nothing of what it has become. */
export const changeDraft =
  ({ rules, by, at }: Draft) =>
  (map: PartnerMapVersion): Outcome<PartnerMapVersion> => {
    mustBeOpen(map);
    return { state: { ...map, rules, status: 'draft', trial: null, changedBy: by, changedAt: at }, events: [] };
  };

/** @param changedAt when the rules that were tried were put: others may have been put since */
export const noteTrial =
  (trial: Trial, changedAt: Date) =>
  (map: PartnerMapVersion): Outcome<PartnerMapVersion> => {
    mustBeOpen(map);
    if (map.changedAt.getTime() !== changedAt.getTime()) return unchanged(map);
    return { state: { ...map, status: 'tried', trial }, events: [] };
  };

export const activateMap =
  (by: string, at: Date) =>
  (map: PartnerMapVersion): Outcome<PartnerMapVersion> => {
    if (map.status === 'active') return unchanged(map);
    mustBeOpen(map);
    must(map.status === 'tried', 'gateway.map.not-tried', {
      en: 'The map was not tried on stored messages since it was changed',
      zh: '该映射自上次修改后尚未在已存报文上试跑',
    });
    return { state: { ...map, status: 'active', activatedBy: by, activatedAt: at }, events: [] };
  };

export const retireMap =
  (at: Date) =>
  (map: PartnerMapVersion): Outcome<PartnerMapVersion> =>
    map.status === 'active' ? { state: { ...map, status: 'retired', retiredAt: at }, events: [] } : unchanged(map);
