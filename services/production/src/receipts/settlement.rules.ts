import { create, production } from '@tradeloom/contracts';
import { type Decision, decimal, must, type Outcome, total, unchanged } from '@tradeloom/kernel';
import type { LotBalance } from '../materials/material-balance.rules.ts';
import type { OutsourcingLine, OutsourcingOrder } from '../outsourcing/outsourcing-order.rules.ts';
import type { Receipt, ReceiptLine } from './receipt.rules.ts';

/** A lot on a receipt, as the inspection names it. */
export interface InspectedLot {
  /** Empty where it is not said. */
  readonly lotId: string;
  readonly line: string;
  readonly lot: string;
  /** Pieces that were presented, or that are conceded. */
  readonly quantity: string;
}

/** The verdict of an incoming inspection on one lot. Pieces. */
export interface Verdict extends Pick<InspectedLot, 'lotId' | 'line' | 'lot'> {
  readonly accepted: string;
  readonly rejected: string;
}

/** Prices and balances that stand on the settled receipt. */
export interface Settlement {
  readonly order: Pick<OutsourcingOrder, 'currency' | 'taxPercent' | 'lines'>;
  readonly balances: readonly LotBalance[];
}

const isOpen = ({ accepted }: ReceiptLine): boolean => accepted === null;

/** Nothing of it may be used, and all of it may be yet, once it is presented again. */
const isSetAside = ({ accepted }: ReceiptLine): boolean => accepted !== null && decimal(accepted).isZero();

/** Some of it may not be used, and may be yet, once that is conceded. */
const hasRejected = ({ rejected }: ReceiptLine): boolean => rejected !== null && decimal(rejected).gt(0);

/**
 * The counted lot that is meant: the one of this id; else of those of its line and lot that wait for a verdict, or whose
 * verdict may still change, the one of this quantity.
 */
const lineMeant = (
  lines: readonly ReceiptLine[],
  meant: InspectedLot,
  mayChange: (line: ReceiptLine) => boolean,
): ReceiptLine | undefined => {
  const known = lines.find((l) => meant.lotId !== '' && l.lotId === meant.lotId);
  if (known) return mayChange(known) ? known : undefined;
  const same = lines.filter(
    (l) => l.line === meant.line && (meant.lot === '' || l.lot === meant.lot) && l.lotId === undefined,
  );
  const open = same.filter(isOpen);
  const waiting = open.length > 0 ? open : same.filter(mayChange);
  return waiting.find((l) => decimal(l.received).eq(meant.quantity)) ?? waiting[0];
};

const settlementOf = (receipt: Receipt, { order, balances }: Settlement, corrected: boolean) => {
  const { id, number, outsourcingOrderId, outsourcingNumber, orderId, supplier, factory } = receipt;
  const { despatchNumber, receivedOn, lines } = receipt;
  return create(production.ReceiptSettledSchema, {
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
    corrected,
  });
};

/** The last verdict settles a receipt; what changes after it is told once more. */
const judged = (
  receipt: Receipt,
  meant: ReceiptLine,
  verdict: Pick<Verdict, 'lotId' | 'accepted' | 'rejected'>,
  settlement: Settlement,
): Outcome<Receipt> => {
  const { accepted, rejected } = verdict;
  if (meant.accepted !== null && decimal(meant.accepted).eq(accepted)) return unchanged(receipt);
  const line = { ...meant, accepted, rejected, ...(verdict.lotId !== '' && { lotId: verdict.lotId }) };
  const lines = receipt.lines.map((l) => (l === meant ? line : l));
  const isSettled = !lines.some(isOpen);
  const state: Receipt = { ...receipt, lines, status: isSettled ? 'settled' : 'inspecting' };
  return { state, events: isSettled ? [settlementOf(state, settlement, receipt.status === 'settled')] : [] };
};

/** Books the verdict of an incoming inspection; of a lot that was not accepted also that of its next presentation. */
export const bookVerdict =
  (verdict: Verdict, settlement: Settlement): Decision<Receipt> =>
  (receipt) => {
    const quantity = total([verdict.accepted, verdict.rejected]);
    const meant = lineMeant(receipt.lines, { ...verdict, quantity }, isSetAside);
    if (!meant) return unchanged(receipt);
    must(
      decimal(quantity).eq(meant.received),
      'production.receipt.verdict',
      { en: 'Accepted and rejected must make up what was received', zh: '合格数与不合格数之和须等于收货数' },
      { received: meant.received, accepted: verdict.accepted, rejected: verdict.rejected },
    );
    return judged(receipt, meant, verdict, settlement);
  };

/** What was not accepted of a lot is taken as it is: it may be used, and is paid. 让步接收 */
export const concedeLot =
  (lot: InspectedLot, settlement: Settlement): Decision<Receipt> =>
  (receipt) => {
    const meant = lineMeant(receipt.lines, lot, hasRejected);
    if (!meant || isOpen(meant)) return unchanged(receipt);
    const accepted = decimal(meant.accepted ?? 0).plus(lot.quantity);
    const rejected = decimal(meant.received).minus(accepted);
    must(
      !rejected.isNegative(),
      'production.receipt.concession',
      { en: 'No more can be conceded than was not accepted', zh: '让步接收数不得超过不合格数' },
      { rejected: meant.rejected ?? '0', conceded: lot.quantity },
    );
    return judged(
      receipt,
      meant,
      { lotId: lot.lotId, accepted: accepted.toFixed(), rejected: rejected.toFixed() },
      settlement,
    );
  };

/** What a receipt adds to the outsourcing order's count of a line: nothing before it is settled. */
const countOf = (receipt: Receipt, line: string, count: 'accepted' | 'rejected'): string =>
  receipt.status === 'settled' ? total(receipt.lines.filter((l) => l.line === line).map((l) => l[count] ?? '0')) : '0';

/** The outsourcing order counts the verdicts of a settled receipt, and what a later word changes in them. */
export const countSettled =
  (before: Receipt, after: Receipt): Decision<OutsourcingOrder> =>
  (order) => {
    if (before === after || after.status !== 'settled') return unchanged(order);
    const counted = (line: OutsourcingLine, count: 'accepted' | 'rejected'): string =>
      decimal(line[count])
        .plus(countOf(after, line.line, count))
        .minus(countOf(before, line.line, count))
        .toFixed();
    const lines = order.lines.map((line) => ({
      ...line,
      accepted: counted(line, 'accepted'),
      rejected: counted(line, 'rejected'),
    }));
    return { state: { ...order, lines }, events: [] };
  };
