import { create, logistics } from '@tradeloom/contracts';
import { type Decision, total, unchanged } from '@tradeloom/kernel';
import { linesOf, type Shipment } from '../shipments/shipment.rules.ts';
import { compareGoods, type GoodsCompared, summaryOf } from './compare-goods.rules.ts';
import { inForce, type ReceiptReport, type ShippedGoods, saysTheSame } from './reported-goods.rules.ts';

/** What the customer says he received of a shipment, in one report or several. Its id is the shipment's. 客户收货 */
export interface CustomerReceipt {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly number: string;
  readonly customer: string;
  readonly trader: string;
  readonly goods: readonly ShippedGoods[];
  readonly reports: readonly ReceiptReport[];
}

const goodsOf = (shipment: Shipment): ShippedGoods[] =>
  shipment.orderIds.flatMap((orderId) => {
    const lines = linesOf(shipment, orderId);
    return [...new Set(lines.map((l) => l.lineId))].map((lineId) =>
      shippedOf(lines.filter((l) => l.lineId === lineId)),
    );
  });

const shippedOf = (lines: Shipment['lines']): ShippedGoods => {
  const [first] = lines;
  if (!first) throw new Error('goods without a line');
  const { orderId, customerOrder, customerLine, lineId, item } = first;
  const quantities = lines.map(({ packed, planned }) => packed ?? planned);
  const quantity = total(quantities.map((q) => q.value));
  return { orderId, customerOrder, customerLine, lineId, item, quantity, unit: first.planned.unit };
};

/** Nothing is reported yet: the goods as they were shipped, for the two parties of the export leg. */
export const unreported = (shipment: Shipment): CustomerReceipt => ({
  id: shipment.id,
  version: 0,
  parties: [shipment.customer, shipment.trader],
  number: shipment.number,
  customer: shipment.customer,
  trader: shipment.trader,
  goods: goodsOf(shipment),
  reports: [],
});

/** Keeps a report. What the same report said before stays readable; said again word by word, it changes nothing. */
export const recordReport =
  (report: Omit<ReceiptReport, 'revision'>): Decision<CustomerReceipt> =>
  (receipt) => {
    const before = inForce(receipt.reports).find(({ number }) => number === report.number);
    if (before && saysTheSame(before, report)) return unchanged(receipt);
    const revised: ReceiptReport = { ...report, revision: (before?.revision ?? 0) + 1 };
    const state = { ...receipt, reports: [...receipt.reports, revised] };
    const compared = compareGoods(state.goods, inForce(state.reports));
    const reported = new Set(revised.lines.map((l) => l.orderNumber));
    const told = state.goods.filter((g) => reported.has(g.customerOrder)).map((g) => g.orderId);
    return { state, events: [...new Set(told)].map((orderId) => recorded(state, revised, orderId, compared)) };
  };

const recorded = (
  { id, number, customer, trader }: CustomerReceipt,
  report: ReceiptReport,
  orderId: string,
  compared: readonly GoodsCompared[],
) => {
  const lines = compared.filter((c) => c.orderId === orderId && c.reported);
  return create(logistics.CustomerReceiptRecordedSchema, {
    shipmentId: id,
    number,
    orderId,
    customer,
    trader,
    receiptNumber: report.number,
    receivedOn: report.receivedOn,
    revision: report.revision,
    differs: lines.some((l) => l.differs),
    summary: summaryOf(lines),
    lines: lines.map(({ orderId: _, customerOrder: __, reported: ___, differs: ____, reasons, ...line }) => ({
      ...line,
      reason: reasons.join('; '),
    })),
  });
};
