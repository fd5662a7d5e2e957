import { Body, Controller, Post } from '@nestjs/common';
import { Allow, DateField, ListField, newId, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { money, notFound, sumOf } from '@tradeloom/kernel';
import { In, Not } from 'typeorm';
import { accountId } from '../bank-accounts/bank-account.rules.ts';
import { BankAccounts } from '../bank-accounts/bank-account.table.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { postSupplierPayment } from '../ledger/posting.rules.ts';
import { openDeductions } from '../statements/statement.rules.ts';
import { Statements } from '../statements/statement.table.ts';
import { takeDeductions } from '../statements/statement-decision.rules.ts';
import { markPaid, type SupplierInvoice } from '../supplier-invoices/supplier-invoice.rules.ts';
import { SupplierInvoices } from '../supplier-invoices/supplier-invoice.table.ts';
import { paymentView } from './see-supplier-payments.ts';
import { deductionsWithin, type OpenDeduction, paySupplier } from './supplier-payment.rules.ts';
import { SupplierPayments } from './supplier-payment.table.ts';

export class SupplierPaymentBody {
  @TextField({ description: 'organisation of the supplier', example: 'jingsu' }) supplier!: string;
  @ListField(undefined, { minSize: 1, description: "the supplier's invoice numbers" }) invoiceNumbers!: string[];
  @DateField({ description: 'date of the transfer' }) paymentDate!: string;
}

/** The finance manager pays matched invoices; agreed deductions are taken off by name. */
@Controller('supplier-payments')
export class PaySupplier {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['factory'], roles: ['finance-manager'] })
  async handle(@Body() { supplier, invoiceNumbers, paymentDate }: SupplierPaymentBody) {
    return this.transactions.run(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`invoices-of:${supplier}`]);
      const invoices = await invoicesOf(tx, supplier, [...new Set(invoiceNumbers)]);
      const currency = invoices[0]?.currency ?? '';
      const total = sumOf(
        invoices.filter((one) => one.currency === currency).map((one) => money(one.total, currency)),
        currency,
      );
      const deductions = deductionsWithin(total, await deductionsOf(tx, supplier));
      const remittance = { id: newId(), remittanceNumber: await nextNumber(tx), paymentDate, paidBy: tx.by.login };
      const [account] = await tx.find(BankAccounts, { id: accountId(supplier, currency) });
      const payment = await tx.add(SupplierPayments, paySupplier(remittance, invoices, deductions, account));
      for (const { id } of invoices) await tx.change(SupplierInvoices, id, markPaid(payment.id));
      await takeOff(tx, deductions, payment.id);
      await postEntry(
        tx,
        postSupplierPayment(
          payment,
          invoices.flatMap((one) => one.orderIds),
        ),
      );
      return paymentView(payment);
    });
  }
}

const invoicesOf = async (tx: Tx, supplier: string, numbers: readonly string[]): Promise<SupplierInvoice[]> => {
  const factory = tx.by.organisation;
  const found = await tx.find(SupplierInvoices, { supplier, factory, number: In(numbers), status: Not('refused') });
  return numbers.map((number) => {
    const invoice = found.find((one) => one.number === number);
    if (!invoice) throw notFound('supplier-invoice', number);
    return invoice;
  });
};

const deductionsOf = async (tx: Tx, supplier: string): Promise<OpenDeduction[]> => {
  const statements = await tx.find(Statements, { supplier, factory: tx.by.organisation }, { period: 'ASC', id: 'ASC' });
  return statements.flatMap((statement) =>
    openDeductions(statement).map(({ n, amount, reason }) => ({ statementId: statement.id, n, amount, reason })),
  );
};

const takeOff = async (tx: Tx, deductions: readonly OpenDeduction[], paymentId: string): Promise<void> => {
  for (const [statementId, taken] of Map.groupBy(deductions, (one) => one.statementId)) {
    await tx.change(
      Statements,
      statementId,
      takeDeductions(
        taken.map((one) => one.n),
        paymentId,
      ),
    );
  }
};

const nextNumber = async (tx: Tx): Promise<string> => {
  const [row] = await tx.query<{ n: string }>(`select lpad(nextval('remittance_numbers')::text, 6, '0') as n`);
  if (!row) throw new Error('no remittance number was drawn');
  return `RA${tx.today.slice(0, 'YYYY'.length)}${row.n}`;
};
