import type { orders } from '@tradeloom/contracts';
import { day, eventNamed, legsFrom, pieces, place, request, told } from '../../test/mothers.ts';
import type { RequestedLine } from './line-admission.rules.ts';
import { contentOf } from './place-order.rules.ts';

const [kettles, toasters] = request.lines as [RequestedLine, RequestedLine];
const withLines = (...lines: RequestedLine[]) => place({ ...request, lines });

describe('placing an order', () => {
  it('keeps the customer’s own numbers beside ours, and finds his item numbers', () => {
    const { state } = place().order;
    expect(state).toMatchObject({
      number: 'TL-2026-000001',
      customerOrder: 'PO-1',
      status: 'received',
      orderVersion: 1,
    });
    expect(state.lines.map((line) => [line.customerLine, line.buyerItem, line.item])).toEqual([
      ['1', 'HP-20018', 'KT-18'],
      ['2', 'HP-30004', 'TS-04'],
    ]);
    expect(state.lines[0]?.schedules.map((s) => [s.quantity.value, s.requested, s.promisedOriginal])).toEqual([
      ['1200', day(49), null],
      ['800', day(77), null],
    ]);
  });

  it('draws two contracts, each for its own two parties', () => {
    const legs = legsFrom(place());
    expect(legs.export).toMatchObject({ parties: ['eastbridge', 'harbor-pine'], total: '38535.00', currency: 'USD' });
    expect(legs.purchase).toMatchObject({
      parties: ['hengda', 'eastbridge'],
      total: '213000.00',
      currency: 'CNY',
      taxPercent: '13',
    });
  });

  it('tells all three parties, without a price', () => {
    const { order } = place();
    expect(told(order)).toEqual(['OrderReceived']);
    expect(order.state.parties).toEqual(['harbor-pine', 'eastbridge', 'hengda']);
  });

  it('takes the list price where the order states none', () => {
    const legs = legsFrom(withLines({ ...kettles, unitPrice: '' }));
    expect(legs.export.prices[0]?.unitPrice).toBe('14.85');
  });
});

describe('a line that cannot be served', () => {
  it.each<[string, Partial<RequestedLine>, string]>([
    ['of an unknown item', { sellerItem: 'NO-SUCH', buyerItem: 'HP-99999' }, 'Item NO-SUCH is not known'],
    ['in another unit', { quantity: { value: '500', unit: 'CTN' } }, 'TS-04 is sold by PCE, not by CTN'],
    ['of no pieces', { quantity: pieces('0') }, 'The quantity is not positive'],
    ['without a delivery', { schedules: [] }, 'Each delivery needs a quantity and a date'],
    [
      'whose deliveries do not sum up',
      { schedules: [{ quantity: pieces('499'), date: day(42) }] },
      'The deliveries sum to 499, the line says 500',
    ],
    ['of another factory', { sellerItem: 'FAN-1' }, 'FAN-1 is made by another factory: order it apart'],
  ])('%s is rejected with its reason, the rest goes on', (_, change, reason) => {
    const { order, legs } = withLines(kettles, { ...toasters, ...change });
    expect(order.state.lines.map((line) => line.status)).toEqual(['open', 'rejected']);
    expect(order.state.lines[1]?.reason?.en).toBe(reason);
    expect(order.state.lines[1]?.reason?.zh).not.toBe('');
    expect(legs[0]?.total).toBe('29700.00');
    expect(eventNamed<orders.OrderReceived>(order, 'OrderReceived').lines).toHaveLength(1);
  });

  it('is answered at once when it is the only one', () => {
    const { order, legs } = withLines({ ...toasters, buyerItem: 'HP-99999' });
    expect(order.state.status).toBe('rejected');
    expect(legs).toEqual([]);
    expect(told(order)).toEqual(['OrderAnswered', 'OrderClosed']);
    const answer = eventNamed<orders.OrderAnswered>(order, 'OrderAnswered');
    expect(answer.outcome).toBe('rejected');
    expect(answer.lines[0]?.confirmations).toMatchObject([
      { status: 'rejected', quantity: '500', reason: 'Item HP-99999 is not known' },
    ]);
  });
});

describe('an order that cannot be taken', () => {
  it('is one of a customer without a price list', () => {
    expect(() => place({ ...request, customer: 'stranger' })).toThrow('orders.order.no-agreement');
  });

  it('is one in another currency', () => {
    expect(() => place({ ...request, currency: 'EUR' })).toThrow('orders.order.currency');
  });
});

it('the content of an order does not depend on the file that brought it', () => {
  const source = { interchangeId: 'i', messageControl: '0001', messageType: '850', groupControl: '1' };
  expect(contentOf({ ...request, source })).toBe(contentOf(request));
  expect(contentOf({ ...request, lines: [kettles] })).not.toBe(contentOf(request));
});
