import { create, gateway } from '@tradeloom/contracts';
import { orEmpty, type Translations } from './translation.ts';

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
