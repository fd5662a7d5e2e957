import { create, gateway } from '@tradeloom/contracts';
import type { Component } from '../items/item.rules.ts';
import { outsourcedWork, ownWork, replanWork } from '../progress/planned-work.rules.ts';
import type { DeliveryPromise } from '../promises/delivery-promise.rules.ts';
import { plant } from '../promises/demo-plant.fixture.ts';
import { promiseDeliveries } from '../promises/promise.rules.ts';
import { answeredLines, answerOf } from './answers.rules.ts';
import { componentNeeds } from './component-needs.rules.ts';
import { placeOutsourcingOrder } from './outsourcing-order.rules.ts';
import { drawUpOrders } from './place-orders.rules.ts';

const today = '2026-12-07';
const [kettles] = promiseDeliveries(
  [
    {
      lineId: 'L1',
      scheduleId: 'S1',
      item: 'KT-18',
      quantity: { value: '1200', unit: 'PCE' },
      requested: '2027-01-25',
    },
  ],
  plant,
  today,
);
const promise: DeliveryPromise = {
  id: 'order-1',
  version: 1,
  parties: ['eastbridge', 'hengda'],
  number: 'EB-1',
  customer: 'harbor-pine',
  trader: 'eastbridge',
  factory: 'hengda',
  status: 'firm',
  schedules: [{ ...kettles!, committed: '2027-01-25' }],
  dataAsOf: '2026-12-07T00:00:00Z',
};
const terms = (code: string, supplier: string): Component => ({
  id: code,
  version: 0,
  parties: ['hengda', supplier],
  factory: 'hengda',
  supplier,
  code,
  description: code,
  unit: 'PCE',
  unitPrice: '11.80',
  currency: 'CNY',
  taxPercent: '13',
  materials: [],
});
const needs = componentNeeds(promise.schedules, plant.items, today);
const placements = drawUpOrders(promise, needs, [terms('KT18-BODY', 'jingsu'), terms('KT18-BASE', 'jinfeng')], today);
const order = placeOutsourcingOrder({ ...placements[1]!, id: 'oo-1' }).state;

describe('the orders to suppliers', () => {
  it('are one per supplier, numbered after the customer order', () =>
    expect(placements.map((p) => [p.number, p.supplier, p.lines.length])).toEqual([
      ['EB-1-1', 'jinfeng', 1],
      ['EB-1-2', 'jingsu', 1],
    ]));
  it('need agreed terms', () =>
    expect(() => drawUpOrders(promise, needs, [terms('KT18-BODY', 'jingsu')], today)).toThrow(
      'production.outsourcing.no-terms',
    ));
});

describe('planned work', () => {
  it('of the factory runs from the plan’s start to its finish, buffered by the committed date', () =>
    expect(ownWork(promise, promise.schedules[0]!)).toMatchObject({
      id: 'order-1/L1/S1',
      startsOn: '2026-12-28',
      targets: [{ quantity: '1200', due: '2027-01-07' }],
      slackDays: 14,
    }));
  it('of a supplier runs from his order to its due date', () =>
    expect(outsourcedWork(order, order.lines[0]!, promise, plant.items)).toMatchObject({
      id: 'oo-1/1',
      parties: ['eastbridge', 'hengda', 'jingsu'],
      lineId: 'L1',
      scheduleId: null,
      startsOn: today,
      targets: [{ quantity: '1200', due: '2026-12-28' }],
      slackDays: 14,
    }));
  it('adds up the deliveries of a line', () => {
    const line = {
      ...order.lines[0]!,
      deliveries: [...order.lines[0]!.deliveries, { quantity: '200', dueOriginal: 'x', due: '2027-01-21' }],
    };
    expect(outsourcedWork(order, line, promise, plant.items).targets).toEqual([
      { quantity: '1200', due: '2026-12-28' },
      { quantity: '1400', due: '2027-01-21' },
    ]);
  });
  it('keeps what is done when it is planned anew', () => {
    const figures = { finished: { good: '10', scrap: '0', asOf: '2026-12-20T00:00:00Z' } };
    const plan = ownWork(promise, promise.schedules[0]!);
    expect(replanWork({ ...plan, quantity: '1300' })({ ...plan, figures }).state).toMatchObject({
      quantity: '1300',
      figures,
    });
  });
});

describe('a supplier’s answer', () => {
  const answer = (status: string, date: string) =>
    create(gateway.SupplierConfirmationLineSchema, {
      line: '1',
      confirmations: [{ status, quantity: '1200', unit: 'PCE', date }],
    });

  it('keeps the date asked for where it names none', () =>
    expect(answeredLines([answer('accepted', '')], order)).toEqual([
      { line: '1', confirmations: [{ quantity: '1200', date: '2026-12-28' }] },
    ]));
  it('confirms nothing of what it refuses', () =>
    expect(answeredLines([answer('rejected', '')], order)).toEqual([{ line: '1', confirmations: [] }]));
  it('confirms as asked what it names without saying more', () => {
    const named = create(gateway.SupplierConfirmationLineSchema, { line: '1' });
    expect(answeredLines([named], order)).toEqual([{ line: '1', confirmations: null }]);
  });
  it('is accepted, changed or rejected', () => {
    expect(answerOf('changed')).toBe('changed');
    expect(() => answerOf('maybe')).toThrow('production.outsourcing.unknown-answer');
  });
});
