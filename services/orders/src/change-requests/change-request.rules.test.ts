import type { orders } from '@tradeloom/contracts';
import { d0, day, eventNamed, firm, identities, pieces, told } from '../../test/mothers.ts';
import type { CustomerChange } from '../orders/answer-offer.rules.ts';
import { deliveriesOf, type Order } from '../orders/order.rules.ts';
import { noteShipment } from '../orders/shipping.rules.ts';
import { applyChange } from './apply-change.rules.ts';
import { approvalsMissing, approveChange, isLastApproval } from './approve-change.rules.ts';
import { refusalAnswer } from './change-answer.rules.ts';
import { type ChangeRequest, changeDeadlines, overtakenBy, type Party, proposeChange } from './change-request.rules.ts';
import { changeMayBecome, changeStatuses } from './change-status.rules.ts';
import { counterChange, expireChange, rejectChange, supersedeChange, withdrawChange } from './close-change.rules.ts';
import { fromDocument, fromWishes } from './proposed-schedules.rules.ts';

const at = new Date('2026-12-14T02:00:00Z');
const person = (login: string, organisation: string, kind: string, role: string): Party => ({
  login,
  organisation,
  kind,
  role,
});
const customer = person('harbor-pine', 'harbor-pine', 'customer', 'system');
const supervisor = person('zhou.min', 'eastbridge', 'trader', 'sales-supervisor');
const boss = person('wang.lei', 'eastbridge', 'trader', 'owner');
const sales = person('chen.li', 'eastbridge', 'trader', 'sales');
const production = person('zhao.qiang', 'hengda', 'factory', 'production-manager');

const document: CustomerChange = {
  number: 'C-2',
  purpose: 'change',
  note: 'more kettles, sooner',
  source: null,
  lines: [
    {
      customerLine: '1',
      action: 'change',
      quantity: '',
      unitPrice: '',
      schedules: [
        { quantity: '1200', unit: 'PCE', date: day(49) },
        { quantity: '1000', unit: 'PCE', date: day(70) },
      ],
    },
  ],
};
const { order, legs } = firm();
const schedules = fromDocument(order, legs.export, document, identities());
const proposal = {
  id: 'CR-1',
  number: 'C-2',
  baseVersion: 1,
  reason: 'more kettles, sooner',
  schedules,
  proposedOn: day(0),
  counters: null,
  source: null,
};
const proposedBy = (by: Party): ChangeRequest => proposeChange(proposal, by, order).state;
const held = (finish: number) =>
  schedules.map(({ lineId, scheduleId, date }) => ({
    lineId,
    scheduleId,
    requested: date,
    promised: day(finish + 4),
    productionDays: finish,
    logisticsDays: 4,
    binding: { kind: 'capacity', name: 'ASSEMBLY-1' },
  }));
const agreed = (): ChangeRequest => {
  const half = approveChange(supervisor, at, [])(proposedBy(customer)).state;
  return approveChange(production, at, held(50))(half).state;
};

