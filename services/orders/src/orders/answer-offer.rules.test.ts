import type { orders } from '@tradeloom/contracts';
import { audited, d0, day, eventNamed, firm, offered, told } from '../../test/mothers.ts';
import { answerOffer, type CustomerChange } from './answer-offer.rules.ts';
import { noteCredit } from './answer-order.rules.ts';
import { lapseOrder, remindOwners } from './lapse-order.rules.ts';
import { orderDeadlines } from './order-deadlines.rules.ts';
import { cancelUnanswered, takeChange } from './take-change.rules.ts';
import { waitingFor, waitingForCustomer } from './waiting.rules.ts';

const accepting: CustomerChange = {
  number: 'C-1',
  purpose: 'change',
  note: '',
  source: null,
  lines: [
    {
      customerLine: '2',
      action: 'reschedule',
      quantity: '500',
      unitPrice: '',
      schedules: [{ quantity: '500.0', unit: 'PCE', date: day(57) }],
    },
  ],
};
const dated = (date: string): CustomerChange => ({
  ...accepting,
  lines: accepting.lines.map((line) => ({ ...line, schedules: [{ quantity: '500', unit: 'PCE', date }] })),
});

describe('the answer to a counter-offer', () => {
  it('makes the order firm when it names what was offered', () => {
    const { order, legs } = offered();
    const outcome = answerOffer(accepting, legs, d0)(order);
    expect(outcome.state.status).toBe('firm');
    expect(told(outcome)).toEqual(['ChangeAnswered to harbor-pine and eastbridge', 'OrderConfirmed']);
    const answer = eventNamed<orders.ChangeAnswered>(outcome, 'ChangeAnswered');
    expect(answer.lines[1]?.confirmations).toMatchObject([{ status: 'accepted', quantity: '500', date: day(57) }]);
  });

  it('keeps the requested date beside the promised one', () => {
    const { order, legs } = offered();
    const { state } = answerOffer(accepting, legs, d0)(order);
    expect(state.lines[1]?.schedules[0]).toMatchObject({
      requested: day(42),
      promisedOriginal: day(57),
      promisedCurrent: day(57),
      status: 'firm',
    });
  });

  it('makes it firm by word alone', () => {
    const { order, legs } = offered();
    const word = { ...accepting, purpose: 'confirmation' as const, lines: [] };
    expect(answerOffer(word, legs, d0)(order).state.status).toBe('firm');
  });

  it.each([day(56), day(42)])('with another date (%s) is answered with the standing offer', (date) => {
    const { order, legs } = offered();
    const outcome = answerOffer(dated(date), legs, d0)(order);
    expect(outcome.state.status).toBe('offered');
    const answer = eventNamed<orders.ChangeAnswered>(outcome, 'ChangeAnswered');
    expect(answer.outcome).toBe('rejected');
    expect(answer.lines[1]?.confirmations).toMatchObject([{ status: 'date-changed', date: day(57) }]);
  });

  it.each([
    ['deletes the line', { action: 'delete', quantity: '0', schedules: [] }],
    ['wants fewer', { action: 'quantity-decrease', quantity: '300', schedules: [] }],
    ['names no date', { action: 'reschedule', schedules: [] }],
    ['wants another price', { unitPrice: '17.00' }],
    ['is counted otherwise', { schedules: [{ quantity: '500', unit: 'CTN', date: day(57) }] }],
  ])('is no acceptance when it %s', (_, other) => {
    const { order, legs } = offered();
    const change = { ...accepting, lines: accepting.lines.map((line) => ({ ...line, ...other })) };
    expect(answerOffer(change, legs, d0)(order).state.status).toBe('offered');
  });

  it('may leave the other line as it is, at the agreed price', () => {
    const { order, legs } = offered();
    const same = { customerLine: '1', action: 'change', quantity: '2000', unitPrice: '14.850', schedules: [] };
    expect(answerOffer({ ...accepting, lines: [...accepting.lines, same] }, legs, d0)(order).state.status).toBe('firm');
  });

  it('may drop the line that the offer refused', () => {
    const { order, legs } = audited([31, 39, null]);
    const partly = noteCredit('ok', legs, d0)(order).state;
    expect(partly.status).toBe('offered');
    const drop = { customerLine: '2', action: 'delete', quantity: '0', unitPrice: '', schedules: [] };
    expect(answerOffer({ ...accepting, lines: [drop] }, legs, d0)(partly).state.status).toBe('firm');
    expect(answerOffer({ ...accepting, lines: [] }, legs, d0)(partly).state.status).toBe('offered');
  });

  it('accepts nothing by leaving the changed line out', () => {
    const { order, legs } = offered();
    expect(answerOffer({ ...accepting, lines: [] }, legs, d0)(order).state.status).toBe('offered');
  });

  it('may be to give the order up', () => {
    const { order, legs } = offered();
    const outcome = answerOffer({ ...accepting, purpose: 'cancellation' }, legs, d0)(order);
    expect(outcome.state.status).toBe('cancelled');
    expect(told(outcome)).toEqual(['ChangeAnswered to harbor-pine and eastbridge', 'OrderClosed']);
    expect(eventNamed<orders.OrderClosed>(outcome, 'OrderClosed')).toMatchObject({ outcome: 'cancelled' });
  });
});

