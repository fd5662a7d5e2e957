import { create, production } from '@tradeloom/contracts';
import { type Decision, decimal, type IsoDate, must, type Outcome, total } from '@tradeloom/kernel';
import {
  dueOf,
  type OutsourcingLine,
  type OutsourcingOrder,
  quantityOf,
} from '../outsourcing/outsourcing-order.rules.ts';
import type { Despatch } from './despatch.rules.ts';

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
  /** The lot as the inspection knows it; not there until it is inspected, nor of one that an earlier release booked. */
  readonly lotId?: string;
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
