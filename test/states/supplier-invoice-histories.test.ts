import { decimal, money, sumOf, total } from '@tradeloom/kernel';
import fc from 'fast-check';
import type { JournalLine } from '../../services/finance/src/ledger/journal-entry.rules.ts';
import { postSupplierInvoice, postSupplierPayment } from '../../services/finance/src/ledger/posting.rules.ts';
import {
  markPaid,
  recordInvoice,
  type SupplierInvoice,
} from '../../services/finance/src/supplier-invoices/supplier-invoice.rules.ts';
import {
  deductionsWithin,
  type OpenDeduction,
  paySupplier,
  type SupplierPayment,
} from '../../services/finance/src/supplier-payments/supplier-payment.rules.ts';
import { mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

interface Payable {
  readonly invoices: readonly SupplierInvoice[];
  readonly deductions: readonly OpenDeduction[];
  readonly payments: readonly SupplierPayment[];
  readonly ledger: readonly JournalLine[];
}

const who = { supplier: 'jingsu', factory: 'hengda', currency: 'CNY' };
const details = { holder: 'Jingsu', accountNumber: '6222021001116245702', bic: null, bank: 'ICBC Ningbo' };
const account = { id: 'jingsu:CNY', version: 1, parties: ['jingsu'], organisation: 'jingsu', currency: 'CNY' };
const finding = { code: 'finance.invoice.price', severity: 'block' as const, text: { en: '', zh: '' }, facts: {} };

/** As the doors do. */
const steps = {
  invoice:
    ([amount, isRight]: [string, boolean]): Step<Payable> =>
    (all, date) => {
      const number = `INV-${all.invoices.length}`;
      const presented = { ...who, number, date, net: amount, taxPercent: '0', tax: '0', total: amount, lines: [] };
      const drawn = { preparedBy: ['shen.yi'], orderIds: ['o1'] };
      const { state, events } = recordInvoice(number, presented, isRight ? [] : [finding], drawn, undefined);
      const posted = state.status === 'matched' ? postSupplierInvoice(state).lines : [];
      return { state: { ...all, invoices: [...all.invoices, state], ledger: [...all.ledger, ...posted] }, events };
    },
  deduct:
    (amount: string): Step<Payable> =>
    (all) => {
      const line = { statementId: 's', n: all.deductions.length, amount: money(amount, 'CNY'), reason: 'rework' };
      return { state: { ...all, deductions: [...all.deductions, line] }, events: [] };
    },
  pay:
    ([first, paidBy]: [number, string]): Step<Payable> =>
    (all, paymentDate) => {
      const asked = all.invoices.slice(first, first + 2);
      const sum = sumOf(
        asked.map((one) => money(one.total, 'CNY')),
        'CNY',
      );
      const taken = deductionsWithin(sum, all.deductions);
      const remittance = { id: `p-${all.payments.length}`, remittanceNumber: 'RA', paymentDate, paidBy };
      const { state, events } = paySupplier(remittance, asked, taken, { ...account, details, changeId: 'c1' });
      return {
        state: {
          invoices: all.invoices.map((one) => (asked.includes(one) ? markPaid(state.id)(one).state : one)),
          deductions: all.deductions.filter((one) => !taken.includes(one)),
          payments: [...all.payments, state],
          ledger: [...all.ledger, ...postSupplierPayment(state, ['o1']).lines],
        },
        events,
      };
    },
};

const step = fc.oneof(
  fc.tuple(fc.constantFrom('100', '59.98', '0.01'), fc.boolean()).map(steps.invoice),
  fc.constantFrom('30', '70.5').map(steps.deduct),
  fc.tuple(fc.nat(4), fc.constantFrom('ding.lan', 'shen.yi')).map(steps.pay),
);

const sum = (values: readonly string[]): string => money(total(values), 'CNY').amount;
const balanceOf = (ledger: readonly JournalLine[], of?: JournalLine['account']): string => {
  const lines = ledger.filter(({ account: name }) => of === undefined || name === of);
  return money(decimal(total(lines.map((l) => l.debit))).minus(total(lines.map((l) => l.credit))), 'CNY').amount;
};

it(`a supplier's invoice is refused, owed or paid once, and the books say the same (seed ${seed})`, () => {
  let deductions = 0;
  const unreached = play<Payable>({
    follow: [
      {
        process: 'supplier-invoices/supplier-invoice',
        of: ({ invoices }) => Object.fromEntries(invoices.map(({ number, status }) => [number, status])),
      },
    ],
    begin: fc.constant({ state: { invoices: [], deductions: [], payments: [], ledger: [] }, events: [] }),
    today: '2027-01-05',
    step,
    always: ({ state: { invoices, payments, ledger } }) => {
      const inPayments = payments.flatMap((payment) => payment.invoices);
      const of = (status: SupplierInvoice['status']) => invoices.filter((one) => one.status === status);
      const owed = sum(of('matched').map((one) => one.total));
      mustHold(
        'each invoice is paid once',
        new Set(inPayments.map((one) => one.invoiceNumber)).size === inPayments.length,
      );
      mustHold('what is paid is in a payment', inPayments.length === of('paid').length);
      for (const { invoiced, paid, deduction } of inPayments) {
        mustHold('invoiced = paid + deducted', invoiced === sum([paid, deduction]) && !paid.startsWith('-'));
        deductions += Number(deduction !== '0.00');
      }
      mustHold('nobody pays what he prepared', !payments.some(({ paidBy }) => paidBy === 'shen.yi'));
      mustHold('the books balance', balanceOf(ledger) === '0.00');
      mustHold('they owe what is not paid', decimal(balanceOf(ledger, 'supplier-payables')).neg().eq(owed));
      const left = sum(payments.map(({ amount }) => amount));
      mustHold('the bank has paid what payments say', decimal(balanceOf(ledger, 'bank')).neg().eq(left));
    },
    atLast: (history) => {
      mustHold('each match is told once', history.times('SupplierInvoiceMatched') === history.state.invoices.length);
      mustHold('each payment is told once', history.times('SupplierPaid') === history.state.payments.length);
    },
    runs: 2_000,
  });
  expect(unreached).toEqual([]);
  expect(deductions).toBeGreaterThan(0);
}, 120_000);
