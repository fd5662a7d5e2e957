import { create, orders } from '@tradeloom/contracts';
import { type Announcement, announce, type IsoDate, must, type Outcome, unchanged } from '@tradeloom/kernel';
import { type Commitment, commit, type DeliveryPromise } from '../audits/date-audit.rules.ts';
import { concerns, confirmationsIn, type Finding } from '../audits/finding.rules.ts';
import { type AuthorityLevel, mustCover } from '../authority/authority.rules.ts';
import { followLines, type Legs, unitPriceOf } from '../legs/leg.rules.ts';
import {
  deliveriesOf,
  type Line,
  type Offer,
  type Order,
  openLines,
  type Schedule,
  tradersOf,
  withSchedules,
} from './order.rules.ts';
import { lapsesAfter } from './order-deadlines.rules.ts';
import {
  type AnswerOutcome,
  answerMessage,
  changeAnswer,
  closedMessage,
  orderMessage,
} from './order-messages.rules.ts';
import { becomes, isUnanswered } from './order-status.rules.ts';
import { sellerReasons } from './waiting.rules.ts';

/** Who decides: login and role of a person. */
export interface Decider {
  readonly login: string;
  readonly role: string;
}

export interface Audit {
  readonly promises: readonly DeliveryPromise[];
  readonly findings: readonly Finding[];
  readonly authority: AuthorityLevel;
}

/** Production promised, the elements were audited: dates are committed, and it is known what a person must still say. */
export const auditOrder =
  ({ promises, findings, authority }: Audit, legs: Legs) =>
  (order: Order): Outcome<Order> => {
    if (order.status !== 'received') return unchanged(order);
    const commitments = promises.map(commit);
    const audited: Order = {
      ...order,
      status: 'audited',
      lines: order.lines.map((line) => (line.status === 'open' ? commitLine(line, commitments, legs) : line)),
      authority,
      approvedBy: authority === 'sales' ? 'standing-delegation' : null,
      openConfirmations: confirmationsIn(findings),
    };
    if (openLines(audited).length === 0) return rejectOrder(audited, legs);
    const event = create(orders.OrderAuditedSchema, {
      ...orderMessage(audited, followLines(legs, openLines(audited))),
      findings: findings.map((finding) => ({ ...finding, facts: { ...finding.facts } })),
      authority,
      confirmationsRequired: audited.openConfirmations,
      findingCount: concerns(findings),
      receivedOn: order.receivedOn,
    });
    return { state: audited, events: [event] };
  };

/** A line with a delivery that no date was found for is refused as a whole: half a line is another order. */
const commitLine = (line: Line, commitments: readonly Commitment[], legs: Legs): Line => {
  const dated = line.schedules.map((schedule): Schedule | null => {
    const date = commitments.find((c) => c.lineId === line.id && c.scheduleId === schedule.id)?.committed ?? null;
    return date === null ? null : { ...schedule, promisedOriginal: date, promisedCurrent: date, status: 'promised' };
  });
  if (dated.every((schedule) => schedule !== null)) return { ...line, schedules: dated };
  const reason = { en: 'No date can be promised', zh: '无法承诺交期' };
  return { ...line, status: 'rejected', reason, statedPrice: unitPriceOf(legs.export, line.id), schedules: [] };
};

const rejectOrder = (order: Order, legs: Legs): Outcome<Order> => {
  const rejected: Order = { ...order, status: becomes('received', 'rejected'), openConfirmations: [] };
  const answer = answerMessage(rejected, legs.export, 'rejected', legs.export.currency);
  return { state: rejected, events: [announce(answer, tradersOf(order)), closedMessage(rejected)] };
};

/** Finance answered at confirmation; it answers again whenever cover comes or goes. */
export const noteCredit =
  (credit: 'ok' | 'watch' | 'hold', legs: Legs, today: IsoDate) =>
  (order: Order): Outcome<Order> =>
    order.status === 'offered'
      ? unchanged(credit === 'hold' ? holdOffer({ ...order, credit }) : { ...order, credit })
      : answerWhenReady({ ...order, credit }, legs, today);

/** Cover is gone before the customer has answered: he may still accept until the day he was told. */
const holdOffer = (order: Order): Order => ({
  ...order,
  status: becomes(order.status, 'held'),
  offer: order.offer ?? { until: order.lapsesAfter, acceptedOn: null, acceptances: [] },
});

