import type { OutsourcingOrder } from '../outsourcing/outsourcing-order.rules.ts';
import { announceDelivery } from './despatch.rules.ts';
import { countReceived, receiveGoods } from './receipt.rules.ts';
import { bookVerdict, concedeLot, countSettled } from './settlement.rules.ts';

const line = (number: string, item: string, quantity: string) => ({
  line: number,
  item,
  description: item,
  unit: 'PCE',
  unitPrice: '11.80',
  orderLineId: 'L1',
  deliveries: [
    { quantity, dueOriginal: '2026-12-28', due: '2026-12-30' },
    { quantity: '200', dueOriginal: '2027-01-21', due: '2027-01-21' },
  ],
  confirmations: [],
  materials: [],
  received: '0',
  accepted: '0',
  rejected: '0',
});
const order: OutsourcingOrder = {
  id: 'oo-1',
  version: 1,
  parties: ['hengda', 'jingsu'],
  number: 'EB-1-2',
  orderId: 'order-1',
  trader: 'eastbridge',
  factory: 'hengda',
  supplier: 'jingsu',
  currency: 'CNY',
  taxPercent: '13',
  placedOn: '2026-12-12',
  acknowledgedOn: null,
  status: 'placed',
  lines: [line('1', 'KT18-BODY', '2000'), line('2', 'TS04-KNOB', '500')],
  changes: [],
};
const sent = (number: string, quantity: string) => ({
  line: number,
  lot: `B${number}`,
  quantity,
  unit: 'PCE',
  cartons: 10,
});
const note = {
  id: 'd-1',
  number: 'DN-1',
  factory: 'hengda',
  supplier: 'jingsu',
  despatchedOn: '2026-12-27',
  lines: [sent('1', '2000'), sent('2', '500')],
};
const despatch = announceDelivery(note, order).state;
const counted = (number: string, quantity: string, rework = false) => ({
  line: number,
  lot: `B${number}`,
  quantity,
  rework,
});
const arrival = {
  id: 'r-1',
  number: 'GR-1',
  receivedOn: '2026-12-28',
  counted: [counted('1', '2000'), counted('2', '500')],
  earlier: [],
};
const receipt = receiveGoods(despatch, order, arrival).state;
const verdict = (number: string, accepted: string, rejected: string, lotId = '') => ({
  lotId,
  line: number,
  lot: `B${number}`,
  accepted,
  rejected,
});
const terms = { order, balances: [] };

describe('a delivery note', () => {
  it('speaks of lines that the order has', () =>
    expect(() => announceDelivery({ ...note, lines: [sent('9', '1')] }, order)).toThrow(
      'production.outsourcing.unknown-line',
    ));
  it('counts in the unit of the line', () =>
    expect(() => announceDelivery({ ...note, lines: [{ ...sent('1', '1'), unit: 'CTN' }] }, order)).toThrow(
      'production.receipt.unit',
    ));
});

describe('a goods receipt', () => {
  it('tells the first and the present due date of what it fills', () =>
    expect(receipt.lines[0]).toMatchObject({ dueOriginal: '2026-12-28', dueCurrent: '2026-12-30', ordered: '2200' }));
  it('fills the next delivery when the first is full', () => {
    const full = countReceived(receipt.lines)(order).state;
    const more = receiveGoods({ ...despatch, lines: [{ ...despatch.lines[0]!, quantity: '2200' }] }, full, {
      ...arrival,
      counted: [counted('1', '200')],
      earlier: [receipt],
    });
    expect(more.state.lines[0]).toMatchObject({ dueOriginal: '2027-01-21' });
  });
  it('does not count more than was sent, in one count or in several', () => {
    expect(() => receiveGoods(despatch, order, { ...arrival, counted: [counted('1', '2001')] })).toThrow(
      'production.receipt.more-than-sent',
    );
    expect(() =>
      receiveGoods(despatch, order, { ...arrival, counted: [counted('1', '1')], earlier: [receipt] }),
    ).toThrow('production.receipt.more-than-sent');
  });
  it('counts reworked pieces once', () => {
    const { state } = countReceived([{ ...receipt.lines[0]!, received: '40', rework: true }])(order);
    expect(state.lines[0]?.received).toBe('0');
  });
});

