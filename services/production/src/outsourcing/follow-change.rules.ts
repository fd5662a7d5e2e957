import { create, production } from '@tradeloom/contracts';
import { type Decision, decimal, type IsoDate } from '@tradeloom/kernel';
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

/** Lines of the order whose item nothing uses any more. */
export const noLongerNeeded = ({ lines }: Pick<OutsourcingOrder, 'lines'>, needs: readonly NewNeed[]): NewNeed[] =>
  lines
    .filter((line) => !needs.some((need) => need.item === line.item))
    .map((line) => ({ item: line.item, quantity: '0', due: dueOf(line) }));

/** What was received already was made and is paid for: the line never falls below it. */
const follow = (line: OutsourcingLine, need: NewNeed | undefined): OutsourcingLine => {
  if (!need) return line;
  const wanted = decimal(need.quantity).gt(line.received) ? decimal(need.quantity) : decimal(line.received);
  const more = wanted.minus(quantityOf(line));
  if (more.isZero()) return line;
  if (more.gt(0)) {
    const added = { quantity: more.toFixed(), dueOriginal: need.due, due: need.due };
    return { ...line, deliveries: [...line.deliveries, added] };
  }
  let left = wanted;
  const deliveries = line.deliveries.flatMap((delivery, n) => {
    const quantity = left.lt(delivery.quantity) ? left : decimal(delivery.quantity);
    left = left.minus(quantity);
    return quantity.gt(0) || n === 0 ? [{ ...delivery, quantity: quantity.toFixed() }] : [];
  });
  return { ...line, deliveries };
};

/** The order follows a change: more pieces are a further delivery, fewer are taken from the last one. */
export const followChange =
  (changeNumber: string, needs: readonly NewNeed[], today: IsoDate): Decision<OutsourcingOrder> =>
  (order) => {
    if (order.changes.some((c) => c.number === changeNumber)) return { state: order, events: [] };
    const lines = order.lines.map((line) =>
      follow(
        line,
        needs.find((n) => n.item === line.item),
      ),
    );
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
