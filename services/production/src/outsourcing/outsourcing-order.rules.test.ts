import { addDays } from '@tradeloom/kernel';
import { plant } from '../promises/demo-plant.fixture.ts';
import { promiseDeliveries, replanDeliveries } from '../promises/promise.rules.ts';
import { acknowledge, acknowledgeChange } from './acknowledgement.rules.ts';
import { componentNeeds } from './component-needs.rules.ts';
import { followChange, noLongerNeeded } from './follow-change.rules.ts';
import {
  confirmedDueOf,
  dueOf,
  type OutsourcingOrder,
  placeOutsourcingOrder,
  quantityOf,
} from './outsourcing-order.rules.ts';

const d0 = '2026-12-07';
const day = (n: number): string => addDays(d0, n);
const wish = (lineId: string, scheduleId: string, item: string, value: string, requested: string) => ({
  lineId,
  scheduleId,
  item,
  quantity: { value, unit: 'PCE' },
  requested,
});
const schedules = promiseDeliveries(
  [
    wish('L1', 'S1', 'KT-18', '1200', day(49)),
    wish('L1', 'S2', 'KT-18', '800', day(77)),
    wish('L2', 'S1', 'TS-04', '500', day(57)),
  ],
  plant,
  d0,
);
const line = (number: string, item: string, quantity: string, orderLineId: string, perPiece: string) => ({
  line: number,
  item,
  description: item,
  unit: 'PCE',
  unitPrice: '11.80',
  orderLineId,
  deliveries: [{ quantity, dueOriginal: day(21), due: day(21) }],
  confirmations: [],
  materials: [{ item: 'PP-GRANULE', description: 'PP', perPiece: { value: perPiece, unit: 'KGM' } }],
  received: '0',
  accepted: '0',
  rejected: '0',
});
const placed = placeOutsourcingOrder({
  id: 'oo-1',
  number: 'EB-1-2',
  orderId: 'order-1',
  trader: 'eastbridge',
  factory: 'hengda',
  supplier: 'jingsu',
  currency: 'CNY',
  taxPercent: '13',
  placedOn: day(5),
  lines: [line('1', 'KT18-BODY', '2000', 'L1', '0.42'), line('2', 'TS04-KNOB', '500', 'L2', '0.08')],
});
const order: OutsourcingOrder = placed.state;

describe('the parts of an order', () => {
  it('are the whole quantity per component, due when assembly starts', () =>
    expect(componentNeeds(schedules, plant.items, day(5))).toMatchObject([
      { item: 'KT18-BASE', supplier: 'jinfeng', quantity: '2000', due: day(21), orderLineId: 'L1' },
      { item: 'KT18-BODY', supplier: 'jingsu', quantity: '2000', due: day(21), orderLineId: 'L1' },
      { item: 'TS04-KNOB', supplier: 'jingsu', quantity: '500', due: day(21), orderLineId: 'L2' },
      { item: 'TS04-SHELL', supplier: 'jinfeng', quantity: '500', due: day(21), orderLineId: 'L2' },
    ]));
  it('are due after their lead time when assembly should have started already', () =>
    expect(componentNeeds(schedules, plant.items, day(30))[0]?.due).toBe(day(51)));
  it('that a change adds are due when the new plan counts on them', () => {
    const [s2] = replanDeliveries([wish('L1', 'S2', 'KT-18', '1000', day(70))], schedules, plant, day(24));
    const changed = schedules.map((s) => (s.scheduleId === 'S2' ? s2! : s));
    expect(componentNeeds(changed, plant.items, day(24))[1]).toMatchObject({ quantity: '2200', dueOfMore: day(45) });
  });
});

