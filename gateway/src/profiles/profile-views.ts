import { many, one, type Resource, seenBy, setBy } from '@tradeloom/chassis';

const kinds = ['customer', 'trader', 'factory', 'supplier', 'forwarder', 'inspection'] as const;
const seen = seenBy(...kinds);
/** Which company may is no matter of kinds: the counterparty (own-profile.ts). */
const written = setBy(...kinds);
/** Quotes of the partner's own files, and of ours to him: named by code and place, not by fields. */
const quoted = { readers: seen, open: true } as const;

/** Who sees and who sets what of partner profiles. */
export const profileViews = {
  'profile-version': {
    'partner number status changedBy changedAt activatedBy activatedAt supersededAt': seen,
    trial: one('trial-summary'),
    profile: one('profile'),
  },
  'trial-summary': { 'at by files changed': seen },
  profile: {
    sends: written,
    identity: one('profile-identity'),
    versions: one('profile-versions'),
    charsets: one('profile-charsets'),
    x12: one('profile-x12'),
    edifact: one('profile-edifact'),
    controls: one('profile-controls'),
    duplicates: one('profile-duplicates'),
    sequence: one('profile-sequence'),
    acknowledgements: one('profile-acknowledgements'),
    strictness: one('profile-strictness'),
    limits: one('profile-limits'),
    contacts: many('profile-contact'),
  },
  'profile-identity': { 'qualifier id groupId ourQualifier ourId ourGroupId test': written },
  'profile-versions': { 'x12 edifact': written, byType: many('type-version'), readAs: many('type-version') },
  'type-version': { 'type version': written },
  'profile-charsets': { 'in out foreign': written },
  'profile-x12': { 'element component isa11 repetition terminator suffix delimiterInData replacement': written },
  'profile-edifact': { 'syntax una component element release repetition terminator decimalMark suffix': written },
  'profile-controls': { interchange: one('numbering'), group: one('numbering'), message: one('numbering') },
  numbering: { 'first last reset runs': written },
  'profile-duplicates': {
    interchange: one('duplicate-check'),
    group: one('duplicate-check'),
    message: one('duplicate-check'),
  },
  'duplicate-check': { 'check days action': written },
  'profile-sequence': { 'outOfOrder missingAfterHours': written },
  'profile-acknowledgements': { 'ta1 contrl functional acceptedSets expects withinHours': written },
  'profile-strictness': { 'unknownSegments repeats lengths codes charset unpaddedIsa': written },
  'profile-limits': { 'onError messages bytes': written },
  'profile-contact': { 'about name email phone': written },
  'profile-trial': { 'number files changed': seen, latest: written, items: many('tried-file') },
  'tried-file': {
    'interchange direction messageType control changed': seen,
    messages: many('tried-message'),
    'gone added bytes': quoted,
    refused: quoted,
  },
  'tried-message': { 'type control before after': seen, 'gone added canonical': quoted },
} satisfies Readonly<Record<string, Resource>>;
