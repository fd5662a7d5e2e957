import type { DomainEvent } from '@tradeloom/kernel';
import { attachOrder, isTaken, type Judgement, judge, judgeAgain, receive, refuse } from './inbound-file.rules.ts';
import { type Interchange, type MessageFate, untakenCode } from './interchange.rules.ts';
import { settle } from './sent-file.rules.ts';
import { interchangeDeadlines, missAcknowledgement } from './unacknowledged.rules.ts';

const message = (groupControl: string, control: string): MessageFate => ({
  type: '850',
  control,
  groupControl,
  numbers: [],
  verdict: 'accepted',
  orderId: null,
  errors: [],
});
const received = receive({
  id: 'i-1',
  channel: 'https',
  partner: 'harbor-pine',
  parties: ['harbor-pine', 'eastbridge'],
  contentHash: 'h',
  contentType: 'application/edi-x12',
  fileName: null,
  by: { login: 'harbor-pine', organisation: 'harbor-pine' },
  at: new Date('2026-12-07T08:00:00Z'),
  traceId: null,
  traceparent: null,
}).state;
const ofTwoGroups = judge(
  {
    format: 'x12',
    charset: 'utf-8',
    control: '1',
    controls: ['1'],
    errors: [],
    messages: [message('7', '0001'), message('8', '0001')],
    rows: [],
    rejected: false,
  },
  [],
  [],
  3,
)(received).state;
const secondGroup = { groupControl: '8', messageControl: '0001' };

describe('the fate of a file', () => {
  it('names the order of that message, not of its namesake in another group', () => {
    const { messages } = attachOrder(secondGroup, 'o-1')(ofTwoGroups).state;
    expect(messages.map((m) => m.orderId)).toEqual([null, 'o-1']);
  });

  it('tells a refusal at that message only, and keeps what was sent about it', () => {
    const error = { code: 'orders.order.other-content', message: { en: 'Other content', zh: '内容不同' } };
    const { status, messages, acknowledgements } = refuse(secondGroup, [error], 'a-1')(ofTwoGroups).state;
    expect({ status, verdicts: messages.map((m) => m.verdict), acknowledgements }).toEqual({
      status: 'processed-with-errors',
      verdicts: ['accepted', 'accepted-with-errors'],
      acknowledgements: ['a-1'],
    });
  });

  it.each([
    ['accepted', 'acknowledged'],
    ['partially-accepted', 'acknowledged'],
    ['rejected', 'rejected'],
  ])('of one we sent that the partner’s 997 says is %s is %s, and the first answer counts', (outcome, status) => {
    const sent: Interchange = { ...received, direction: 'out', status: 'sent' };
    const heard: DomainEvent = { $typeName: 'tradeloom.gateway.v1.MessageAcknowledged' };
    const settled = settle(outcome, 'i-9', heard)(sent);
    expect([settled.state.status, settled.events]).toEqual([status, [heard]]);
    expect(settle('accepted', 'i-10', heard)(settled.state)).toEqual({ state: settled.state, events: [] });
  });
});

describe('an X12 file that we sent', () => {
  const acknowledgementDue = new Date('2026-12-08T08:00:00Z');
  const sent: Interchange = {
    ...received,
    direction: 'out',
    status: 'sent',
    format: 'x12',
    messageType: '855',
    acknowledgementDue,
  };

  it('is acknowledged within what was agreed, or both sides hear that it was not', () => {
    expect(interchangeDeadlines.acknowledgement(sent)).toEqual([{ at: '2026-12-08T08:00:00.000Z' }]);
    const missed = missAcknowledgement('harbor-pine')(sent);
    expect(missed.state).toBe(sent);
    expect(missed.events).toMatchObject([{ receiver: 'harbor-pine', messageType: '855', hours: 24 }]);
  });

  it.each<[string, Partial<Interchange>]>([
    ['was acknowledged', { status: 'acknowledged' }],
    ['is owed nothing for', { acknowledgementDue: null }],
    ['came in', { direction: 'in', status: 'processed' }],
  ])('is not waited for when it %s', (_, other) => {
    expect(interchangeDeadlines.acknowledgement({ ...sent, ...other })).toEqual([]);
    expect(missAcknowledgement('harbor-pine')({ ...sent, ...other }).events).toEqual([]);
  });
});

describe('a file that is read anew', () => {
  const fate = (control: string, more: Partial<MessageFate> = {}): MessageFate => ({
    ...message('1', control),
    ...more,
  });
  const judgement = (messages: MessageFate[]): Judgement => ({
    format: 'x12',
    charset: 'utf-8',
    control: '1',
    controls: ['1'],
    errors: [],
    messages,
    rows: [],
    rejected: false,
  });
  const refused = fate('0003', { verdict: 'accepted-with-errors', refused: true });
  const untaken = fate('0004', {
    verdict: 'accepted-with-errors',
    errors: [{ code: untakenCode, message: { en: '', zh: '' } }],
  });
  const before = judge(
    judgement([fate('0001', { orderId: 'o-1' }), fate('0002', { verdict: 'rejected' }), refused, untaken]),
    ['ack'],
    [],
    null,
  )(received).state;

  it('is taken where nobody acted on it, and stays where somebody did', () => {
    expect(before.messages.map(isTaken)).toEqual([true, false, false, false]);
    const now = ['0001', '0002', '0003', '0004'].map((control) => fate(control));
    const maps = [{ message: '850', release: '004010', number: 2 }];
    const after = judgeAgain({ ...judgement(now), maps }, [])(before).state;
    expect(after.messages.map(({ orderId }) => orderId)).toEqual(['o-1', null, null, null]);
    expect(after.messages.every(isTaken)).toBe(true);
    expect(after).toMatchObject({ status: 'processed', controls: ['1'], acknowledgements: ['ack'], maps });
  });

  it('says what is wrong with it now', () => {
    const again = judgement(before.messages.map((one) => ({ ...one, verdict: 'rejected' as const, orderId: null })));
    const after = judgeAgain(again, [])(before).state;
    expect(after.messages.map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected', 'rejected', 'rejected']);
    expect(after.status).toBe('processed-with-errors');
  });
});
