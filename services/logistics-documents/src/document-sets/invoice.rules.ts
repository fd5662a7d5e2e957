import { decimal, money, sumOf } from '@tradeloom/kernel';
import { paymentTermsInWords } from '../orders/export-terms.rules.ts';
import type { ShipmentLine } from '../shipments/shipment.rules.ts';
import { amountInWords } from './amount-in-words.rules.ts';
import type { CommercialInvoice, InvoiceLine } from './content.rules.ts';
import { invoiceNumberOf, itemOf, type SetFacts } from './set-facts.rules.ts';

const packedOf = ({ packed, planned }: ShipmentLine) => packed ?? planned;

const invoiceLine =
  ({ terms, items, shipment }: SetFacts) =>
  (line: ShipmentLine): InvoiceLine => {
    const leg = terms.find((t) => t.id === line.orderId);
    const unitPrice = leg?.prices[line.lineId];
    if (!leg || unitPrice === undefined) throw new Error(`line ${line.lineId} has no export price`);
    const item = itemOf(items, line);
    const quantity = packedOf(line);
    const { position, orderId, customerOrder, customerLine, lineId, scheduleId } = line;
    return {
      line: position,
      orderId,
      customerOrder,
      customerLine,
      lineId,
      scheduleId,
      item: line.item,
      buyerItem: item.buyerItems[shipment.customer] ?? '',
      description: item.nameEn,
      hsCode: item.hsCode,
      originCountry: item.originCountry,
      quantity,
      unitPrice,
      amount: money(decimal(quantity.value).times(unitPrice), leg.currency).amount,
    };
  };

/** Invoices what is packed, at the price of each order's export leg. */
export const makeInvoice = (facts: SetFacts): CommercialInvoice => {
  const { shipment, orders, terms, seller, buyer, today } = facts;
  const [{ currency, tradeTerm, paymentTerms }] = terms;
  const { vessel, voyage, portOfLoading, portOfDischarge } = shipment.booking;
  const lines = shipment.lines.map(invoiceLine(facts));
  const sum = sumOf(
    lines.map(({ amount }) => ({ amount, currency })),
    currency,
  );
  return {
    number: invoiceNumberOf(shipment),
    date: today,
    contractNumbers: orders.map((o) => o.number),
    seller,
    buyer,
    tradeTerm,
    paymentTerms: paymentTermsInWords(paymentTerms),
    vessel,
    voyage,
    portOfLoading: portOfLoading.locode,
    portOfDischarge: portOfDischarge.locode,
    marks: shipment.instruction.marks,
    currency,
    lines,
    total: sum,
    amountInWords: amountInWords(sum),
  };
};
