import { type Mode, many, one, openMap, seenBy, setBy, type ViewTable } from '@tradeloom/chassis';

import { profileViews } from './profiles/profile-views.ts';

const kinds = ['customer', 'trader', 'factory', 'supplier', 'forwarder', 'inspection'] as const;
const everybody = seenBy(...kinds);
const everybodySets = setBy(...kinds);

/** Whose file it is, row-level security has said before: a finding quotes the sender's own values to him. */
const findings = { readers: everybody, open: true } as const;

const views: ViewTable = {
  resources: {
    timeline: { entries: many('timeline-entry') },
    'timeline-entry': {
      'id at businessDate service type text traceId digest': everybody,
      actor: one('actor'),
    },
    actor: { 'login organisation': everybody },
    'oauth-client-list': { items: many('oauth-client') },
    'oauth-client': { 'clientId partner method createdBy createdAt revokedAt': everybody },
    'new-oauth-client': { 'clientId clientSecret': everybody, jwks: one('key-set', everybodySets) },
    'key-set': { keys: many('public-key', everybodySets) },
    'public-key': { 'kty alg kid use crv x y n e': everybodySets },
    'kept-file': { id: everybody },
    interchange: {
      'id direction channel partner status held format charset control groupControl messageType fileName contentType contentHash':
        everybody,
      'receivedAt collectedAt acknowledgements acknowledges acknowledgedBy acknowledgementDue profileVersion orderId orderNumber traceId':
        everybody,
      errors: findings,
      messages: many('message-fate'),
      rows: many('row-fate'),
      feed: one('feed-facts'),
      maps: many('map-use'),
    },
    'map-use': { 'message release number': everybody },
    'partner-map': {
      'id partner message release number status changedBy changedAt activatedBy activatedAt retiredAt': everybody,
      rules: findings,
      problems: findings,
      trial: one('trial'),
    },
    trial: { 'at by messages different lost': everybody },
    'new-partner-map': { map: openMap(everybodySets) },
    'tried-map': { map: one('partner-map'), messages: many('mapped-message') },
    'mapped-message': {
      'interchange direction type release control groupControl taken': everybody,
      before: one('said'),
      after: one('said'),
      differences: findings,
    },
    said: { verdict: everybody, document: findings, kept: findings, errors: findings },
    replay: {
      'id status': everybody,
      maps: many('map-use'),
      errors: findings,
      messages: many('mapped-message'),
    },
    'feed-facts': { 'take corrects kind': everybody, mapping: one('mapping-used') },
    'mapping-used': { 'id number': everybody },
    'feed-preview': {
      'status format charset confidence delimiter kind likelyKind take corrects': everybody,
      because: openMap(everybody),
      mapping: one('mapping-used'),
      columns: many('feed-column'),
      errors: findings,
      rows: many('previewed-row'),
      events: many('previewed-event'),
    },
    'feed-column': { 'cell header field by': everybody, title: openMap(everybody), candidates: findings },
    'previewed-row': { 'row verdict': everybody, errors: findings, document: openMap(everybody) },
    'previewed-event': { type: everybody, event: openMap(everybody) },
    'feed-mapping': {
      kind: everybodySets,
      'id partner number confirmedBy confirmedAt withdrawnBy withdrawnAt': everybody,
      columns: many('learned-column', everybodySets),
    },
    'learned-column': { 'header field': everybodySets },
    'feed-settings': { take: everybodySets },
    'message-fate': {
      'type control groupControl numbers verdict orderId refused': everybody,
      errors: findings,
    },
    'row-fate': {
      'row numbers verdict orderId': everybody,
      errors: findings,
    },
    sftp: { 'host port hostKey fingerprint': everybody },
    'sftp-key': {
      'publicKey note': everybodySets,
      'id partner fingerprint addedBy addedAt lastUsedAt revokedBy revokedAt': everybody,
    },
    'sftp-connection': {
      'partner publicKey fingerprint refusedKey polledAt nextPollAt failures failingSince trouble': everybody,
      'host port login hostKey fetchFrom moveTo putInto pattern doneSuffix pollSeconds enabled': everybodySets,
      quiet: one('quiet-hours', everybodySets),
    },
    'quiet-hours': { 'from to zone': everybodySets },
    'sftp-push': { 'id interchange state reason attempts nextAt createdAt settledAt': everybody },
    as2: {
      'partner address': everybody,
      'ourName theirName url sign encrypt compress cipher receipt': everybodySets,
      certificates: many('certificate'),
      ours: many('certificate'),
    },
    'new-certificate': { pem: everybodySets },
    certificate: {
      'subject issuer serial notBefore notAfter fingerprint daysLeft inForce addedBy addedAt pem': everybody,
    },
    'as2-message': {
      'id direction messageId interchange state reason signedBy size hash attempts createdAt settledAt': everybody,
    },
    'missing-interchanges': { 'firstControl lastControl since told': everybody, contacts: many('profile-contact') },
    'interchange-list': { items: many('interchange') },
    chain: { interchanges: many('interchange'), events: many('public-event'), deliveries: many('file-delivery') },
    'file-delivery': { 'interchange way state reason attempts nextAt settledAt': everybody },
    reconciliation: { counts: openMap(everybody), items: many('sent-message') },
    'sent-message': {
      'id partner format messageType control orderId orderNumber sentAt dueAt standing acknowledgedBy': everybody,
      contacts: many('profile-contact'),
    },
    'event-page': { next: everybody, items: many('public-event') },
    'public-event': {
      'id type at businessDate orderId text traceId digest': everybody,
      actor: one('actor'),
    },
    'webhook-list': { items: many('webhook') },
    webhook: {
      'id organisation failingSince restingUntil createdBy createdAt secret publicKey': everybody,
      'url description types status': everybodySets,
      keys: many('webhook-key'),
    },
    'webhook-key': { 'number until': everybody },
    attempt: { 'at status reason ms': everybody },
    'delivery-list': { items: many('delivery') },
    delivery: {
      'eventId type status attempts nextAt createdAt endedAt': everybody,
      tried: many('attempt'),
    },
    replayed: { again: everybody, since: everybodySets },
    'business-date': { businessDate: everybodySets },
    // last, so that the compiler refuses a name that stands above already
    ...profileViews,
  },
  routes: {
    'GET /orders/:id/timeline': { shows: 'timeline' },
    'GET /interchanges': { shows: 'interchange-list' },
    'GET /interchanges/:id/chain': { shows: 'chain' },
    'GET /reconciliation': { shows: 'reconciliation' },
    'GET /exchange': { bytes: 'the reconciliation and what was found as a page, from the same rows' },
    'GET /feeds': { bytes: 'a form, and the last files of his mailboxes' },
    'POST /feeds/:partner': {},
    'GET /feeds/drafts/:id': { bytes: 'the preview as a page, from the same reading' },
    'POST /feeds/drafts/:id/mapping': {},
    'POST /feeds/drafts/:id/send': {},
    'GET /feeds/drafts/:id/corrected': { bytes: "the sender's own sheet with its errors" },
    'GET /feeds/files/:id': { bytes: 'the file and its fate as a page, from the same rows' },
    'GET /exchange/:id': { bytes: 'the chain as a page, from the same rows' },
    'GET /partners/:partner/maps': { shows: 'partner-map' },
    'PUT /partners/:partner/maps': { takes: 'new-partner-map', shows: 'partner-map' },
    'POST /partners/:partner/maps/:id/trial': { shows: 'tried-map' },
    'POST /partners/:partner/maps/:id/activation': { shows: 'partner-map' },
    'POST /partners/:partner/interchanges/:id/replay': { shows: 'replay' },
    'GET /partners/:partner/as2': { shows: 'as2' },
    'PUT /partners/:partner/as2': { takes: 'as2', shows: 'as2' },
    'POST /partners/:partner/as2/certificates': { takes: 'new-certificate', shows: 'as2' },
    'DELETE /partners/:partner/as2/certificates/:fingerprint': {},
    'GET /partners/:partner/as2/messages': { shows: 'as2-message' },
    'GET /partners/:partner/as2/messages/:id/:which': {
      bytes: "the partner's own message, or ours to him, and its receipt",
    },
    'GET /partners/:partner/profile': { shows: 'profile-version' },
    'GET /partners/:partner/profile/versions': { shows: 'profile-version' },
    'GET /partners/:partner/profile/versions/:number': { shows: 'profile-version' },
    'PUT /partners/:partner/profile/draft': { takes: 'profile', shows: 'profile-version' },
    'POST /partners/:partner/profile/draft/trial': { takes: 'profile-trial', shows: 'profile-trial' },
    'POST /partners/:partner/profile/draft/activation': { shows: 'profile-version' },
    'GET /events': { shows: 'event-page' },
    'POST /webhooks': { takes: 'webhook', shows: 'webhook' },
    'GET /webhooks': { shows: 'webhook-list' },
    'GET /webhooks/:id': { shows: 'webhook' },
    'PUT /webhooks/:id': { takes: 'webhook', shows: 'webhook' },
    'DELETE /webhooks/:id': {},
    'POST /webhooks/:id/keys': { shows: 'webhook' },
    'POST /webhooks/:id/test': { shows: 'attempt' },
    'GET /webhooks/:id/deliveries': { shows: 'delivery-list' },
    'POST /webhooks/:id/deliveries/:event/replay': {},
    'POST /webhooks/:id/deliveries/replay': { takes: 'replayed', shows: 'replayed' },
    'GET /oauth-clients': { shows: 'oauth-client-list' },
    'POST /oauth-clients': { takes: 'new-oauth-client', shows: 'new-oauth-client' },
    'DELETE /oauth-clients/:id': {},
    'GET /orders/:id': { bytes: 'the timeline as a page, from the same rows' },
    'GET /sftp': { shows: 'sftp' },
    'GET /partners/:partner/sftp-keys': { shows: 'sftp-key' },
    'POST /partners/:partner/sftp-keys': { takes: 'sftp-key', shows: 'sftp-key' },
    'DELETE /partners/:partner/sftp-keys/:id': {},
    'GET /partners/:partner/sftp-connection': { shows: 'sftp-connection' },
    'PUT /partners/:partner/sftp-connection': { takes: 'sftp-connection', shows: 'sftp-connection' },
    'POST /partners/:partner/sftp-connection/keys': { shows: 'sftp-connection' },
    'POST /partners/:partner/sftp-connection/polls': { shows: 'sftp-connection' },
    'GET /partners/:partner/sftp-connection/pushes': { shows: 'sftp-push' },
    'POST /partners/:partner/interchanges': { shows: 'kept-file' },
    'POST /partners/:partner/feed-previews': { shows: 'feed-preview' },
    'GET /partners/:partner/feed-mappings': { shows: 'feed-mapping' },
    'POST /partners/:partner/feed-mappings': { takes: 'feed-mapping', shows: 'feed-mapping' },
    'DELETE /partners/:partner/feed-mappings/:id': {},
    'GET /partners/:partner/feed-settings': { shows: 'feed-settings' },
    'PUT /partners/:partner/feed-settings': { takes: 'feed-settings', shows: 'feed-settings' },
    'GET /partners/:partner/interchanges': { shows: 'interchange' },
    'GET /partners/:partner/interchanges/:id': { shows: 'interchange' },
    'GET /partners/:partner/interchanges/:id/content': { bytes: "the partner's own file as it came or went" },
    'POST /partners/:partner/interchanges/:id/release': {},
    'GET /partners/:partner/missing-interchanges': { shows: 'missing-interchanges' },
    'GET /partners/:partner/interchanges/:id/corrected': { bytes: "the partner's own sheet with its errors" },
  },
};

/**
 * Who sees and sets what of files and timelines. What the gateway forwards, the service that answers has already shown
 * by its own table.
 */
export const viewsOf = (mode: Mode): ViewTable =>
  mode === 'production'
    ? views
    : {
        ...views,
        routes: { ...views.routes, 'POST /demo/clock': { shows: 'business-date', takes: 'business-date' } },
      };
