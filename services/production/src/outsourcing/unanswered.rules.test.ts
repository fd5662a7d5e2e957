import { acknowledge, acknowledgeChange } from './acknowledgement.rules.ts';
import { followChange } from './follow-change.rules.ts';
import { type OutsourcingOrder, placeOutsourcingOrder } from './outsourcing-order.rules.ts';
import { missAnswer, outsourcingDeadlines } from './unanswered.rules.ts';

const placed: OutsourcingOrder = placeOutsourcingOrder({
  id: 'oo-1',
  number: 'EB-1-2',
  orderId: 'order-1',
  trader: 'eastbridge',
  factory: 'hengda',
  supplier: 'jingsu',
  currency: 'CNY',
  taxPercent: '13',
  placedOn: '2026-12-11',
  lines: [
    {
      line: '1',
      item: 'KT18-BODY',
      description: 'body',
      unit: 'PCE',
      unitPrice: '11.80',
      orderLineId: 'L1',
      deliveries: [{ quantity: '2000', dueOriginal: '2026-12-28', due: '2026-12-28' }],
      confirmations: [],
      materials: [],
      received: '0',
      accepted: '0',
      rejected: '0',
    },
  ],
}).state;
const answered = acknowledge('accepted', [], '2026-12-14')(placed).state;
const changed = followChange(
  'C-1',
  [{ item: 'KT18-BODY', quantity: '2200', due: '2027-01-20' }],
  '2026-12-21',
)(answered).state;

describe('an outsourcing order', () => {
  it('is answered within two working days, or both owners hear of it', () => {
    expect(outsourcingDeadlines.answer(placed)).toEqual([{ on: '2026-12-16' }]);
    const missed = missAnswer('')(placed);
    expect(missed.state).toBe(placed);
    expect(missed.events).toMatchObject([
      {
        event: { answerBy: '2026-12-15', owners: ['eastbridge', 'hengda'], changeNumber: '' },
        parties: ['eastbridge', 'hengda', 'jingsu'],
      },
    ]);
  });

  it('waits for the answer to each change of it', () => {
    expect(outsourcingDeadlines.answer(changed)).toEqual([{ part: 'C-1', on: '2026-12-24' }]);
    expect(missAnswer('C-1')(changed).events).toMatchObject([
      { event: { changeNumber: 'C-1', answerBy: '2026-12-23' } },
    ]);
  });

  it('waits no more once it is answered, or refused', () => {
    const agreed = acknowledgeChange('C-1', 'accepted', [])(changed).state;
    for (const order of [answered, agreed, acknowledge('rejected', [], '2026-12-14')(placed).state]) {
      expect(outsourcingDeadlines.answer(order)).toEqual([]);
      expect(missAnswer('')(order).events).toEqual([]);
      expect(missAnswer('C-1')(order).events).toEqual([]);
    }
  });

  it('is not waited for twice: a change that was refused with the order stays answered', () => {
    const refused = acknowledge('rejected', [], '2026-12-28')(changed).state;
    const taken = acknowledge('accepted', [], '2026-12-29')(refused).state;
    expect(taken.changes).toMatchObject([{ number: 'C-1', outcome: 'rejected' }]);
    expect(outsourcingDeadlines.answer(taken)).toEqual([]);
  });
});
