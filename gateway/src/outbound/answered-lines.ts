import type { orders } from '@tradeloom/contracts';
import type { LineConfirmation, OrderResponseLine } from '@tradeloom/edi';

const statuses = [
  'accepted',
  'changed',
  'quantity-changed',
  'date-changed',
  'price-changed',
  'rejected',
  'backordered',
] as const;

const statusOf = (status: string): LineConfirmation['status'] => {
  const known = statuses.find((s) => s === status);
  if (!known) throw new Error(`no line answer says ${status}`);
  return known;
};

/** How our answer to each line stands in an 855 or 865: one confirmation per delivery. */
export const answeredLines = (lines: readonly orders.AnsweredLine[]): OrderResponseLine[] =>
  lines.map((line) => ({
    line: line.customerLine,
    ...(line.buyerItem && { buyerItem: line.buyerItem }),
    ...(line.item && { sellerItem: line.item }),
    ...(line.description && { description: line.description }),
    quantity: line.quantity,
    unit: line.unit,
    ...(line.unitPrice && { unitPrice: line.unitPrice }),
    confirmations: line.confirmations.map(({ status, quantity, unit, date, reason }) => ({
      status: statusOf(status),
      quantity,
      unit,
      ...(date && { date }),
      ...(reason && { reason }),
    })),
  }));
