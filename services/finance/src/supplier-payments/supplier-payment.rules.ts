import { create, finance } from '@tradeloom/contracts';
import {
  DomainError,
  decimal,
  type IsoDate,
  type Money,
  minus,
  money,
  must,
  type Outcome,
  sumOf,
} from '@tradeloom/kernel';
import type { BankAccount, BankDetails } from '../bank-accounts/bank-account.rules.ts';
import type { SupplierInvoice } from '../supplier-invoices/supplier-invoice.rules.ts';

/** An agreed deduction that no payment has taken off yet. */
export interface OpenDeduction {
  readonly statementId: string;
  readonly n: number;
  readonly amount: Money;
  readonly reason: string;
}

export interface PaidInvoice {
  readonly invoiceNumber: string;
  readonly invoiceDate: IsoDate;
  readonly invoiced: string;
  readonly paid: string;
  readonly deduction: string;
  readonly reason: string;
}

/** The account that the transfer goes to, and the change by which two people of the supplier agreed on it. */
export interface PaidTo extends BankDetails {
  readonly changeId: string;
}

/** One remittance to a supplier. 付款 */
export interface SupplierPayment {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly factory: string;
  readonly supplier: string;
  readonly remittanceNumber: string;
  readonly paymentDate: IsoDate;
  readonly currency: string;
  readonly amount: string;
  readonly invoices: readonly PaidInvoice[];
  readonly paidBy: string;
  /** null for a payment that was made before it was asked for */
  readonly paidTo: PaidTo | null;
}

interface Remittance {
  readonly id: string;
  readonly remittanceNumber: string;
  readonly paymentDate: IsoDate;
  readonly paidBy: string;
}

/** Deductions that fit into the invoices, the oldest first; one that does not fit waits for a later payment. */
export const deductionsWithin = (total: Money, open: readonly OpenDeduction[]): OpenDeduction[] => {
  let left = decimal(total.amount);
  return open.filter(({ amount }) => {
    if (amount.currency !== total.currency || left.lt(amount.amount)) return false;
    left = left.minus(amount.amount);
    return true;
  });
};

/** The second pair of eyes pays matched invoices; invoiced = paid + deductions, each deduction by its name. */
export const paySupplier = (
  { id, remittanceNumber, paymentDate, paidBy }: Remittance,
  invoices: readonly SupplierInvoice[],
  deductions: readonly OpenDeduction[],
  account: BankAccount | undefined,
): Outcome<SupplierPayment> => {
  const [first] = invoices;
  must(first !== undefined, 'finance.payment.nothing-to-pay', {
    en: 'Name at least one invoice',
    zh: '请至少指定一张发票',
  });
  const { supplier, factory, currency } = first;
  for (const invoice of invoices) mayBePaid(invoice, paidBy);
  must(
    invoices.every((one) => one.currency === currency),
    'finance.payment.mixed-currencies',
    {
      en: 'One payment is in one currency',
      zh: '一笔付款只能使用一种币种',
    },
  );
  const paidTo = agreedAccount(account, currency);
  const paid = spread(invoices, deductions);
  const amount = sumOf(
    paid.map((one) => money(one.paid, currency)),
    currency,
  );
  const state: SupplierPayment = {
    id,
    version: 0,
    parties: [factory, supplier],
    factory,
    supplier,
    remittanceNumber,
    paymentDate,
    currency,
    amount: amount.amount,
    invoices: paid,
    paidBy,
    paidTo,
  };
  const event = create(finance.SupplierPaidSchema, {
    paymentId: id,
    remittanceNumber,
    supplier,
    factory,
    paymentDate,
    money: amount,
    invoices: paid.map((one) => ({ ...one })),
  });
  return { state, events: [event] };
};

/** Money goes where two people of the payee agreed that it goes, and nowhere else. */
const agreedAccount = (account: BankAccount | undefined, currency: string): PaidTo => {
  const { details = null, changeId = null } = account ?? {};
  if (details === null || changeId === null) {
    throw new DomainError(
      'finance.payment.no-account',
      {
        en: `The supplier has shared no approved ${currency} account`,
        zh: `供应商尚未共享经批准的 ${currency} 收款账户`,
      },
      { currency },
    );
  }
  return { ...details, changeId };
};

const mayBePaid = ({ number, status, preparedBy }: SupplierInvoice, paidBy: string): void => {
  must(
    status === 'matched',
    'finance.invoice.not-payable',
    { en: `Invoice ${number} is ${status}`, zh: `发票 ${number} 状态为 ${status}，不可付款` },
    { number, status },
  );
  must(
    !preparedBy.includes(paidBy),
    'finance.payment.four-eyes',
    {
      en: `Who confirmed the quantities of invoice ${number} cannot pay it`,
      zh: `确认发票 ${number} 数量的人不得付款`,
    },
    { number },
  );
};

/** Takes each deduction off the invoices in turn, so that none is paid below zero. */
const spread = (invoices: readonly SupplierInvoice[], deductions: readonly OpenDeduction[]): PaidInvoice[] => {
  const queue = deductions.map(({ amount, reason }) => ({ left: decimal(amount.amount), reason }));
  return invoices.map(({ number, date, total, currency }) => {
    const invoiced = money(total, currency);
    let paid = decimal(invoiced.amount);
    const reasons: string[] = [];
    for (const deduction of queue) {
      const taken = deduction.left.lt(paid) ? deduction.left : paid;
      if (taken.lte(0)) continue;
      deduction.left = deduction.left.minus(taken);
      paid = paid.minus(taken);
      reasons.push(deduction.reason);
    }
    const net = money(paid, currency);
    return {
      invoiceNumber: number,
      invoiceDate: date,
      invoiced: invoiced.amount,
      paid: net.amount,
      deduction: minus(invoiced, net).amount,
      reason: reasons.join('; '),
    };
  });
};
