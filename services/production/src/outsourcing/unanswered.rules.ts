import { create, production } from '@tradeloom/contracts';
import { addDays, addWorkingDays, announce, type Decision, type IsoDate, unchanged } from '@tradeloom/kernel';
import type { OutsourcingOrder } from './outsourcing-order.rules.ts';

/** Working days, Monday to Friday, that a supplier may take to answer an order or its change. */
const answersWithin = 2;

const answerBy = (asked: IsoDate): IsoDate => addWorkingDays(asked, answersWithin);

const openChanges = ({ changes }: OutsourcingOrder) => changes.filter(({ outcome }) => outcome === null);

/** Until when the supplier answers the order, and each change of it; the part is the change's number. */
export const outsourcingDeadlines = {
  answer: (order: OutsourcingOrder) => [
    ...(order.status === 'placed' ? [{ on: addDays(answerBy(order.placedOn), 1) }] : []),
    ...(order.status === 'rejected'
      ? []
      : openChanges(order).map(({ number, date }) => ({ part: number, on: addDays(answerBy(date), 1) }))),
  ],
};

/** Both owners hear that the supplier has not answered: the parts are not safe. The order goes on waiting for him. */
export const missAnswer =
  (changeNumber: string): Decision<OutsourcingOrder> =>
  (order) => {
    const change = openChanges(order).find(({ number }) => number === changeNumber);
    const asked = changeNumber === '' ? order.placedOn : change?.date;
    if (asked === undefined || (changeNumber === '' && order.status !== 'placed')) return unchanged(order);
    const event = create(production.OutsourcingOrderUnansweredSchema, {
      outsourcingOrderId: order.id,
      number: order.number,
      orderId: order.orderId,
      supplier: order.supplier,
      factory: order.factory,
      changeNumber,
      answerBy: answerBy(asked),
      owners: [order.trader, order.factory],
    });
    return { state: order, events: [announce(event, [order.trader, order.factory, order.supplier])] };
  };
