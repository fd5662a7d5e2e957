import { create, logistics } from '@tradeloom/contracts';
import { announce, type Decision, type Money, must, sumOf } from '@tradeloom/kernel';
import type { CommercialInvoice, InvoiceLine } from '../document-sets/content.rules.ts';
import type { BillOfLadingDraft } from './bill-of-lading.rules.ts';
import type { Booking } from './booking.rules.ts';
import { type CartonRange, sumsOf } from './carton.rules.ts';
import { linesOf, perOrder, type Shipment, statusAfter } from './shipment.rules.ts';

/** The shipped value of one order within the shipment. */
export const shippedValue = ({ lines, currency }: CommercialInvoice, orderId: string): Money =>
  sumOf(
    lines.filter((l) => l.orderId === orderId).map(({ amount }) => ({ amount, currency })),
    currency,
  );

const shippedLine = (line: InvoiceLine, cartons: readonly CartonRange[]) => ({
  orderId: line.orderId,
  lineId: line.lineId,
  scheduleId: line.scheduleId,
  customerLine: line.customerLine,
  item: line.item,
  buyerItem: line.buyerItem,
  description: line.description,
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  amount: line.amount,
  cartons: sumsOf(cartons.filter((c) => c.line === line.line)).packages,
});

/** When the last of the goods left the stock; empty where that is not known of one container. */
const leftAt = ({ containers }: Shipment): string => {
  const loaded = containers.flatMap((c) => c.loadedAt ?? []);
  return loaded.length === containers.length ? (loaded.toSorted().at(-1) ?? '') : '';
};

interface OnBoard {
  readonly shipment: Shipment;
  readonly invoice: CommercialInvoice;
  readonly draft: BillOfLadingDraft;
  readonly booking: Booking;
  readonly onBoardOn: string;
}

const goodsShipped = ({ shipment, invoice, draft, booking, onBoardOn }: OnBoard, orderId: string) => {
  const lines = invoice.lines.filter((l) => l.orderId === orderId);
  const positions = new Set(linesOf(shipment, orderId).map((l) => l.position));
  const cartons = (shipment.packing?.cartons ?? []).filter((c) => positions.has(c.line));
  const sums = sumsOf(cartons);
  return create(logistics.GoodsShippedSchema, {
    shipmentId: shipment.id,
    number: shipment.number,
    orderId,
    customerOrder: lines[0]?.customerOrder ?? '',
    customer: shipment.customer,
    trader: shipment.trader,
    factory: shipment.factory,
    onBoardDate: onBoardOn,
    eta: booking.eta,
    billOfLading: draft.number,
    vessel: draft.vessel,
    voyage: draft.voyage,
    container: shipment.containers.map((c) => c.number).join(' '),
    seal: shipment.containers.map((c) => c.seal).join(' '),
    cartons: sums.packages,
    grossKg: sums.grossKg,
    invoiceNumber: invoice.number,
    invoiceDate: invoice.date,
    currency: invoice.currency,
    total: shippedValue(invoice, orderId),
    lines: lines.map((line) => shippedLine(line, cartons)),
    leftAt: leftAt(shipment),
  });
};

/** The final review stands and was given for the present draft of the bill. */
export const mustBeApproved = ({ number, approved, draft, setVersions }: Shipment): void =>
  must(
    approved !== null && approved.setVersion === setVersions && approved.draftRevision === draft?.revision,
    'logistics.shipment.documents-not-approved',
    {
      en: `The documents of shipment ${number} are not approved by the final reviewer`,
      zh: `装运 ${number} 的单据未经终审批准`,
    },
    { shipment: number },
  );

/** The goods are on board: documents approved, cover checked before. Prices reach the order's own parties. */
export const goOnBoard =
  (onBoardOn: string, invoice: CommercialInvoice, today: string): Decision<Shipment> =>
  (shipment) => {
    if (shipment.onBoardOn !== null) return { state: shipment, events: [] };
    const status = statusAfter(shipment, 'go-on-board');
    mustBeApproved(shipment);
    const { draft, booking } = shipment;
    if (!draft || !booking) throw new Error(`shipment ${shipment.number} was approved without booking or draft`);
    must(
      onBoardOn <= today && onBoardOn >= invoice.date,
      'logistics.shipment.on-board-date',
      {
        en: `On board on ${onBoardOn}: neither before the invoice of ${invoice.date} nor after today, ${today}`,
        zh: `装船日 ${onBoardOn} 不得早于发票日 ${invoice.date}，也不得晚于今日 ${today}`,
      },
      { onBoardOn, invoiceDate: invoice.date, today },
    );
    const state: Shipment = { ...shipment, status, onBoardOn };
    const { customer, trader, factory } = state;
    const shipped = { shipment: state, invoice, draft, booking, onBoardOn };
    const events = perOrder(state, (orderId) => announce(goodsShipped(shipped, orderId), [customer, trader, factory]));
    return { state, events };
  };
