import { addDays, DomainError, type IsoDate, type Outcome } from '@tradeloom/kernel';
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
import { Timers } from './timers.ts';
import { processes } from './waits.ts';

const seed = 20_261_123;
const runs = 10_000;
const placed = place();
const legs = legsFrom(placed);
const at = new Date('2026-12-07T02:00:00Z');
const finding = { code: 'orders.audit.fx-moved', severity: 'confirm' as const, text: { en: '', zh: '' }, facts: {} };
const states = processes[0]?.states ?? {};

type Step = (order: Order, today: IsoDate) => Outcome<Order>;
const change = (purpose: CustomerChange['purpose']): CustomerChange => ({
  number: 'C-1',
  purpose,
  lines: [],
  note: '',
  source: null,
});

const steps = {
  promise:
    (finish: (number | null)[], level: 'sales' | 'owner', moved: boolean): Step =>
    (order) =>
      auditOrder(
        { promises: promised(order, finish), findings: moved ? [finding] : [], authority: level },
        legs,
      )(order),
  credit:
    (outcome: 'ok' | 'watch' | 'hold'): Step =>
    (order, today) =>
      noteCredit(outcome, legs, today)(order),
  confirm: (): Step => (order, today) =>
    giveConfirmation(finding.code, { login: 'chen.li', role: 'sales' }, at, legs, today)(order),
  approve:
    (role: string): Step =>
    (order, today) =>
      approveOrder({ login: 'boss', role }, legs, today)(order),
  answer:
    (purpose: CustomerChange['purpose']): Step =>
    (order, today) =>
      answerOffer(change(purpose), legs, today)(order),
  cancel: (): Step => (order) => cancelUnanswered(change('cancellation'), legs)(order),
  ship:
    (whole: boolean): Step =>
    (order) =>
      noteShipment(
        deliveriesOf(order).map(({ line, schedule }) => ({
          lineId: line.id,
          scheduleId: schedule.id,
          quantity: whole ? schedule.quantity.value : '1',
        })),
      )(order),
};

const finish = fc.constantFrom<(number | null)[]>([31, 39, 20], [31, 39, 49], [31, null, 49], [null, null, null]);
const event = fc.oneof(
  fc
    .tuple(finish, fc.constantFrom('sales' as const, 'owner' as const), fc.boolean())
    .map(([f, l, m]) => steps.promise(f, l, m)),
  fc.constantFrom('ok' as const, 'watch' as const, 'hold' as const).map(steps.credit),
  fc.constant(steps.confirm()),
  fc.constantFrom('sales', 'owner').map(steps.approve),
  fc.constantFrom('confirmation' as const, 'change' as const, 'cancellation' as const).map(steps.answer),
  fc.constant(steps.cancel()),
  fc.boolean().map(steps.ship),
);
const days = fc.integer({ min: 1, max: 8 });

/** One order as the service keeps it, its clock moved by hand. */
class History {
  order = placed.order.state;
  today = d0;
  readonly told: string[] = [];
  private readonly timers = new Timers<Order>(orderDeadlines);

  take(step: Step): void {
    const before = this.order;
    try {
      const { state, events } = step(before, this.today);
      this.order = state;
      this.timers.follow(before, state);
      this.told.push(
        ...events
          .map((e) => ('event' in e && !('$typeName' in e) ? e.event : e) as { $typeName: string })
          .map((e) => e.$typeName),
      );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  pass(count: number): void {
    this.today = addDays(this.today, count);
    for (let name = this.timers.next(this.today); name; name = this.timers.next(this.today))
      this.take(name === 'lapse' ? (order, today) => lapseOrder(legs, today)(order) : remindOwners);
  }

  times(type: string): number {
    return this.told.filter((name) => name.endsWith(`.${type}`)).length;
  }
}

const bound = ['firm', 'partly-shipped', 'shipped'];
const over = ['rejected', 'cancelled', 'expired'];

/** As `expect`, which is too slow for half a million times. */
const mustHold = (what: string, holds: boolean): void => {
  if (!holds) throw new Error(`does not hold: ${what}`);
};

const lapsesRightly = ({ order: { status, lapsesAfter }, today }: History): boolean =>
  ['held', 'offered'].includes(status) ? lapsesAfter !== null && lapsesAfter >= today : lapsesAfter === null;

it(`an order ends, or waits for a named reason, whatever happens in whatever order (seed ${seed})`, () => {
  const reached = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: event }, days), { maxLength: 14 }), (course) => {
      const history = new History();
      for (const one of course) {
        if (typeof one === 'number') history.pass(one);
        else history.take(one);
        mustHold('a state is declared', history.order.status in states);
        mustHold('only who waits lapses, and not in the past', lapsesRightly(history));
      }
      history.pass(60);
      const { status } = history.order;
      reached.set(status, (reached.get(status) ?? 0) + 1);
      const wait = states[status];
      mustHold(`${status} is an end or has a reason`, wait === 'end' || (wait !== undefined && 'because' in wait));
      mustHold('what is firm was confirmed once', history.times('OrderConfirmed') === Number(bound.includes(status)));
      mustHold('what is over was closed once', history.times('OrderClosed') === Number(over.includes(status)));
      mustHold('owners are reminded once', history.times('OrderLeftWaiting') <= 1);
    }),
    { seed, numRuns: runs },
  );
  expect([...reached.keys()].toSorted()).toEqual(
    ['audited', 'cancelled', 'expired', 'firm', 'partly-shipped', 'received', 'rejected', 'shipped'].toSorted(),
  );
}, 120_000);
