import { addDays, type Decision, unchanged } from '@tradeloom/kernel';
import fc from 'fast-check';
import { approveChange } from '../../services/orders/src/change-requests/approve-change.rules.ts';
import {
  type ChangeRequest,
  changeDeadlines,
  type Party,
  proposeChange,
} from '../../services/orders/src/change-requests/change-request.rules.ts';
import { changeBecomes } from '../../services/orders/src/change-requests/change-status.rules.ts';
import {
  counterChange,
  expireChange,
  rejectChange,
  supersedeChange,
  withdrawChange,
} from '../../services/orders/src/change-requests/close-change.rules.ts';
import { openLines } from '../../services/orders/src/orders/order.rules.ts';
import { d0, firm } from '../../services/orders/test/mothers.ts';
import { mustHold } from './history.ts';
import { play, seed } from './play.ts';

const { order } = firm();
const at = new Date('2026-12-07T02:00:00Z');

const persons: readonly Party[] = [
  { login: 'harbor', organisation: 'harbor-pine', kind: 'customer', role: 'system' },
  { login: 'zhou.min', organisation: 'eastbridge', kind: 'trader', role: 'owner' },
  { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' },
  { login: 'zhao.qiang', organisation: 'hengda', kind: 'factory', role: 'production-manager' },
];
const schedules = openLines(order)
  .slice(0, 1)
  .flatMap((line) =>
    line.schedules.slice(0, 1).map((schedule) => ({
      lineId: line.id,
      scheduleId: schedule.id,
      quantity: { value: '1300', unit: 'PCE' },
      date: schedule.requested,
      quantityBefore: schedule.quantity.value,
      dateBefore: schedule.requested,
    })),
  );
const held = schedules.map(({ lineId, scheduleId, date }) => ({
  lineId,
  scheduleId,
  requested: date,
  promised: addDays(date, -10),
  productionDays: 20,
  logisticsDays: 4,
  binding: { kind: 'capacity', name: 'ASSEMBLY-1' },
}));
const proposal = {
  id: 'CR-1',
  number: 'C-2',
  baseVersion: 1,
  reason: 'more',
  schedules,
  proposedOn: d0,
  counters: null,
  source: null,
};

const person = fc.constantFrom(...persons);
const apply: Decision<ChangeRequest> = (change) =>
  unchanged(change.status === 'agreed' ? { ...change, status: changeBecomes(change.status, 'applied') } : change);
const step: fc.Arbitrary<Decision<ChangeRequest>> = fc.oneof(
  { weight: 4, arbitrary: person.map((by) => approveChange(by, at, held)) },
  { weight: 1, arbitrary: person.map((by) => approveChange(by, at, [])) },
  person.map((by) => rejectChange(by, 'no')),
  person.map((by) => withdrawChange(by, 'never mind')),
  person.map((by) => counterChange(by, 'rather so')),
  fc.constant(supersedeChange('Order version 2')),
  fc.constant(apply),
);

it(`a change is decided, or ends undecided, whatever happens in whatever order (seed ${seed})`, () => {
  const unreached = play({
    follow: [{ process: 'change-requests/change-request', of: ({ status }) => ({ change: status }) }],
    begin: person.map((by) => proposeChange(proposal, by, order)),
    today: d0,
    step,
    clockwork: { deadlines: changeDeadlines, onDue: () => (change, today) => expireChange(today)(change) },
    atLast: (history) => {
      const { status } = history.state;
      const closed = history.times('ChangeClosed');
      mustHold(`${status}, closed ${closed} times`, closed === Number(!['agreed', 'applied'].includes(status)));
    },
    days: 4,
  });
  expect(unreached).toEqual([]);
}, 120_000);
