import { create, production } from '@tradeloom/contracts';
import { type Decision, decimal, must, total } from '@tradeloom/kernel';
import type { LotBalance } from '../materials/material-balance.rules.ts';
import type { OutsourcingOrder } from '../outsourcing/outsourcing-order.rules.ts';
import type { Receipt, ReceiptLine } from './receipt.rules.ts';

/** The verdict of an incoming inspection on one lot. Pieces. */
export interface Verdict {
  readonly line: string;
  readonly lot: string;
  readonly accepted: string;
  readonly rejected: string;
}

/** Prices and balances that stand on the settled receipt. */
export interface Settlement {
  readonly order: Pick<OutsourcingOrder, 'currency' | 'taxPercent' | 'lines'>;
  readonly balances: readonly LotBalance[];
}

const withVerdict = (lines: readonly ReceiptLine[], verdict: Verdict): ReceiptLine[] => {
  const open = lines.find(
    (l) => l.line === verdict.line && (verdict.lot === '' || l.lot === verdict.lot) && l.accepted === null,
  );
  if (!open) return [...lines];
  must(
    decimal(verdict.accepted).plus(verdict.rejected).eq(open.received),
    'production.receipt.verdict',
    { en: 'Accepted and rejected must make up what was received', zh: '合格数与不合格数之和须等于收货数' },
    { received: open.received, accepted: verdict.accepted, rejected: verdict.rejected },
  );
  return lines.map((l) => (l === open ? { ...l, accepted: verdict.accepted, rejected: verdict.rejected } : l));
};

/** Books the verdict of an incoming inspection; the last one settles the receipt. */
export const bookVerdict =
  (verdict: Verdict, { order, balances }: Settlement): Decision<Receipt> =>
  (receipt) => {
    if (receipt.status === 'settled') return { state: receipt, events: [] };
    const lines = withVerdict(receipt.lines, verdict);
    const settled = lines.every((l) => l.accepted !== null);
    const {
      id,
      number,
      outsourcingOrderId,
      outsourcingNumber,
      orderId,
      supplier,
      factory,
      despatchNumber,
      receivedOn,
    } = receipt;
    return {
      state: { ...receipt, lines, status: settled ? 'settled' : 'inspecting' },
      events: settled
        ? [
            create(production.ReceiptSettledSchema, {
              receiptId: id,
              number,
              outsourcingOrderId,
              outsourcingNumber,
              orderId,
              supplier,
              factory,
              despatchNumber,
              receivedOn,
              currency: order.currency,
              taxPercent: order.taxPercent,
              lines: lines.map((l) => ({
                line: l.line,
                item: l.item,
                lot: l.lot,
                received: l.received,
                accepted: l.accepted ?? '0',
                rejected: l.rejected ?? '0',
                unit: l.unit,
                unitPrice: order.lines.find((o) => o.line === l.line)?.unitPrice ?? '',
                reason: decimal(l.rejected ?? 0).gt(0) ? 'incoming-inspection' : '',
              })),
              balances: balances.map((b) => ({ ...b })),
            }),
          ]
        : [],
    };
  };

/** The outsourcing order counts the verdicts of a settled receipt. */
export const countSettled =
  (receipt: Receipt): Decision<OutsourcingOrder> =>
  (order) => ({
    state: {
      ...order,
      lines: order.lines.map((line) => {
        const same = receipt.lines.filter((l) => l.line === line.line);
        return {
          ...line,
          accepted: total([line.accepted, ...same.map((l) => l.accepted ?? '0')]),
          rejected: total([line.rejected, ...same.map((l) => l.rejected ?? '0')]),
        };
      }),
    },
    events: [],
  });
