import { decimal, type IsoDate, type Money, minus, money, sumOf } from '@tradeloom/kernel';
import type { FxSharing } from '../fx-bands/fx-sharing.rules.ts';
import type { PlannedShipment } from '../payment-plans/payment-plan.rules.ts';
import type { Allocation } from '../receivables/allocation.rules.ts';
import { creditedBy, type Receipt, unappliedOf } from '../receivables/receipt.rules.ts';
import type { SupplierInvoice } from '../supplier-invoices/supplier-invoice.rules.ts';
import type { SupplierPayment } from '../supplier-payments/supplier-payment.rules.ts';
import { balancedLines, credit, debit, type JournalLine, type Posting } from './journal-entry.rules.ts';

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Money for a shipment pays its receivable; money before any shipment is an advance. */
const creditAllocations = (allocations: readonly Allocation[], currency: string): JournalLine[] => {
  const sum = (shipped: boolean): Money =>
    sumOf(
      allocations.filter((one) => (one.shipmentId !== null) === shipped).map((one) => one.money),
      currency,
    );
  return [credit('customer-advances', sum(false)), credit('receivables', sum(true))];
};

/** Money arrived, charges taken on the way are an expense where the payee bears them. */
export const postReceipt = (receipt: Receipt): Posting => ({
  organisation: receipt.payee,
  occasion: 'receipt',
  source: receipt.id,
  orderIds: unique(receipt.allocations.map((one) => one.orderId)),
  postedOn: receipt.valueDate,
  currency: receipt.currency,
  lines: balancedLines([
    debit('bank', receipt.money),
    debit('bank-charges', minus(creditedBy(receipt), receipt.money)),
    ...creditAllocations(receipt.allocations, receipt.currency),
    credit('unapplied-receipts', unappliedOf(receipt)),
  ]),
});

/** Unapplied credit found its stages. `source` tells one application of a receipt from the next. */
export const postCreditApplied = (receipt: Receipt, allocations: readonly Allocation[], on: IsoDate): Posting => ({
  organisation: receipt.payee,
  occasion: 'credit-applied',
  source: `${receipt.id}:${receipt.allocations.length}`,
  orderIds: unique(allocations.map((one) => one.orderId)),
  postedOn: on,
  currency: receipt.currency,
  lines: balancedLines([
    debit(
      'unapplied-receipts',
      sumOf(
        allocations.map((one) => one.money),
        receipt.currency,
      ),
    ),
    ...creditAllocations(allocations, receipt.currency),
  ]),
});

/** The invoice of a shipment becomes a receivable; the deposit applied to it pays part of that at once. */
export const postShipment = (organisation: string, orderId: string, shipment: PlannedShipment): Posting => ({
  organisation,
  occasion: 'shipment',
  source: `${orderId}:${shipment.shipmentId}`,
  orderIds: [orderId],
  postedOn: shipment.onBoard,
  currency: shipment.invoice.currency,
  lines: balancedLines([
    debit('receivables', minus(shipment.invoice, shipment.depositApplied)),
    debit('customer-advances', shipment.depositApplied),
    credit('export-revenue', shipment.invoice),
  ]),
});

/** Beyond the band the trader owes the factory more, or less; a rate that came late moves it again. */
export const postFxSharing = (sharing: FxSharing, moved: Money): Posting => {
  const amount = money(decimal(moved.amount).abs(), moved.currency);
  const more = decimal(moved.amount).gt(0);
  return {
    organisation: sharing.trader,
    occasion: 'fx-sharing',
    source: sharing.postings === 1 ? sharing.id : `${sharing.id}:${sharing.postings}`,
    orderIds: [sharing.orderId],
    postedOn: sharing.onBoard,
    currency: amount.currency,
    lines: balancedLines(
      more
        ? [debit('fx-sharing', amount), credit('supplier-payables', amount)]
        : [debit('supplier-payables', amount), credit('fx-sharing', amount)],
    ),
  };
};

/** A matched invoice is owed. */
export const postSupplierInvoice = (invoice: SupplierInvoice): Posting => {
  const of = (amount: string): Money => money(amount || '0', invoice.currency);
  return {
    organisation: invoice.factory,
    occasion: 'supplier-invoice',
    source: invoice.id,
    orderIds: invoice.orderIds,
    postedOn: invoice.date,
    currency: invoice.currency,
    lines: balancedLines([
      debit('outsourcing-cost', minus(of(invoice.total), of(invoice.tax))),
      debit('input-vat', of(invoice.tax)),
      credit('supplier-payables', of(invoice.total)),
    ]),
  };
};

/** What was owed is paid; a deduction lowers the cost it was agreed for. */
export const postSupplierPayment = (payment: SupplierPayment, orderIds: readonly string[]): Posting => {
  const { currency } = payment;
  const sum = (part: 'invoiced' | 'deduction'): Money =>
    sumOf(
      payment.invoices.map((one) => money(one[part], currency)),
      currency,
    );
  return {
    organisation: payment.factory,
    occasion: 'supplier-payment',
    source: payment.id,
    orderIds: unique(orderIds),
    postedOn: payment.paymentDate,
    currency,
    lines: balancedLines([
      debit('supplier-payables', sum('invoiced')),
      credit('bank', money(payment.amount, currency)),
      credit('outsourcing-cost', sum('deduction')),
    ]),
  };
};