/** A person takes the second look that the audit asked for. */
export const giveConfirmation =
  (code: string, by: Decider, at: Date, legs: Legs, today: IsoDate) =>
  (order: Order): Outcome<Order> => {
    if (order.confirmations.some((given) => given.code === code)) return unchanged(order);
    must(
      order.openConfirmations.includes(code),
      'orders.confirmation.not-asked',
      { en: `Nothing waits for ${code}`, zh: `没有待确认项 ${code}` },
      { code },
    );
    const confirmed: Order = {
      ...order,
      openConfirmations: order.openConfirmations.filter((open) => open !== code),
      confirmations: [...order.confirmations, { code, by: by.login, at: at.toISOString() }],
    };
    const event = create(orders.ConfirmationGivenSchema, { orderId: order.id, code });
    return after([announce(event, ownersOf(order))], answerWhenReady(confirmed, legs, today));
  };

/** The level that amount and kind ask for says yes. */
export const approveOrder =
  (by: Decider, legs: Legs, today: IsoDate) =>
  (order: Order): Outcome<Order> => {
    if (order.approvedBy !== null) return unchanged(order);
    const { authority } = order;
    must(authority !== null && isUnanswered(order.status), 'orders.order.not-to-approve', {
      en: 'The order is not up for approval',
      zh: '订单不在待批准状态',
    });
    mustCover(by.role, authority);
    const event = create(orders.OrderApprovedSchema, { orderId: order.id, authority });
    return after([announce(event, ownersOf(order))], answerWhenReady({ ...order, approvedBy: by.login }, legs, today));
  };

/** Answers the customer as soon as nothing is open; until then the order is held, and its reasons can be read. */
const answerWhenReady = (order: Order, legs: Legs, today: IsoDate): Outcome<Order> => {
  if (!isUnanswered(order.status) || order.status === 'received' || order.credit === 'unchecked')
    return unchanged(order);
  if (sellerReasons(order).length > 0) return unchanged(waiting(order, 'held', today));
  if (order.offer !== null) return resumeOffer(order, order.offer, legs, today);
  const outcome = outcomeOf(order);
  const answer = announce(answerMessage(order, legs.export, outcome, legs.export.currency), tradersOf(order));
  if (outcome === 'accepted') return after([answer], makeFirm(order, legs, today));
  const offered = waiting(order, 'offered', today);
  const offer = { until: offered.lapsesAfter, acceptedOn: null, acceptances: [] };
  return { state: { ...offered, offer }, events: [answer] };
};

/** Cover came back: an accepted offer binds both sides, one that is still open is as the customer was told it. */
const resumeOffer = (order: Order, { until, acceptances }: Offer, legs: Legs, today: IsoDate): Outcome<Order> => {
  if (acceptances.length === 0)
    return unchanged({ ...order, status: becomes(order.status, 'offered'), lapsesAfter: until });
  const answers = acceptances.map((acceptance) => changeAnswer(order, legs, acceptance, 'accepted'));
  return after(answers, makeFirm(order, legs, today));
};

/** From now on for so long, and not longer because it is looked at again. */
const waiting = (order: Order, status: 'held' | 'offered', today: IsoDate): Order =>
  order.status === status
    ? order
    : { ...order, status: becomes(order.status, status), lapsesAfter: lapsesAfter(status, today) };

/** Every line and delivery as asked is an acceptance; anything else is a counter-offer, which releases nothing. */
const outcomeOf = (order: Order): AnswerOutcome => {
  const asAsked = deliveriesOf(order).every(({ schedule }) => schedule.promisedCurrent === schedule.requested);
  return asAsked && order.lines.every((line) => line.status === 'open') ? 'accepted' : 'changed';
};

/** Both sides are bound from here on. */
export const makeFirm = (order: Order, legs: Legs, today: IsoDate): Outcome<Order> => {
  const firm: Order = {
    ...order,
    status: becomes(order.status, 'firm'),
    lapsesAfter: null,
    offer: null,
    lines: withSchedules(order, (line) => line.schedules.map((schedule) => ({ ...schedule, status: 'firm' }))),
  };
  const event = create(orders.OrderConfirmedSchema, {
    ...orderMessage(firm, legs),
    number: order.number,
    customerOrder: order.customerOrder,
    confirmedOn: today,
    orderVersion: order.orderVersion,
    destinationCountry: order.destinationCountry,
  });
  return { state: firm, events: [event] };
};

const ownersOf = ({ trader, factory }: Order): string[] => [trader, factory];

export const after = (first: readonly Announcement[], { state, events }: Outcome<Order>): Outcome<Order> => ({
  state,
  events: [...first, ...events],
});
