import { Controller } from '@nestjs/common';
import { newId, On, Transactions, type Tx } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { In, Not, Raw } from 'typeorm';
import { postEntry } from '../ledger/post-entry.ts';
import { postSupplierInvoice } from '../ledger/posting.rules.ts';
import { Statements } from '../statements/statement.table.ts';
import { drawnFrom, matchedAgainst, policyFor } from './purchased-order.rules.ts';
import { MatchTolerances, PurchasedOrders } from './purchased-order.table.ts';
import { type DocumentSource, recordInvoice, refuseAgain } from './supplier-invoice.rules.ts';
import { SupplierInvoices } from './supplier-invoice.table.ts';
import { matchInvoice, type PresentedInvoice } from './three-way-match.rules.ts';

/** A supplier's invoice: order price, accepted and agreed quantity, invoice. What matches is owed. */
@Controller()
export class WhenInvoiceReceived {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.InvoiceReceivedSchema)
  async handle(event: gateway.InvoiceReceived): Promise<void> {
    const invoice = presented(event);
    await this.transactions.run(async (tx) => {
      const { supplier, factory, number } = invoice;
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`invoices-of:${supplier}`]);
      const [accepted] = await tx.find(SupplierInvoices, { supplier, factory, number, status: Not('refused') });
      if (accepted) await tx.change(SupplierInvoices, accepted.id, refuseAgain(invoice, event.ref));
      else await match(tx, invoice, event.ref);
    });
  }
}

const match = async (tx: Tx, invoice: PresentedInvoice, source: DocumentSource | undefined): Promise<void> => {
  const { supplier, factory } = invoice;
  const numbers = invoice.lines.map((line) => line.orderNumber);
  const orders = await tx.find(PurchasedOrders, { supplier, factory, number: In(numbers) });
  const statements = await tx.find(Statements, { supplier, factory, lines: naming('outsourcingNumber', numbers) });
  const earlier = await tx.find(SupplierInvoices, {
    supplier,
    factory,
    status: Not('refused'),
    lines: naming('orderNumber', numbers),
  });
  const policy = policyFor(await tx.find(MatchTolerances, { factory }), supplier);
  const findings = matchInvoice(invoice, matchedAgainst(orders, statements, earlier), policy);
  const outcome = recordInvoice(newId(), invoice, findings, drawnFrom(invoice, orders, statements), source);
  const kept = await tx.add(SupplierInvoices, outcome);
  if (kept.status === 'matched') await postEntry(tx, postSupplierInvoice(kept));
};

/** Of years of statements and invoices, those whose lines name one of these outsourcing orders. */
const naming = (field: string, numbers: readonly string[]) =>
  Raw((lines) => `${lines} @> any(:lines::jsonb[])`, {
    lines: [...new Set(numbers)].map((number) => JSON.stringify([{ [field]: number }])),
  });

const presented = (event: gateway.InvoiceReceived): PresentedInvoice => ({
  supplier: event.supplier,
  factory: event.buyer,
  number: event.invoiceNumber,
  date: event.invoiceDate,
  currency: event.currency,
  net: event.net,
  taxPercent: event.taxPercent || '0',
  tax: event.tax || '0',
  total: event.total,
  lines: event.lines.map(({ orderNumber, line, quantity, unit, unitPrice, amount }) => ({
    orderNumber,
    line,
    quantity,
    unit,
    unitPrice,
    amount,
  })),
});