describe('an offer whose cover is gone before the customer has answered', () => {
  const word = (number: string): CustomerChange => ({ ...accepting, number, purpose: 'confirmation', lines: [] });
  const held = () => {
    const { order, legs } = offered();
    return { order: noteCredit('hold', legs, day(1))(order).state, legs };
  };
  const accepted = () => {
    const { order, legs } = held();
    return { order: answerOffer(word('C-1'), legs, day(2))(order).state, legs };
  };

  it('is held, and stands for him until the day he was told', () => {
    const { order, legs } = held();
    expect(order).toMatchObject({ status: 'held', lapsesAfter: day(7), credit: 'hold' });
    expect(waitingFor(order).map(({ code }) => code)).toEqual(['credit-hold', 'customer-acceptance']);
    expect(waitingForCustomer(order).map(({ code, detail }) => [code, detail])).toEqual([
      ['customer-acceptance', day(7)],
    ]);
    expect(lapseOrder(legs, day(8))(order).state.status).toBe('expired');
    expect(orderDeadlines['left-waiting'](order)).toEqual([]);
  });

  it('is as he was told it when cover comes back, and is not told again', () => {
    const { order, legs } = held();
    const outcome = noteCredit('ok', legs, day(3))(order);
    expect(outcome.state).toEqual({ ...offered().order, credit: 'ok' });
    expect(outcome.events).toEqual([]);
  });

  it('binds nobody when he accepts it, and then waits for the seller alone', () => {
    const { order, legs } = held();
    const outcome = answerOffer(word('C-1'), legs, day(2))(order);
    expect(outcome.state).toMatchObject({ status: 'held', lapsesAfter: day(16) });
    expect(outcome.events).toEqual([]);
    expect(waitingForCustomer(outcome.state).map(({ code }) => code)).toEqual(['seller-review']);
    expect(orderDeadlines['left-waiting'](outcome.state)).toEqual([{ on: day(4) }]);
    expect(eventNamed<orders.OrderLeftWaiting>(remindOwners(outcome.state), 'OrderLeftWaiting').since).toBe(day(2));
  });

  it('is firm with the cover that comes after the acceptance: once, and every acceptance is answered', () => {
    const { order, legs } = accepted();
    const twice = answerOffer(word('C-2'), legs, day(3))(order).state;
    expect(twice.lapsesAfter).toBe(order.lapsesAfter);
    const outcome = noteCredit('watch', legs, day(4))(twice);
    expect(outcome.state).toMatchObject({ status: 'firm', lapsesAfter: null, offer: null });
    expect(told(outcome)).toEqual([
      'ChangeAnswered to harbor-pine and eastbridge',
      'ChangeAnswered to harbor-pine and eastbridge',
      'OrderConfirmed',
    ]);
    expect(eventNamed<orders.ChangeAnswered>(outcome, 'ChangeAnswered')).toMatchObject({
      changeNumber: 'C-1',
      outcome: 'accepted',
    });
    expect(noteCredit('ok', legs, day(5))(outcome.state).events).toEqual([]);
    expect(noteCredit('hold', legs, day(5))(outcome.state).state.status).toBe('firm');
  });

  it('is not firm by other terms, whether or not he accepted before', () => {
    for (const { order, legs } of [held(), accepted()]) {
      const outcome = answerOffer(dated(day(42)), legs, day(3))(order);
      expect(outcome.state).toEqual(order);
      expect(eventNamed<orders.ChangeAnswered>(outcome, 'ChangeAnswered').outcome).toBe('rejected');
    }
  });

  it('ends with an answer to his acceptance when cover never comes, or when he gives up', () => {
    const { order, legs } = accepted();
    const over = lapseOrder(legs, day(17))(order);
    const given = answerOffer({ ...accepting, number: 'C-2', purpose: 'cancellation' }, legs, day(3))(order);
    for (const outcome of [over, given]) {
      expect(outcome.state).toMatchObject({ lapsesAfter: null, offer: null });
      expect(eventNamed<orders.ChangeAnswered>(outcome, 'ChangeAnswered')).toMatchObject({
        changeNumber: 'C-1',
        outcome: 'rejected',
      });
      expect(told(outcome).at(-1)).toBe('OrderClosed');
    }
    expect(over.state.status).toBe('expired');
    expect(given.state.status).toBe('cancelled');
  });

  it('is held at the acceptance where an earlier release noted no more than the hold', () => {
    const { order, legs } = offered();
    const noted = { ...order, credit: 'hold' as const, offer: null };
    expect(answerOffer(word('C-1'), legs, day(2))(noted).state).toMatchObject({ status: 'held', lapsesAfter: day(16) });
  });
});

describe('a change before the answer', () => {
  it('can only take the order back', () => {
    const { order, legs } = audited();
    expect(() => cancelUnanswered(accepting, legs)(order)).toThrow('orders.change.not-answered-yet');
    expect(cancelUnanswered({ ...accepting, purpose: 'cancellation' }, legs)(order).state.status).toBe('cancelled');
  });
});

describe('a change said twice', () => {
  it('is known by its number, and contradicts itself with other content', () => {
    const { order } = firm();
    const taken = takeChange(order, accepting);
    if (taken === 'repeated') throw new Error('not taken yet');
    const { state } = taken(order);
    expect(takeChange(state, accepting)).toBe('repeated');
    expect(() => takeChange(state, dated(day(50)))).toThrow('orders.change.contradicts');
  });
});
