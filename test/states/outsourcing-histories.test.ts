import { addDays } from '@tradeloom/kernel';
import fc from 'fast-check';
import { acknowledge, acknowledgeChange } from '../../services/production/src/outsourcing/acknowledgement.rules.ts';
import { followChange } from '../../services/production/src/outsourcing/follow-change.rules.ts';
import type { OutsourcingOrder } from '../../services/production/src/outsourcing/outsourcing-order.rules.ts';
import { missAnswer, outsourcingDeadlines } from '../../services/production/src/outsourcing/unanswered.rules.ts';
import { type History, mustHold, type Step } from './history.ts';
import { placed, placedOn } from './outsourced.ts';
import { play, seed } from './play.ts';

const answer = fc.constantFrom('accepted' as const, 'changed' as const, 'rejected' as const);
const lines = fc.constantFrom(
  [],
  [{ line: '1', confirmations: [{ quantity: '100', date: '2027-01-08' }] }],
  [{ line: '1', confirmations: [] }],
  [{ line: '9', confirmations: null }],
);
const number = fc.constantFrom('C-1', 'C-2');
type OrderStep = Step<OutsourcingOrder>;
const step = fc.oneof(
  fc.tuple(answer, lines).map(
    ([outcome, said]): OrderStep =>
      (order, today) =>
        acknowledge(outcome, said, today)(order),
  ),
  fc.tuple(number, fc.constantFrom('0', '80', '120')).map(
    ([change, quantity]): OrderStep =>
      (order, today) => {
        const need = { item: 'KT18-BODY', quantity, due: addDays(today, 21) };
        return followChange(change, [need], today)(order);
      },
  ),
  fc.tuple(number, answer, lines).map(([change, outcome, said]) => acknowledgeChange(change, outcome, said)),
);

const timesUnanswered = ({ told }: History<OutsourcingOrder>, changeNumber: string): number =>
  told.filter((e) => e.$typeName.endsWith('Unanswered') && 'changeNumber' in e && e.changeNumber === changeNumber)
    .length;

it(`an outsourcing order is answered, or its owners hear once that it is not (seed ${seed})`, () => {
  const unreached = play({
    follow: [{ process: 'outsourcing/outsourcing-order', of: ({ status }) => ({ order: status }) }],
    begin: fc.constant(placed),
    today: placedOn,
    step,
    clockwork: { deadlines: outsourcingDeadlines, onDue: ({ part }) => missAnswer(part) },
    always: ({ state: { changes, status, acknowledgedOn } }) => {
      mustHold('each change is one', new Set(changes.map((c) => c.number)).size === changes.length);
      mustHold('who answered is known with the day', (status === 'placed') === (acknowledgedOn === null));
    },
    atLast: (history) => {
      const { status, changes } = history.state;
      const unanswered = timesUnanswered(history, '');
      mustHold('an order left unanswered is told of', status !== 'placed' || unanswered === 1);
      mustHold('it is told of once', unanswered <= 1);
      for (const { number: change, outcome } of changes) {
        const times = timesUnanswered(history, change);
        mustHold(`${change}, left unanswered, is told of`, outcome !== null || status === 'rejected' || times > 0);
        mustHold(`${change} is told of once, not ${times} times`, times <= 1);
      }
      mustHold('each change is told once', history.times('OutsourcingOrderChanged') === changes.length);
    },
  });
  expect(unreached).toEqual([]);
}, 120_000);
