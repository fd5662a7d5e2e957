import fc from 'fast-check';
import { answerOffer, type CustomerChange } from '../../services/orders/src/orders/answer-offer.rules.ts';
import {
  approveOrder,
  auditOrder,
  giveConfirmation,
  noteCredit,
} from '../../services/orders/src/orders/answer-order.rules.ts';
import { lapseOrder, remindOwners } from '../../services/orders/src/orders/lapse-order.rules.ts';
import { deliveriesOf, type Order } from '../../services/orders/src/orders/order.rules.ts';
import { orderDeadlines } from '../../services/orders/src/orders/order-deadlines.rules.ts';
import { noteShipment } from '../../services/orders/src/orders/shipping.rules.ts';
import { cancelUnanswered } from '../../services/orders/src/orders/take-change.rules.ts';
import { d0, legsFrom, place, promised } from '../../services/orders/test/mothers.ts';
import { type History, mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

const placed = place();
const legs = legsFrom(placed);
const at = new Date('2026-12-07T02:00:00Z');
const finding = { code: 'orders.audit.fx-moved', severity: 'confirm' as const, text: { en: '', zh: '' }, facts: {} };
const change = (purpose: CustomerChange['purpose']): CustomerChange => ({
  number: 'C-1',
  purpose,
  lines: [],
  note: '',
  source: null,
});

const steps = {
  promise:
    ([finish, authority, moved]: [(number | null)[], 'sales' | 'owner', boolean]): Step<Order> =>
    (order) =>
      auditOrder({ promises: promised(order, finish), findings: moved ? [finding] : [], authority }, legs)(order),
  credit:
    (outcome: 'ok' | 'watch' | 'hold'): Step<Order> =>
    (order, today) =>
      noteCredit(outcome, legs, today)(order),
  confirm: (): Step<Order> => (order, today) =>
    giveConfirmation(finding.code, { login: 'chen.li', role: 'sales' }, at, legs, today)(order),
  approve:
    (role: string): Step<Order> =>
    (order, today) =>
      approveOrder({ login: 'boss', role }, legs, today)(order),
  answer:
    (purpose: CustomerChange['purpose']): Step<Order> =>
    (order, today) =>
      answerOffer(change(purpose), legs, today)(order),
  ship:
    (whole: boolean): Step<Order> =>
    (order, today) =>
      noteShipment(
        deliveriesOf(order).map(({ line, schedule }) => ({
          lineId: line.id,
          scheduleId: schedule.id,
          quantity: whole ? schedule.quantity.value : '1',
        })),
        today,
      )(order),
};

const finish = fc.constantFrom<(number | null)[]>([31, 39, 20], [31, 39, 49], [31, null, 49], [null, null, null]);
const step = fc.oneof(
  fc.tuple(finish, fc.constantFrom('sales' as const, 'owner' as const), fc.boolean()).map(steps.promise),
  fc.constantFrom('ok' as const, 'watch' as const, 'hold' as const).map(steps.credit),
  fc.constant(steps.confirm()),
  fc.constantFrom('sales', 'owner').map(steps.approve),
  fc.constantFrom('confirmation' as const, 'change' as const, 'cancellation' as const).map(steps.answer),
  fc.constant(cancelUnanswered(change('cancellation'), legs)),
  fc.boolean().map(steps.ship),
);

const bound = ['firm', 'partly-shipped', 'shipped'];
const over = ['rejected', 'cancelled', 'expired'];

const lapsesRightly = ({ state: { status, lapsesAfter }, today }: History<Order>): boolean =>
  ['held', 'offered'].includes(status) ? lapsesAfter !== null && lapsesAfter >= today : lapsesAfter === null;

it(`an order ends, or waits for a named reason, whatever happens in whatever order (seed ${seed})`, () => {
  const unreached = play({
    follow: [{ process: 'orders/order', of: ({ status }) => ({ order: status }) }],
    begin: fc.constant(placed.order),
    today: d0,
    step,
    clockwork: {
      deadlines: orderDeadlines,
      onDue: ({ name }) => (name === 'lapse' ? (order, today) => lapseOrder(legs, today)(order) : remindOwners),
    },
    always: (history) => mustHold('only who waits lapses, and not in the past', lapsesRightly(history)),
    atLast: (history) => {
      const { status } = history.state;
      mustHold('what is firm was confirmed once', history.times('OrderConfirmed') === Number(bound.includes(status)));
      mustHold('what is over was closed once', history.times('OrderClosed') === Number(over.includes(status)));
      mustHold(
        'owners are reminded once before the answer, once after the acceptance',
        history.times('OrderLeftWaiting') <= 2,
      );
    },
    steps: 14,
    days: 8,
  });
  expect(unreached).toEqual([]);
}, 120_000);
