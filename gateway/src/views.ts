import { type Mode, many, one, seenBy, setBy, type ViewTable } from '@tradeloom/chassis';

const everybody = seenBy('customer', 'trader', 'factory', 'supplier', 'forwarder', 'inspection');

/** Whose file it is, row-level security has said before: a finding quotes the sender's own values to him. */
const findings = { readers: everybody, open: true } as const;

const views: ViewTable = {
  resources: {
    timeline: { entries: many('timeline-entry') },
    'timeline-entry': {
      'at businessDate service type text traceId': everybody,
      actor: one('actor'),
    },
    actor: { 'login organisation': everybody },
    'kept-file': { id: everybody },
    interchange: {
      'id direction partner status format charset control groupControl messageType fileName contentType contentHash':
        everybody,
      'receivedAt acknowledgements acknowledges orderId orderNumber traceId': everybody,
      errors: findings,
      messages: many('message-fate'),
      rows: many('row-fate'),
    },
    'message-fate': {
      'type control groupControl verdict orderId': everybody,
      errors: findings,
    },
    'row-fate': {
      'row verdict orderId': everybody,
      errors: findings,
    },
    'business-date': { businessDate: setBy('customer', 'trader', 'factory', 'supplier', 'forwarder', 'inspection') },
  },
  routes: {
    'GET /orders/:id/timeline': { shows: 'timeline' },
    'GET /orders/:id': { bytes: 'the timeline as a page, from the same rows' },
    'POST /partners/:partner/interchanges': { shows: 'kept-file' },
    'GET /partners/:partner/interchanges': { shows: 'interchange' },
    'GET /partners/:partner/interchanges/:id': { shows: 'interchange' },
    'GET /partners/:partner/interchanges/:id/content': { bytes: "the partner's own file as it came or went" },
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