describe('what a customer’s document asks', () => {
  it('recognises the delivery that stands and pairs the other', () => {
    expect(schedules).toMatchObject([
      { scheduleId: order.lines[0]?.schedules[1]?.id, quantity: pieces('1000'), date: day(70), quantityBefore: '800' },
    ]);
  });

  it('adds a delivery and drops one', () => {
    const asked = (...dates: number[]) => ({
      ...document,
      lines: document.lines.map((line) => ({
        ...line,
        schedules: dates.map((d) => ({ quantity: '600', unit: 'PCE', date: day(d) })),
      })),
    });
    const more = fromDocument(order, legs.export, asked(49, 77, 90), () => 'new');
    expect(more.map((s) => [s.scheduleId, s.quantityBefore])).toContainEqual(['new', '0']);
    const fewer = fromDocument(order, legs.export, asked(49), identities());
    expect(fewer.map((s) => s.quantity.value)).toEqual(['600', '0']);
  });

  it('is refused where it asks for more than quantities and dates', () => {
    const priced = { ...document, lines: document.lines.map((line) => ({ ...line, action: 'price-change' })) };
    expect(() => fromDocument(order, legs.export, priced, identities())).toThrow('orders.change.line-action');
    const dearer = { ...document, lines: document.lines.map((line) => ({ ...line, unitPrice: '15.00' })) };
    expect(() => fromDocument(order, legs.export, dearer, identities())).toThrow('orders.change.line-action');
  });

  it('is refused where it says one thing twice', () => {
    const twice = { ...document, lines: [...document.lines, ...document.lines] };
    expect(() => fromDocument(order, legs.export, twice, identities())).toThrow('orders.change.said-twice');
    const [line] = order.lines;
    const wish = { lineId: line?.id ?? '', scheduleId: line?.schedules[0]?.id ?? '', date: day(49) };
    const wishes = [
      { ...wish, quantity: pieces('1') },
      { ...wish, quantity: pieces('9000') },
    ];
    expect(() => fromWishes(order, wishes)).toThrow('orders.change.said-twice');
  });

  it('drops no delivery that it does not speak of', () => {
    const silent = (quantity: string) => ({
      ...document,
      lines: document.lines.map((line) => ({ ...line, quantity, schedules: [] })),
    });
    expect(fromDocument(order, legs.export, silent(''), identities())).toEqual([]);
    expect(fromDocument(order, legs.export, silent('2000'), identities())).toEqual([]);
    expect(() => fromDocument(order, legs.export, silent('1800'), identities())).toThrow(
      'orders.change.deliveries-sum',
    );
  });

  it('leaves alone what has shipped', () => {
    const line = order.lines[0];
    const shipped: Order = {
      ...order,
      lines: order.lines.map((l) => ({ ...l, schedules: l.schedules.map((s) => ({ ...s, status: 'shipped' })) })),
    };
    const wish = {
      lineId: line?.id ?? '',
      scheduleId: line?.schedules[0]?.id ?? '',
      quantity: pieces('1'),
      date: day(49),
    };
    expect(() => fromWishes(shipped, [wish])).toThrow('orders.change.already-shipped');
    expect(() => fromWishes(order, [{ ...wish, scheduleId: 'foreign' }])).toThrow('orders.change.unknown-delivery');
  });
});

describe('a change request', () => {
  it('is proposed against the version that the proposer saw', () => {
    expect(told(proposeChange(proposal, customer, order))).toEqual(['ChangeProposed']);
    expect(() => proposeChange({ ...proposal, baseVersion: 2 }, customer, order)).toThrow('orders.change.stale');
  });

  it('changes something, and leaves something', () => {
    expect(() => proposeChange({ ...proposal, schedules: [] }, customer, order)).toThrow('orders.change.nothing');
    const nothing = order.lines.flatMap((line) =>
      line.schedules.map((s) => ({
        lineId: line.id,
        scheduleId: s.id,
        quantity: pieces('0'),
        date: day(1),
        quantityBefore: s.quantity.value,
        dateBefore: s.requested,
      })),
    );
    expect(() => proposeChange({ ...proposal, schedules: nothing }, customer, order)).toThrow(
      'orders.change.leaves-nothing',
    );
  });

  it('needs one responsible person of each owner when the customer asks', () => {
    const half = approveChange(supervisor, at, [])(proposedBy(customer)).state;
    expect(half.status).toBe('open');
    expect(approvalsMissing(half)).toEqual(['hengda']);
    expect(isLastApproval(half, production)).toBe(true);
    expect(agreed().status).toBe('agreed');
  });

  it('needs the customer’s consent too when an owner asks', () => {
    expect(approvalsMissing(proposedBy(boss))).toEqual(['harbor-pine', 'eastbridge', 'hengda']);
    expect(approveChange(customer, at, [])(proposedBy(boss)).state.approvals).toHaveLength(1);
  });

  it('is never approved by its proposer, but by another of his company', () => {
    expect(() => approveChange(boss, at, [])(proposedBy(boss))).toThrow('orders.change.own-proposal');
    expect(approveChange(supervisor, at, [])(proposedBy(boss)).state.approvals).toHaveLength(1);
  });

  it('is not approved by somebody who does not answer for it', () => {
    expect(() => approveChange(sales, at, [])(proposedBy(customer))).toThrow('orders.change.not-responsible');
    const stranger = person('x', 'stranger', 'trader', 'owner');
    expect(() => approveChange(stranger, at, [])(proposedBy(customer))).toThrow('orders.change.not-responsible');
  });

  it('is approved once by each', () => {
    const half = approveChange(supervisor, at, [])(proposedBy(customer)).state;
    expect(approveChange(boss, at, [])(half).state).toBe(half);
  });

  it('is not agreed when production cannot hold its dates, buffer included', () => {
    const half = approveChange(supervisor, at, [])(proposedBy(customer)).state;
    expect(() => approveChange(production, at, held(63))(half)).toThrow('orders.change.not-promisable');
    expect(() => approveChange(production, at, [])(half)).toThrow('orders.change.not-promisable');
  });

  it('ends as rejected by the other side, withdrawn by its own, or superseded', () => {
    const open = proposedBy(customer);
    expect(rejectChange(boss, 'no')(open).state).toMatchObject({ status: 'rejected', closedBecause: 'no' });
    expect(() => rejectChange(customer, 'no')(open)).toThrow('orders.change.same-side');
    expect(() => withdrawChange(boss, 'no')(open)).toThrow('orders.change.not-yours');
    expect(withdrawChange(customer, 'no')(open).state.status).toBe('withdrawn');
    const { outcome } = eventNamed<orders.ChangeClosed>(counterChange(boss, 'later')(open), 'ChangeClosed');
    expect(outcome).toBe('superseded');
    expect(supersedeChange('Order version 2')(open).state.status).toBe('superseded');
    expect(supersedeChange('Order version 2')(agreed()).state.status).toBe('superseded');
    expect(supersedeChange('Order version 2')(withdrawChange(customer, 'no')(open).state).events).toEqual([]);
    expect(() => approveChange(boss, at, [])(rejectChange(boss, 'no')(open).state)).toThrow('orders.change.not-open');
  });

  it('has one way to the order: open, agreed, applied', () => {
    const before = (status: (typeof changeStatuses)[number]) =>
      changeStatuses.filter((from) => changeMayBecome(from, status));
    expect(before('applied')).toEqual(['agreed']);
    expect(before('agreed')).toEqual(['open']);
  });
});

