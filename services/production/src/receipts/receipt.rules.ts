import { create, production } from '@tradeloom/contracts';
import { type Decision, decimal, type IsoDate, must, type Outcome, total } from '@tradeloom/kernel';
import type { LotBalance } from '../materials/material-balance.rules.ts';
import {
  dueOf,
  type OutsourcingLine,
  type OutsourcingOrder,
  quantityOf,
} from '../outsourcing/outsourcing-order.rules.ts';

export interface DespatchedLine {
  readonly line: string;
  readonly item: string;
  readonly lot: string;
  readonly quantity: string;
  readonly unit: string;
  readonly cartons: number;
}

/** What a supplier says he sent, of one outsourcing order. 送货单 */
export interface Despatch {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly number: string;
  readonly outsourcingOrderId: string;
  readonly orderId: string;
  readonly factory: string;
  readonly supplier: string;
  readonly despatchedOn: IsoDate;
  readonly lines: readonly DespatchedLine[];
}

export interface ReceiptLine {
  readonly line: string;
  readonly item: string;
  readonly lot: string;
  readonly received: string;
  readonly unit: string;
  /** Pieces that came back from rework: their material was consumed when they came first. */
  readonly rework: boolean;
  readonly ordered: string;
  readonly dueOriginal: IsoDate;
  readonly dueCurrent: IsoDate;
  /** Null until inspected. */
  readonly accepted: string | null;
  readonly rejected: string | null;
}

/** What arrived and was counted, before and after its incoming inspection. 收货单 */
export interface Receipt {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly number: string;
  readonly despatchId: string;
  readonly despatchNumber: string;
  readonly outsourcingOrderId: string;
  readonly outsourcingNumber: string;
  readonly orderId: string;
  readonly factory: string;
  readonly supplier: string;
  readonly receivedOn: IsoDate;
  readonly status: 'inspecting' | 'settled';
  readonly lines: readonly ReceiptLine[];
}

/** Every line of the note must be a line of the order. */
export const announceDelivery = (
  note: Omit<Despatch, 'version' | 'parties' | 'outsourcingOrderId' | 'orderId' | 'lines'> & {
    readonly lines: readonly Omit<DespatchedLine, 'item'>[];
  },
  order: OutsourcingOrder,
): Outcome<Despatch> => {
  const lines = note.lines.map((sent) => {
    const line = order.lines.find((l) => l.line === sent.line);
    must(
      line !== undefined,
      'production.outsourcing.unknown-line',
      { en: `Order ${order.number} has no line ${sent.line}`, zh: `订单 ${order.number} 没有第 ${sent.line} 行` },
      { line: sent.line },
    );
    must(
      line.unit === sent.unit,
      'production.receipt.unit',
      { en: `Line ${sent.line} is counted in ${line.unit}`, zh: `第 ${sent.line} 行按 ${line.unit} 计数` },
      { unit: sent.unit, expected: line.unit },
    );
    return { ...sent, item: line.item };
  });
  return {
    state: {
      ...note,
      version: 0,
      parties: [order.factory, order.supplier],
      outsourcingOrderId: order.id,
      orderId: order.orderId,
      lines,
    },
    events: [
      create(production.DeliveryAnnouncedSchema, {
        outsourcingOrderId: order.id,
        orderId: order.orderId,
        supplier: order.supplier,
        despatchNumber: note.number,
      }),
    ],
  };
};

/** A counted lot of a line. */
export interface Counted {
  readonly line: string;
  readonly lot: string;
  readonly quantity: string;
  readonly rework: boolean;
}

/** The delivery that these pieces fill: the first that is not full yet. */
const deliveryBeingFilled = (line: OutsourcingLine): { dueOriginal: IsoDate; due: IsoDate } => {
  let upTo = decimal(0);
  for (const delivery of line.deliveries) {
    upTo = upTo.plus(delivery.quantity);
    if (upTo.gt(line.received)) return delivery;
  }
  return { dueOriginal: line.deliveries.at(-1)?.dueOriginal ?? '', due: dueOf(line) };
};

interface Arrival {
  readonly id: string;
  readonly number: string;
  readonly receivedOn: IsoDate;
  readonly counted: readonly Counted[];
  /** Receipts against the same delivery note so far. */
  readonly earlier: readonly Receipt[];
}

const assertSent = (despatch: Despatch, { counted, earlier }: Arrival): void => {
  for (const { line, lot, quantity } of counted) {
    const sent = despatch.lines.filter((l) => l.line === line && l.lot === lot).map((l) => l.quantity);
    const before = earlier.flatMap((r) => r.lines).filter((l) => l.line === line && l.lot === lot);
    const here = counted.filter((c) => c.line === line && c.lot === lot);
    const all = total([...before.map((l) => l.received), ...here.map((c) => c.quantity)]);
    must(decimal(quantity).gt(0), 'production.receipt.quantity', {
      en: 'Count at least one piece',
      zh: '数量须大于零',
    });
    must(
      decimal(all).lte(total(sent)),
      'production.receipt.more-than-sent',
      {
        en: `The delivery note has ${total(sent)} of line ${line} lot ${lot}; ask the supplier for a corrected one`,
        zh: `送货单第 ${line} 行批号 ${lot} 为 ${total(sent)}，请供应商更正送货单`,
      },
      { line, lot, sent: total(sent), counted: all },
    );
  }
};

export const receiveGoods = (despatch: Despatch, order: OutsourcingOrder, arrival: Arrival): Outcome<Receipt> => {
  assertSent(despatch, arrival);
  const lines = arrival.counted.map(({ line: number, lot, quantity, rework }): ReceiptLine => {
    const line = order.lines.find((l) => l.line === number)!;
    const { dueOriginal, due } = deliveryBeingFilled(line);
    return {
      line: number,
      item: line.item,
      lot,
      received: quantity,
      unit: line.unit,
      rework,
      ordered: quantityOf(line),
      dueOriginal,
      dueCurrent: due,
      accepted: null,
      rejected: null,
    };
  });
  const { id, number, receivedOn } = arrival;
  const identity = {
    number,
    outsourcingOrderId: order.id,
    outsourcingNumber: order.number,
    orderId: order.orderId,
    factory: order.factory,
    supplier: order.supplier,
    despatchNumber: despatch.number,
    receivedOn,
  };
  return {
    state: {
      ...identity,
      id,
      version: 0,
      parties: [order.factory, order.supplier],
      despatchId: despatch.id,
      status: 'inspecting',
      lines,
    },
    events: [
      create(production.GoodsReceivedSchema, {
        ...identity,
        receiptId: id,
        lines: lines.map(({ line, item, lot, received, unit, ordered, dueOriginal, dueCurrent }) => ({
          line,
          item,
          lot,
          received: { value: received, unit },
          dueOriginal,
          dueCurrent,
          ordered: { value: ordered, unit },
        })),
      }),
    ],
  };
};

/** The outsourcing order counts what arrived; a piece that came back from rework was counted before. */
export const countReceived =
  (lines: readonly ReceiptLine[]): Decision<OutsourcingOrder> =>
  (order) => ({
    state: {
      ...order,
      lines: order.lines.map((line) => ({
        ...line,
        received: total([
          line.received,
          ...lines.filter((l) => l.line === line.line && !l.rework).map((l) => l.received),
        ]),
      })),
    },
    events: [],
  });

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
