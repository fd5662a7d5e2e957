import { create, orders } from '@tradeloom/contracts';
import { announce, type IsoDate, type Outcome, type Text, unchanged } from '@tradeloom/kernel';
import { type Legs, unitPriceOf } from '../legs/leg.rules.ts';
import { type Line, type Order, tradersOf } from './order.rules.ts';
import { leftWaitingSince } from './order-deadlines.rules.ts';
import { answerMessage, changeAnswer, closedMessage } from './order-messages.rules.ts';
import { becomes } from './order-status.rules.ts';
import { waitingFor } from './waiting.rules.ts';

const because = ({ status, lapsesAfter, offer }: Order): Text =>
  status === 'offered' || (offer !== null && offer.acceptedOn === null)
    ? { en: `The counter-offer was open until ${lapsesAfter}`, zh: `改报有效期至 ${lapsesAfter}` }
    : { en: `The order was not released by ${lapsesAfter}`, zh: `订单未在 ${lapsesAfter} 前获批` };

/** Its time is over: the customer is told that nothing stands, and what was kept for the order is free again. */
export const lapseOrder =
  (legs: Legs, today: IsoDate) =>
  (order: Order): Outcome<Order> => {
    if (order.lapsesAfter === null || today <= order.lapsesAfter) return unchanged(order);
    const expired: Order = {
      ...order,
      status: becomes(order.status, 'expired'),
      openConfirmations: [],
      lapsesAfter: null,
      offer: null,
    };
    const refused = order.lines.map((line) =>
      line.status === 'open' ? refusedLine(line, because(order), legs) : line,
    );
    const answer = answerMessage({ ...expired, lines: refused }, legs.export, 'rejected', legs.export.currency);
    const acceptances = (order.offer?.acceptances ?? []).map((acceptance) =>
      changeAnswer(expired, legs, acceptance, 'rejected', refused),
    );
    const events = [...acceptances, announce(answer, tradersOf(order)), closedMessage(expired)];
    return { state: expired, events };
  };

const refusedLine = (line: Line, reason: Text, legs: Legs): Line => ({
  ...line,
  status: 'rejected',
  reason,
  statedPrice: unitPriceOf(legs.export, line.id),
});

/** Nobody of the seller has answered in the agreed time: the owners hear what the order waits for. */
export const remindOwners = (order: Order): Outcome<Order> => {
  const since = order.status === 'held' ? leftWaitingSince(order) : null;
  if (since === null) return unchanged(order);
  const event = create(orders.OrderLeftWaitingSchema, {
    orderId: order.id,
    number: order.number,
    since,
    waitingFor: waitingFor(order).map(({ code }) => code),
    lapsesAfter: order.lapsesAfter ?? '',
  });
  return { state: order, events: [announce(event, [order.trader, order.factory])] };
};
