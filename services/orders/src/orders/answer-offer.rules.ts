import { decimal, type IsoDate, must, type Outcome, unchanged } from '@tradeloom/kernel';
import { type Leg, type Legs, unitPriceOf } from '../legs/leg.rules.ts';
import { after, makeFirm } from './answer-order.rules.ts';
import { type Line, type Order, openLines, type Source } from './order.rules.ts';
import { lapsesAfter } from './order-deadlines.rules.ts';
import { changeAnswer, closedMessage } from './order-messages.rules.ts';
import { becomes } from './order-status.rules.ts';

/** A customer's 860: the lines it names, each with all its deliveries after the change. */
export interface CustomerChange {
  readonly number: string;
  readonly purpose: 'change' | 'cancellation' | 'confirmation';
  readonly lines: readonly CustomerChangeLine[];
  readonly note: string;
  readonly source: Source | null;
}

export interface CustomerChangeLine {
  readonly customerLine: string;
  readonly action: string;
  /** The whole line after the change; empty where the document leaves it open. */
  readonly quantity: string;
  readonly unitPrice: string;
  readonly schedules: readonly { readonly quantity: string; readonly unit: string; readonly date: IsoDate }[];
}

/** Whether the customer was told a counter-offer that he may still answer, whatever the seller looks at meanwhile. */
export const hasOffer = ({ status, offer }: Order): boolean =>
  status === 'offered' || (status === 'held' && offer !== null);

/** The customer answers our counter-offer. */
export const answerOffer =
  (change: CustomerChange, legs: Legs, today: IsoDate) =>
  (order: Order): Outcome<Order> => {
    must(hasOffer(order), 'orders.order.no-offer', {
      en: 'No counter-offer is open',
      zh: '没有待确认的改报',
    });
    if (change.purpose === 'cancellation') return cancelOrder(order, legs, change);
    if (!accepts(order, legs.export, change))
      return { state: order, events: [changeAnswer(order, legs, change, 'rejected')] };
    if (order.status === 'held' || order.credit === 'hold') return unchanged(keepAcceptance(order, change, today));
    return after([changeAnswer(order, legs, change, 'accepted')], makeFirm(order, legs, today));
  };

/** He has done his part: from the first acceptance on it is the seller who makes the order wait. */
const keepAcceptance = (order: Order, { number, source }: CustomerChange, today: IsoDate): Order => {
  const { until = null, acceptedOn = null, acceptances = [] } = order.offer ?? {};
  return {
    ...order,
    status: becomes(order.status, 'held'),
    lapsesAfter: acceptedOn === null ? lapsesAfter('held', today) : order.lapsesAfter,
    offer: { until, acceptedOn: acceptedOn ?? today, acceptances: [...acceptances, { number, source }] },
  };
};

/** The customer takes the order back before it is firm. */
export const cancelOrder = (order: Order, legs: Legs, change: CustomerChange): Outcome<Order> => {
  const cancelled: Order = {
    ...order,
    status: becomes(order.status, 'cancelled'),
    openConfirmations: [],
    lapsesAfter: null,
    offer: null,
  };
  const overtaken = (order.offer?.acceptances ?? []).map((acceptance) =>
    changeAnswer(cancelled, legs, acceptance, 'rejected'),
  );
  const answer = changeAnswer(cancelled, legs, change, 'accepted');
  return { state: cancelled, events: [...overtaken, answer, closedMessage(cancelled)] };
};

/** A confirmation by word, or the offered deliveries themselves for every line that the offer changed; who names nothing accepts nothing. */
const accepts = (order: Order, leg: Leg, change: CustomerChange): boolean => {
  const byWord = change.purpose === 'confirmation';
  const named = new Set(change.lines.map((line) => line.customerLine));
  return (
    change.lines.every((line) => namesOffer(order, leg, line, byWord)) &&
    (byWord || (named.size > 0 && openLines(order).every((line) => !isAltered(line) || named.has(line.customerLine))))
  );
};

const isAltered = ({ schedules }: Line): boolean => schedules.some((s) => s.promisedCurrent !== s.requested);

/** Another item, price or quantity than the offer's is no acceptance; a refused line may be named to drop it. */
const namesOffer = (order: Order, leg: Leg, named: CustomerChangeLine, byWord: boolean): boolean => {
  const line = order.lines.find((l) => l.customerLine === named.customerLine);
  if (line === undefined) return false;
  if (line.status === 'rejected') return named.action === 'delete';
  if (['add', 'delete', 'price-change'].includes(named.action) || !keepsTerms(line, leg, named)) return false;
  if (named.schedules.length === 0) return byWord || !isAltered(line);
  const key = (quantity: string, date: string) => `${decimal(quantity).toFixed()}@${date}`;
  const asked = named.schedules.map((s) => key(s.quantity, s.date)).toSorted();
  const offered = line.schedules.map((s) => key(s.quantity.value, s.promisedCurrent ?? '')).toSorted();
  return asked.join() === offered.join();
};

/** Whether the document leaves quantity, unit and price of a line as they are; what it does not say it leaves. */
const keepsTerms = (line: Line, leg: Leg, { quantity, unitPrice, schedules }: CustomerChangeLine): boolean =>
  (quantity === '' || decimal(quantity).eq(line.quantity.value)) &&
  keepsPrice(line, leg, unitPrice) &&
  schedules.every(({ unit }) => unit === '' || unit === line.quantity.unit);

export const keepsPrice = (line: Line, leg: Leg, unitPrice: string): boolean =>
  unitPrice === '' || decimal(unitPrice).eq(unitPriceOf(leg, line.id));