describe('an agreed change', () => {
  it('gives the order a new version, quantity and date, and keeps the first promise', () => {
    const outcome = applyChange(agreed(), legs, d0)(order);
    expect(outcome.state.orderVersion).toBe(2);
    expect(outcome.state.lines[0]?.quantity.value).toBe('2200');
    expect(outcome.state.lines[0]?.schedules[1]).toMatchObject({
      quantity: pieces('1000'),
      requested: day(70),
      promisedOriginal: day(77),
      promisedCurrent: day(70),
    });
    expect(told(outcome)).toEqual(['OrderChanged', 'ChangeAnswered to harbor-pine and eastbridge']);
    const changed = eventNamed<orders.OrderChanged>(outcome, 'OrderChanged');
    expect(changed.exportLeg?.total).toMatchObject({ amount: '41505.00', currency: 'USD' });
    expect(changed.purchaseLeg?.total).toMatchObject({ amount: '229400.00', currency: 'CNY' });
    const { lines } = eventNamed<orders.ChangeAnswered>(outcome, 'ChangeAnswered');
    expect(lines.map((l) => l.confirmations.map((c) => [c.status, c.quantity, c.date]))).toEqual([
      [
        ['accepted', '1200', day(49)],
        ['accepted', '1000', day(70)],
      ],
    ]);
  });

  it('does not fit an order that moved on', () => {
    expect(() => applyChange(agreed(), legs, d0)({ ...order, orderVersion: 2 })).toThrow('orders.change.stale');
  });

  it('does not fit an order of which the delivery has shipped meanwhile', () => {
    const [first, second] = order.lines[0]?.schedules ?? [];
    const shipped = (gone: typeof first): Order => ({
      ...order,
      lines: order.lines.map((l) => ({
        ...l,
        schedules: l.schedules.map((s) =>
          s.id === gone?.id ? { ...s, status: 'shipped', shipped: s.quantity.value } : s,
        ),
      })),
    });
    expect(overtakenBy(agreed(), shipped(first))).toBeNull();
    const because = 'Line 1: 800 of 800 PCE have shipped, what has shipped is no longer changed';
    expect(overtakenBy(agreed(), shipped(second))?.en).toBe(because);
    expect(() => applyChange(agreed(), legs, d0)(shipped(second))).toThrow('orders.change.already-shipped');
    expect(() => proposeChange(proposal, customer, shipped(second))).toThrow('orders.change.already-shipped');
  });

  it('adds nothing to an order that has shipped whole, when it is proposed and when it is applied', () => {
    const whole = { ...document, lines: document.lines.map((line) => ({ ...line, schedules: [] })) };
    const delivery = { quantity: '100', unit: 'PCE', date: day(90) };
    const standing = (order.lines[0]?.schedules ?? []).map((s) => ({ ...s.quantity, date: s.requested }));
    const more = {
      ...whole,
      lines: whole.lines.map((line) => ({
        ...line,
        schedules: [...standing.map(({ value, unit, date }) => ({ quantity: value, unit, date })), delivery],
      })),
    };
    const addition = { ...proposal, schedules: fromDocument(order, legs.export, more, () => 'new') };
    expect(addition.schedules).toMatchObject([{ scheduleId: 'new', quantityBefore: '0' }]);
    const open = proposeChange(addition, customer, order).state;
    const done = noteShipment(
      deliveriesOf(order).map(({ line, schedule }) => ({
        lineId: line.id,
        scheduleId: schedule.id,
        quantity: schedule.quantity.value,
      })),
      day(77),
    )(order).state;
    expect(done.status).toBe('shipped');
    expect(() => proposeChange(addition, customer, done)).toThrow('orders.change.already-shipped');
    expect(overtakenBy(open, done)).toEqual({ en: 'The whole order has shipped', zh: '订单已全部装运' });
    expect(() => applyChange(open, legs, d0)(done)).toThrow('orders.change.already-shipped');
  });

  it('is the end of an order of which it drops all that has not shipped', () => {
    const [first, second] = order.lines[0]?.schedules ?? [];
    const gone = (id = '', lineId = order.lines[0]?.id ?? '') => ({ lineId, scheduleId: id, quantity: '1200' });
    const partly = noteShipment(
      [gone(first?.id), { ...gone(order.lines[1]?.schedules[0]?.id, order.lines[1]?.id), quantity: '500' }],
      day(49),
    )(order).state;
    const dropping = schedules.map((s) => ({ ...s, quantity: pieces('0') }));
    expect(dropping.map((s) => s.scheduleId)).toEqual([second?.id]);
    const change = proposeChange({ ...proposal, schedules: dropping }, customer, partly).state;
    expect([partly.status, applyChange(change, legs, d0)(partly).state.status]).toEqual(['partly-shipped', 'shipped']);
  });

  it('leaves what the customer asked for where an owner proposed it', () => {
    const { lines } = applyChange({ ...agreed(), proposedBy: boss }, legs, d0)(order).state;
    expect(lines[0]?.schedules[1]).toMatchObject({ requested: day(77), promisedCurrent: day(70) });
  });
});

