import { usualSeparators } from '@tradeloom/edi';
import type { Partner } from '../partners/partner.table.ts';
import type { DuplicateCheck, Numbering, Part, Profile } from './profile.ts';

/** ISA13 and GS06 have nine digits and then begin again. */
const numbering: Numbering = { first: 1, last: 999_999_999, reset: 'never' };
const unchecked: DuplicateCheck = { check: false, days: null, action: 'refuse' };

/** What holds where nothing else is agreed; who he is, the register of partners says. */
export const standardProfile = (partner: Partner): Profile => ({
  identity: {
    qualifier: partner.qualifier,
    id: partner.identity,
    groupId: partner.groupIdentity,
    ourQualifier: partner.ourQualifier,
    ourId: partner.ourIdentity,
    ourGroupId: partner.ourGroupIdentity,
    test: partner.test,
  },
  sends: partner.sends,
  versions: {
    x12: partner.x12Version ?? '004010',
    edifact: partner.edifactDirectory ?? 'D.96A',
    byType: [],
    readAs: [],
  },
  charsets: { in: null, out: 'utf-8', foreign: 'refuse' },
  x12: {
    element: '*',
    component: '>',
    isa11: 'by-version',
    repetition: '^',
    terminator: '~',
    suffix: 'lf',
    delimiterInData: 'replace',
    replacement: ' ',
  },
  edifact: { syntax: null, una: 'always', ...usualSeparators, decimalMark: '.', suffix: 'lf' },
  controls: {
    interchange: numbering,
    group: numbering,
    message: { ...numbering, last: 999_999, runs: 'in-interchange' },
  },
  duplicates: { interchange: { ...unchecked, check: true }, group: unchecked, message: unchecked },
  sequence: { outOfOrder: 'process', missingAfterHours: 4 },
  acknowledgements: {
    ta1: 'requested',
    contrl: 'always',
    functional: partner.x12Acknowledgement,
    acceptedSets: true,
    expects: 'functional',
    withinHours: 24,
  },
  strictness: {
    unknownSegments: 'refuse',
    repeats: 'refuse',
    lengths: 'texts-noted',
    codes: 'refuse',
    charset: 'note',
    unpaddedIsa: 'note',
  },
  limits: { onError: 'refuse-message', messages: null, bytes: null },
  contacts: [],
});

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is said, and for the rest what stands: a kept version lacks fields that came after it. */
export const completed = <T extends object>(standing: T, said: Part<T>): T => {
  const fields = Object.entries(standing).map(([name, value]: [string, unknown]) => {
    const own = (said as Readonly<Record<string, unknown>>)[name];
    if (own === undefined || own === null) return [name, value];
    return [name, isGroup(value) && isGroup(own) ? completed(value, own as Part<typeof value>) : own];
  });
  return Object.fromEntries(fields) as T;
};
