import type { orders } from '@tradeloom/contracts';
import { audited, d0, day, eventNamed, firm, legsFrom, offered, place, told } from '../../test/mothers.ts';
import { answerOffer } from './answer-offer.rules.ts';
import { noteCredit } from './answer-order.rules.ts';
import { lapseOrder, remindOwners } from './lapse-order.rules.ts';
import { orderDeadlines } from './order-deadlines.rules.ts';

const confirmation = { number: 'C-1', purpose: 'confirmation' as const, note: '', source: null, lines: [] };
const held = () => {
  const { order, legs } = audited();
  return { order: noteCredit('hold', legs, d0)(order).state, legs };
};

describe('a counter-offer that nobody answers', () => {
  it('is open for five working days, and comes to its end on the day after', () => {
    const { order } = offered();
    expect(order.lapsesAfter).toBe(day(7));
    expect(orderDeadlines.lapse(order)).toEqual([{ on: day(8) }]);
  });

  it('tells the customer that nothing stands, and everybody else that nothing is kept', () => {
    const { order, legs } = offered();
    const outcome = lapseOrder(legs, day(8))(order);
    expect(outcome.state).toMatchObject({ status: 'expired', lapsesAfter: null });
    expect(told(outcome)).toEqual(['OrderAnswered to harbor-pine and eastbridge', 'OrderClosed']);
    expect(eventNamed<orders.OrderClosed>(outcome, 'OrderClosed').outcome).toBe('expired');
    const answer = eventNamed<orders.OrderAnswered>(outcome, 'OrderAnswered');
    expect(answer.outcome).toBe('rejected');
    expect(answer.lines.map((line) => line.confirmations)).toMatchObject([
      [{ status: 'rejected', quantity: '2000', reason: `The counter-offer was open until ${day(7)}` }],
      [{ status: 'rejected', quantity: '500' }],
    ]);
    expect(answer.lines.map((line) => line.unitPrice)).toEqual(['14.85', '17.67']);
    expect(orderDeadlines.lapse(outcome.state)).toEqual([]);
  });

  it('stands until the end of its last day', () => {
    const { order, legs } = offered();
    expect(lapseOrder(legs, day(7))(order)).toEqual({ state: order, events: [] });
  });

  it('does not lapse once it was accepted, and cannot be accepted once it has lapsed', () => {
    const { order, legs } = offered();
    const accepted = answerOffer(confirmation, legs, day(7))(order).state;
    expect(lapseOrder(legs, day(8))(accepted)).toEqual({ state: accepted, events: [] });
    const lapsed = lapseOrder(legs, day(8))(order).state;
    expect(() => answerOffer(confirmation, legs, day(8))(lapsed)).toThrow('orders.order.no-offer');
  });
});

describe('an order that is held', () => {
  it('reminds the owners after a working day, and says what it waits for', () => {
    const { order } = held();
    expect(orderDeadlines['left-waiting'](order)).toEqual([{ on: day(2) }]);
    const outcome = remindOwners(order);
    expect(told(outcome)).toEqual(['OrderLeftWaiting to eastbridge and hengda']);
    expect(eventNamed<orders.OrderLeftWaiting>(outcome, 'OrderLeftWaiting')).toMatchObject({
      waitingFor: ['credit-hold'],
      lapsesAfter: day(14),
    });
    expect(outcome.state).toBe(order);
  });

  it('is given up after ten working days, however often it is looked at meanwhile', () => {
    const { order, legs } = held();
    const again = noteCredit('hold', legs, day(9))(order).state;
    expect(again.lapsesAfter).toBe(day(14));
    expect(lapseOrder(legs, day(15))(again).state.status).toBe('expired');
  });
});

it('leaves an order alone that waits for no person', () => {
  const placed = place();
  for (const order of [placed.order.state, audited().order, firm().order]) {
    expect(Object.values(orderDeadlines).flatMap((momentsOf) => momentsOf(order))).toEqual([]);
    expect(lapseOrder(legsFrom(placed), day(400))(order).events).toEqual([]);
    expect(remindOwners(order).events).toEqual([]);
  }
});
