import { create, production } from '@tradeloom/contracts';
import { type IsoDate, must, type Outcome } from '@tradeloom/kernel';
import type { OutsourcingOrder } from '../outsourcing/outsourcing-order.rules.ts';

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
