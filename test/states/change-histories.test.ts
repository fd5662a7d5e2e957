import { addDays, DomainError, type IsoDate, type Outcome } from '@tradeloom/kernel';
import fc from 'fast-check';
import { approveChange } from '../../services/orders/src/change-requests/approve-change.rules.ts';
import {
  type ChangeRequest,
  changeDeadlines,
  type Party,
  proposeChange,
} from '../../services/orders/src/change-requests/change-request.rules.ts';
import {
  counterChange,
  expireChange,
  rejectChange,
  supersedeChange,
  withdrawChange,
} from '../../services/orders/src/change-requests/close-change.rules.ts';
import { openLines } from '../../services/orders/src/orders/order.rules.ts';
import { d0, firm } from '../../services/orders/test/mothers.ts';
import { Timers } from './timers.ts';
import { processes } from './waits.ts';

const seed = 20_261_123;
const runs = 10_000;
const { order } = firm();
const states = processes.find(({ table }) => table.includes('/change-requests/'))?.states ?? {};
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

type Step = (change: ChangeRequest) => Outcome<ChangeRequest>;
const person = fc.constantFrom(...persons);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: person.map((by) => approveChange(by, at, held)) },
  { weight: 1, arbitrary: person.map((by) => approveChange(by, at, [])) },
  person.map((by) => rejectChange(by, 'no')),
  person.map((by) => withdrawChange(by, 'never mind')),
  person.map((by) => counterChange(by, 'rather so')),
  fc.constant(supersedeChange('Order version 2')),
);
const days = fc.integer({ min: 1, max: 4 });

/** One change as the service keeps it, its clock moved by hand. */
class History {
  today: IsoDate = d0;
  closed = 0;
  private readonly timers = new Timers<ChangeRequest>(changeDeadlines);

  constructor(public change: ChangeRequest) {
    this.timers.follow(undefined, change);
  }

  take(decide: Step): void {
    const before = this.change;
    try {
      const { state, events } = decide(before);
      this.change = state;
      this.timers.follow(before, state);
      this.closed += events.filter((e) => '$typeName' in e && e.$typeName.endsWith('.ChangeClosed')).length;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  pass(count: number): void {
    this.today = addDays(this.today, count);
    while (this.timers.next(this.today)) this.take(expireChange(this.today));
  }
}

it(`a change is decided, or ends undecided, whatever happens in whatever order (seed ${seed})`, () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(person, fc.array(fc.oneof(step, days), { maxLength: 10 }), (by, course) => {
      const history = new History(proposeChange(proposal, by, order).state);
      for (const one of course) {
        if (typeof one === 'number') history.pass(one);
        else history.take(one);
        if (!(history.change.status in states)) throw new Error(`${history.change.status} is not declared`);
      }
      history.pass(30);
      const { status } = history.change;
      reached.add(status);
      const wait = states[status];
      if (wait !== 'end' && !(wait && 'because' in wait)) throw new Error(`${status} waits for nobody`);
      if (history.closed !== Number(status !== 'agreed')) throw new Error(`${status}, closed ${history.closed} times`);
    }),
    { seed, numRuns: runs },
  );
  expect([...reached].toSorted()).toEqual(['agreed', 'countered', 'expired', 'rejected', 'superseded', 'withdrawn']);
}, 120_000);
