import type { CanonicalDocument, DeliverySchedule, DocumentParty } from '@tradeloom/edi';
import type { OrderSheet, OrderSheetLine } from '@tradeloom/feeds';

interface Line {
  readonly line: string;
  readonly buyerItem?: string;
  readonly description?: string;
  readonly quantity: string;
  readonly unit: string;
  readonly unitPrice?: string;
  readonly schedules: readonly DeliverySchedule[];
}

const nameOf = (parties: readonly DocumentParty[], role: DocumentParty['role']): string =>
  parties.find((p) => p.role === role)?.name ?? '';

const rowsOf = (line: Line): OrderSheetLine[] =>
  line.schedules.map(({ quantity, unit, date }) => ({
    line: line.line,
    item: line.buyerItem ?? '',
    ...(line.description && { description: line.description }),
    quantity,
    unit,
    ...(line.unitPrice && { unitPrice: line.unitPrice }),
    requested: date,
  }));

/** An order or a change as the workbook for a supplier without EDI. */
export const orderSheetOf = (document: CanonicalDocument): OrderSheet => {
  if (document.kind !== 'purchase-order' && document.kind !== 'order-change') {
    throw new Error(`a ${document.kind} is not sent as a workbook`);
  }
  return {
    orderNumber: document.orderNumber,
    orderDate: document.orderDate,
    ...(document.kind === 'order-change' && { changeNumber: document.changeNumber }),
    buyer: nameOf(document.parties, 'buyer'),
    supplier: nameOf(document.parties, 'seller'),
    ...(document.currency && { currency: document.currency }),
    ...(document.notes && { notes: document.notes }),
    lines: document.lines.flatMap(rowsOf),
  };
};
