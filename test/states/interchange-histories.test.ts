import { create, gateway } from '@tradeloom/contracts';
import { addDays } from '@tradeloom/kernel';
import fc from 'fast-check';
import { type Judgement, judge, receive, refuse } from '../../gateway/src/mailboxes/inbound-file.rules.ts';
import type { Interchange, MessageFate } from '../../gateway/src/mailboxes/interchange.rules.ts';
import { clear, collect, refuseSent, settle } from '../../gateway/src/mailboxes/sent-file.rules.ts';
import { interchangeDeadlines, missAcknowledgement } from '../../gateway/src/mailboxes/unacknowledged.rules.ts';
import { mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

const today = '2026-12-07';
const at = new Date(`${today}T08:00:00Z`);
const file = {
  id: 'i-1',
  channel: 'https' as const,
  partner: 'harbor-pine',
  parties: ['harbor-pine', 'eastbridge'],
  contentHash: 'h',
  contentType: 'application/edi-x12',
  fileName: null,
  by: { login: 'harbor-pine', organisation: 'harbor-pine' },
  at,
  traceId: null,
  traceparent: null,
};
const incoming = receive(file);
const outgoing = (acknowledges: string | null, format: Interchange['format']) => ({
  state: {
    ...incoming.state,
    direction: 'out' as const,
    status: 'sent' as const,
    format,
    acknowledges,
    acknowledgementDue: acknowledges === null ? new Date(`${addDays(today, 1)}T08:00:00Z`) : null,
  },
  events: [],
});

const error = { code: 'edi.segment', message: { en: '', zh: '' } };
const message = (verdict: MessageFate['verdict']): MessageFate => ({
  type: '850',
  control: '0001',
  groupControl: '7',
  numbers: [],
  verdict,
  orderId: null,
  errors: [],
});
const verdicts = fc.constantFrom<MessageFate['verdict'][]>(['accepted'], ['rejected'], ['accepted', 'rejected'], []);
const judgement = fc.tuple(verdicts, fc.boolean()).map(
  ([fates, rejected]): Judgement => ({
    format: 'x12',
    charset: 'utf-8',
    control: '1',
    controls: ['1'],
    errors: rejected ? [error] : [],
    messages: fates.map(message),
    rows: [],
    rejected,
  }),
);

/** What is done with a file of the partner's, and with one of ours: the other kind's steps do not happen to it. */
const only =
  (direction: Interchange['direction'], step: Step<Interchange>): Step<Interchange> =>
  (interchange, on) =>
    interchange.direction === direction ? step(interchange, on) : { state: interchange, events: [] };
const settled = create(gateway.MessageAcknowledgedSchema, {});
const refused = create(gateway.DocumentRejectedSchema, {});
const step = fc.oneof(
  judgement.map((found) =>
    // a file is read once, in the transaction that looks at its state
    only('in', (one) => (one.status === 'received' ? judge(found, [], [], null)(one) : { state: one, events: [] })),
  ),
  fc.constant(
    only('in', (one) =>
      one.status === 'processed'
        ? refuse({ groupControl: '7', messageControl: '0001' }, [error], null)(one)
        : { state: one, events: [] },
    ),
  ),
  fc
    .tuple(fc.constantFrom('accepted', 'rejected'), fc.constantFrom('i-2', 'i-3'))
    .map(([outcome, by]) => only('out', settle(outcome, by, settled))),
  fc.constant(only('out', refuseSent([error], 'i-4', refused))),
  fc.constant(only('out', collect('sftp', at))),
  fc.constant(only('out', clear('sftp', at))),
);

it(`a file is read, or its partner has it, or both sides hear that he has not said so (seed ${seed})`, () => {
  const unreached = play({
    follow: [
      {
        process: 'mailboxes/interchange',
        // an acknowledgement is answered by nobody
        of: ({ status, acknowledges }): Record<string, string> => (acknowledges === null ? { file: status } : {}),
        reopens: 'a service refuses a document that was formally right',
      },
    ],
    begin: fc.constantFrom(incoming, outgoing(null, 'x12'), outgoing('i-0', 'x12'), outgoing(null, 'edifact')),
    today,
    step,
    clockwork: { deadlines: interchangeDeadlines, onDue: () => missAcknowledgement('eastbridge') },
    always: (history) => {
      const { direction, status, acknowledgedBy, messages, collectedAt, clearedAt } = history.state;
      const isRead = direction === 'out' && (status === 'acknowledged' || status === 'rejected');
      mustHold('who answered is known', (isRead || status === 'refused') === (acknowledgedBy !== null));
      mustHold('an acknowledgement is told', !isRead || history.times('MessageAcknowledged') === 1);
      mustHold('and told once', history.times('MessageAcknowledged') <= 1);
      mustHold('a refusal is told', status !== 'refused' || history.times('DocumentRejected') > 0);
      mustHold('what is removed was fetched', clearedAt === null || collectedAt !== null);
      const taken = messages.filter(({ verdict }) => verdict === 'accepted').length;
      mustHold('processed is all of it', status !== 'processed' || taken === messages.length);
    },
    atLast: (history) => {
      const { status, acknowledges } = history.state;
      const missed = history.times('MessageUnacknowledged');
      const isLeft = status === 'sent' && acknowledges === null;
      mustHold('a file left unanswered is told of', !isLeft || missed === 1);
      mustHold('once, and an acknowledgement never', missed <= Number(acknowledges === null));
    },
  });
  expect(unreached).toEqual([]);
}, 120_000);
