import { create, gateway } from '@tradeloom/contracts';
import type { Place, TransportEvent } from '@tradeloom/edi';
import { orEmpty, type Translations } from './translation.ts';

/** UN/ECE Recommendation 16. */
const isLocode = ({ id = '', idQualifier }: Place): boolean =>
  (idQualifier === undefined || idQualifier === '6') && /^[A-Z]{2}[A-Z2-9]{3}$/.test(id);

const transportEvent = ({ place = {}, conveyance, containers = [], ...event }: TransportEvent) => ({
  event: event.event,
  code: orEmpty(event.code),
  description: orEmpty(event.description),
  timing: event.timing,
  at: event.at,
  place: isLocode(place) ? orEmpty(place.id) : '',
  placeName: place.name ?? orEmpty(place.id),
  vessel: orEmpty(conveyance?.name),
  voyage: orEmpty(conveyance?.voyage),
  containers,
  remark: orEmpty(event.remark),
});

/** What customers and forwarders report of goods and money that are on their way, or there. */
export const partnerReports: Translations = {
  'receipt-advice': (d, { sender, receiver, ref }) =>
    create(gateway.ReceiptReportedSchema, {
      ref,
      customer: sender,
      seller: receiver,
      receiptNumber: d.receiptNumber,
      receiptDate: d.receiptDate,
      shipmentNumber: d.shipmentNumber,
      lines: d.lines.map(({ orderNumber, line, received, accepted, rejected, damaged, unit, lot, reason }) => ({
        orderNumber,
        line,
        received,
        accepted,
        rejected,
        damaged: orEmpty(damaged),
        unit,
        lot: orEmpty(lot),
        reason: orEmpty(reason),
      })),
    }),
  'transport-status': (d, { sender, receiver, ref }) =>
    create(gateway.TransportStatusReportedSchema, {
      ref,
      forwarder: sender,
      shipper: receiver,
      statusNumber: d.statusNumber,
      reportedAt: d.reportedAt ?? `${d.statusDate}T00:00:00Z`,
      consignments: d.consignments.map(({ consignment, references, events }) => ({
        consignment,
        booking: orEmpty(references?.booking),
        billOfLading: orEmpty(references?.billOfLading),
        shipment: orEmpty(references?.shipment),
        events: events.map(transportEvent),
      })),
    }),
  'remittance-advice': (d, { sender, receiver, ref }) =>
    create(gateway.PaymentAdvisedSchema, {
      ref,
      payer: sender,
      payee: receiver,
      remittanceNumber: d.remittanceNumber,
      paymentDate: d.paymentDate,
      money: { amount: d.amount, currency: d.currency },
      invoices: d.invoices.map(({ invoiceNumber, invoiceDate, paid, invoiced, deduction, reason }) => ({
        invoiceNumber,
        invoiceDate: orEmpty(invoiceDate),
        paid,
        invoiced,
        deduction: orEmpty(deduction),
        reason: orEmpty(reason),
      })),
    }),
};