describe('an outsourcing order', () => {
  it('tells the supplier his material', () =>
    expect(placed.events[0]).toMatchObject({
      materials: [{ item: 'PP-GRANULE', quantity: { value: '880', unit: 'KGM' } }],
    }));

  it('is acknowledged as asked', () => {
    const { state, events } = acknowledge('accepted', [], day(6))(order);
    expect(state.lines.map(confirmedDueOf)).toEqual([day(21), day(21)]);
    expect(events[0]).toMatchObject({ outcome: 'accepted', placedOn: day(5), acknowledgedOn: day(6) });
  });
  it('is acknowledged in parts with dates of the supplier', () => {
    const parts = [
      { quantity: '1500', date: day(21) },
      { quantity: '500', date: day(25) },
    ];
    const { state } = acknowledge('changed', [{ line: '1', confirmations: parts }], day(6))(order);
    expect(state.lines[0]?.confirmations).toEqual(parts);
    expect(state.lines.map(confirmedDueOf)).toEqual([day(25), day(21)]);
  });
  it('is not confirmed where the supplier refuses a line', () => {
    const { state, events } = acknowledge('changed', [{ line: '2', confirmations: [] }], day(6))(order);
    expect(state.lines.map((l) => l.confirmations)).toEqual([[{ quantity: '2000', date: day(21) }], []]);
    expect(events[0]).toMatchObject({ lines: [{ due: day(21) }, { due: '' }] });
  });
  it('is acknowledged once, however often the answer comes', () => {
    const { state } = acknowledge('accepted', [], day(6))(order);
    expect(acknowledge('accepted', [], day(8))(state)).toEqual({ state, events: [] });
  });
  it('refuses an answer about a line it has not', () =>
    expect(() => acknowledge('changed', [{ line: '9', confirmations: [] }], day(6))(order)).toThrow(
      'production.outsourcing.unknown-line',
    ));
  it('keeps its lines when it is rejected', () =>
    expect(acknowledge('rejected', [], day(6))(order).state).toMatchObject({ status: 'rejected', lines: order.lines }));
});

describe('an outsourcing order that follows a change', () => {
  const more = followChange('CH-1', [{ item: 'KT18-BODY', quantity: '2200', due: day(45) }], day(24));

  it('gets what is added as a further delivery', () => {
    const { state, events } = more(order);
    expect(state.lines[0]?.deliveries).toEqual([
      { quantity: '2000', dueOriginal: day(21), due: day(21) },
      { quantity: '200', dueOriginal: day(45), due: day(45) },
    ]);
    expect(events[0]).toMatchObject({
      changeNumber: 'CH-1',
      lines: [
        { line: '1', quantity: { value: '2200' }, due: day(45) },
        { line: '2', quantity: { value: '500' }, due: day(21) },
      ],
    });
  });
  it('loses from its last delivery what is not needed any more', () => {
    const { state } = followChange(
      'CH-2',
      [{ item: 'KT18-BODY', quantity: '2050', due: day(45) }],
      day(25),
    )(more(order).state);
    expect(state.lines[0] && [quantityOf(state.lines[0]), dueOf(state.lines[0])]).toEqual(['2050', day(45)]);
  });
  it('is left alone by a change that does not concern it', () =>
    expect(
      followChange('CH-1', [{ item: 'KT18-BODY', quantity: '2000', due: day(45) }], day(24))(order).events,
    ).toEqual([]));
  it('follows a change once', () => {
    const { state } = more(order);
    expect(more(state)).toEqual({ state, events: [] });
  });
  it('does not fall below what was received: that was made, and is paid for', () => {
    const received = { ...order, lines: order.lines.map((l) => ({ ...l, received: '500' })) };
    const fewer = [{ item: 'KT18-BODY', quantity: '400', due: day(45) }];
    expect(followChange('CH-3', fewer, day(24))(received).state.lines.map(quantityOf)).toEqual(['500', '500']);
  });
  it('is cut to nothing where nothing uses its item any more, and keeps its date', () => {
    const kettlesOnly = [{ item: 'KT18-BODY', quantity: '2000', due: day(45) }];
    const needs = [...kettlesOnly, ...noLongerNeeded(order, kettlesOnly)];
    const { state, events } = followChange('CH-4', needs, day(24))(order);
    expect(state.lines.map((l) => [quantityOf(l), dueOf(l)])).toEqual([
      ['2000', day(21)],
      ['0', day(21)],
    ]);
    expect(events[0]).toMatchObject({ lines: [{ line: '1' }, { line: '2', quantity: { value: '0' } }] });
  });
  it('is answered by the supplier once', () => {
    const answer = acknowledgeChange('CH-1', 'accepted', []);
    const { state, events } = answer(more(order).state);
    expect(events[0]).toMatchObject({ changeNumber: 'CH-1', outcome: 'accepted' });
    expect(answer(state).events).toEqual([]);
  });
  it('refuses an answer to a change it does not know', () =>
    expect(() => acknowledgeChange('CH-9', 'accepted', [])(order)).toThrow('production.outsourcing.unknown-change'));
});
