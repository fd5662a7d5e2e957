import { create, production } from '@tradeloom/contracts';
import { type Decision, decimal, type IsoDate, must } from '@tradeloom/kernel';
import {
  dueOf,
  lineMessage,
  type OutsourcingLine,
  type OutsourcingOrder,
  quantityOf,
} from './outsourcing-order.rules.ts';

/** What a line's item is needed for in all, and by when anything beyond the present quantity can be had. */
export interface NewNeed {
  readonly item: string;
  readonly quantity: string;
  readonly due: IsoDate;
}

const follow = (line: OutsourcingLine, need: NewNeed | undefined): OutsourcingLine => {
  if (!need) return line;
  const more = decimal(need.quantity).minus(quantityOf(line));
  if (more.isZero()) return line;
  if (more.gt(0)) {
    const added = { quantity: more.toFixed(), dueOriginal: need.due, due: need.due };
    return { ...line, deliveries: [...line.deliveries, added] };
  }
  let left = decimal(need.quantity);
  const deliveries = line.deliveries.flatMap((delivery) => {
    const quantity = left.lt(delivery.quantity) ? left : decimal(delivery.quantity);
    left = left.minus(quantity);
    return quantity.gt(0) ? [{ ...delivery, quantity: quantity.toFixed() }] : [];
  });
  return { ...line, deliveries };
};

/** The order follows a change: more pieces are a further delivery, fewer are taken from the last one. */
export const followChange =
  (changeNumber: string, needs: readonly NewNeed[], today: IsoDate): Decision<OutsourcingOrder> =>
  (order) => {
    if (order.changes.some((c) => c.number === changeNumber)) return { state: order, events: [] };
    const lines = order.lines.map((line) => {
      const followed = follow(
        line,
        needs.find((n) => n.item === line.item),
      );
      must(
        decimal(quantityOf(followed)).gte(line.received),
        'production.outsourcing.below-received',
        { en: 'A line cannot fall below what was received', zh: '数量不得少于已收数量' },
        { line: line.line, received: line.received },
      );
      return followed;
    });
    if (lines.every((line, i) => line === order.lines[i])) return { state: order, events: [] };
    return {
      state: { ...order, lines, changes: [...order.changes, { number: changeNumber, date: today, outcome: null }] },
      events: [
        create(production.OutsourcingOrderChangedSchema, {
          outsourcingOrderId: order.id,
          number: order.number,
          orderId: order.orderId,
          factory: order.factory,
          supplier: order.supplier,
          currency: order.currency,
          changeNumber,
          changeDate: today,
          orderDate: order.placedOn,
          lines: lines.map((line) => lineMessage(line, dueOf(line))),
        }),
      ],
    };
  };