describe('a receipt', () => {
  const half = bookVerdict(verdict('1', '1960', '40'), terms)(receipt);

  it('waits until every line is inspected', () => {
    expect(half.events).toEqual([]);
    expect(half.state.status).toBe('inspecting');
  });
  it('is settled by the last verdict, with price and tax', () => {
    const { state, events } = bookVerdict(verdict('2', '500', '0'), terms)(half.state);
    expect(state.status).toBe('settled');
    expect(events[0]).toMatchObject({
      currency: 'CNY',
      taxPercent: '13',
      lines: [
        { line: '1', received: '2000', accepted: '1960', rejected: '40', unitPrice: '11.80' },
        { line: '2', received: '500', accepted: '500', rejected: '0' },
      ],
    });
    expect(countSettled(half.state, state)(order).state.lines[0]).toMatchObject({ accepted: '1960', rejected: '40' });
  });
  it('changes no more once settled', () => {
    const { state } = bookVerdict(verdict('2', '500', '0'), terms)(half.state);
    expect(bookVerdict(verdict('2', '0', '500'), terms)(state)).toEqual({ state, events: [] });
  });
  it('refuses a verdict that does not make up what was received', () =>
    expect(() => bookVerdict(verdict('1', '1960', '0'), terms)(receipt)).toThrow('production.receipt.verdict'));
});

describe('a lot of a receipt that was not accepted', () => {
  const known = bookVerdict(
    verdict('2', '500', '0', 'lot-2'),
    terms,
  )(bookVerdict(verdict('1', '0', '2000', 'lot-1'), terms)(receipt).state).state;
  const lot1 = { lotId: 'lot-1', line: '1', lot: 'B1', quantity: '2000' };
  const before = countSettled(receipt, known)(order).state;

  it('may be used once it is conceded, told again and counted once', () => {
    const { state, events } = concedeLot(lot1, terms)(known);
    expect(events).toMatchObject([{ corrected: true, lines: [{ accepted: '2000', rejected: '0', reason: '' }, {}] }]);
    expect(before.lines[0]).toMatchObject({ accepted: '0', rejected: '2000' });
    expect(countSettled(known, state)(before).state.lines).toMatchObject([
      { accepted: '2000', rejected: '0' },
      { accepted: '500', rejected: '0' },
    ]);
    expect(concedeLot(lot1, terms)(state)).toEqual({ state, events: [] });
  });
  it('may be used as far as its next inspection accepts it, the rest goes back', () => {
    const { state, events } = bookVerdict(verdict('1', '1900', '100', 'lot-1'), terms)(known);
    expect(events).toMatchObject([{ corrected: true, lines: [{ accepted: '1900', rejected: '100' }, {}] }]);
    expect(countSettled(known, state)(before).state.lines[0]).toMatchObject({ accepted: '1900', rejected: '100' });
    expect(bookVerdict(verdict('1', '0', '2000', 'lot-1'), terms)(state).events).toEqual([]);
  });
  it('may be used as far as it was set aside and is conceded, and no further', () => {
    const most = bookVerdict(verdict('1', '1900', '100', 'lot-1'), terms)(known).state;
    const conceded = concedeLot({ ...lot1, quantity: '100' }, terms)(most);
    expect(conceded.events).toMatchObject([{ corrected: true, lines: [{ accepted: '2000', rejected: '0' }, {}] }]);
    expect(() => concedeLot({ ...lot1, quantity: '101' }, terms)(most)).toThrow('production.receipt.concession');
  });
  it('of a receipt that is still inspected is told with the rest of it', () => {
    const half = bookVerdict(verdict('1', '0', '2000', 'lot-1'), terms)(receipt).state;
    const conceded = concedeLot(lot1, terms)(half);
    expect(conceded.events).toEqual([]);
    expect(bookVerdict(verdict('2', '500', '0', 'lot-2'), terms)(conceded.state).events).toMatchObject([
      { corrected: false, lines: [{ accepted: '2000' }, { accepted: '500' }] },
    ]);
  });
  it('that an earlier release booked is found by its line, lot and quantity', () => {
    const lines = known.lines.map(({ lotId: _, ...rest }) => rest);
    expect(concedeLot(lot1, terms)({ ...known, lines }).state.lines[0]).toMatchObject({ accepted: '2000' });
  });
  it('is not taken for another that is not inspected yet', () =>
    expect(concedeLot(lot1, terms)(receipt)).toEqual({ state: receipt, events: [] }));
});

describe('two lots of a line that the note does not name', () => {
  const unnamed = (received: string) => ({ ...receipt.lines[0]!, lot: '', received });
  const both = { ...receipt, lines: [unnamed('1200'), unnamed('800')] };

  it('get each its own verdict, whichever comes first', () => {
    const second = { lotId: 'lot-b', line: '1', lot: '', accepted: '790', rejected: '10' };
    const first = { lotId: 'lot-a', line: '1', lot: '', accepted: '1200', rejected: '0' };
    const { state } = bookVerdict(first, terms)(bookVerdict(second, terms)(both).state);
    expect(state.lines).toMatchObject([
      { received: '1200', accepted: '1200', lotId: 'lot-a' },
      { received: '800', accepted: '790', lotId: 'lot-b' },
    ]);
  });
});