describe('a change that nobody decides', () => {
  it('expires on the day after its last working day, and stands until then', () => {
    const open = proposedBy(customer);
    expect(open.decideBy).toBe(day(7));
    expect(changeDeadlines.decision(open)).toEqual([{ on: day(8) }]);
    expect(expireChange(day(7))(open)).toEqual({ state: open, events: [] });
    const outcome = expireChange(day(8))(open);
    expect(outcome.state).toMatchObject({ status: 'expired', closedBecause: `Not decided by ${day(7)}` });
    expect(eventNamed<orders.ChangeClosed>(outcome, 'ChangeClosed').outcome).toBe('expired');
    expect(changeDeadlines.decision(outcome.state)).toEqual([]);
  });

  it('goes its way once everybody has agreed', () => {
    expect(changeDeadlines.decision(agreed())).toEqual([]);
    expect(expireChange(day(8))(agreed()).events).toEqual([]);
  });
});

describe('the answer to a change that is not done as asked', () => {
  it('rejects with the reason, or counters with what would be possible', () => {
    const refused = rejectChange(boss, 'no capacity')(proposedBy(customer)).state;
    const rejection = { state: order, events: [refusalAnswer(refused, null, order, legs.export)] };
    expect(eventNamed<orders.ChangeAnswered>(rejection, 'ChangeAnswered')).toMatchObject({
      outcome: 'rejected',
      lines: [{ confirmations: [{ status: 'rejected', reason: 'no capacity', date: day(70) }] }],
    });
    const later = {
      ...proposal,
      schedules: schedules.map((s) => ({ ...s, date: day(74) })),
      reason: 'four days later',
    };
    const counter = proposeChange(later, boss, order).state;
    const answer = { state: order, events: [refusalAnswer(refused, counter, order, legs.export)] };
    expect(eventNamed<orders.ChangeAnswered>(answer, 'ChangeAnswered')).toMatchObject({
      outcome: 'changed',
      lines: [{ confirmations: [{ status: 'date-changed', quantity: '1000', date: day(74) }] }],
    });
  });
});
