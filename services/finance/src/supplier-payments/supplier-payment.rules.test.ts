import { decimal, money } from '@tradeloom/kernel';
import fc from 'fast-check';
import { recordInvoice, type SupplierInvoice } from '../supplier-invoices/supplier-invoice.rules.ts';
import { paymentView } from './see-supplier-payments.ts';
import { deductionsWithin, type OpenDeduction, paySupplier } from './supplier-payment.rules.ts';

const invoice = (number: string, total: string, currency = 'CNY'): SupplierInvoice =>
  recordInvoice(
    number,
    {
      supplier: 'jingsu',
      factory: 'hengda',
      number,
      date: '2027-01-05',
      currency,
      net: total,
      taxPercent: '',
      tax: '',
      total,
      lines: [],
    },
    [],
    { preparedBy: ['shen.yi'], orderIds: ['o1'] },
    undefined,
  ).state;
const deduction = (n: number, amount: string, reason = `reason ${n}`): OpenDeduction => ({
  statementId: 's',
  n,
  amount: money(amount, 'CNY'),
  reason,
});
const remittance = { id: 'p1', remittanceNumber: 'RA-1', paymentDate: '2027-01-20', paidBy: 'ding.lan' };

const account = {
  id: 'jingsu:CNY',
  version: 1,
  parties: ['jingsu', 'hengda'],
  organisation: 'jingsu',
  currency: 'CNY',
  details: { holder: 'Jingsu Plastics', accountNumber: '6222021001116245702', bic: null, bank: 'ICBC Ningbo' },
  changeId: 'c1',
};

describe('a supplier payment', () => {
  it('goes to the account on which two people of the supplier agreed, and nowhere without one', () => {
    const { state } = paySupplier(remittance, [invoice('A', '100')], [], account);
    expect(state.paidTo).toEqual({ ...account.details, changeId: 'c1' });
    expect(paymentView(state).paidTo).toEqual(account.details);
    // made by a release that did not ask
    expect(paymentView({ ...state, paidTo: null }).paidTo).toBeNull();
    for (const missing of [undefined, { ...account, details: null, changeId: null }]) {
      expect(() => paySupplier(remittance, [invoice('A', '100')], [], missing)).toThrow('finance.payment.no-account');
    }
  });

  it('names each deduction and pays the rest', () => {
    const { state, events } = paySupplier(
      remittance,
      [invoice('A', '100'), invoice('B', '50')],
      [deduction(1, '30', 'rework'), deduction(2, '80', 'mould')],
      account,
    );
    expect(state.invoices).toMatchObject([
      { invoiceNumber: 'A', invoiced: '100.00', paid: '0.00', deduction: '100.00', reason: 'rework; mould' },
      { invoiceNumber: 'B', invoiced: '50.00', paid: '40.00', deduction: '10.00', reason: 'mould' },
    ]);
    expect(events).toMatchObject([{ money: { amount: '40.00', currency: 'CNY' } }]);
  });

  it('needs another person than the one who confirmed the quantities', () =>
    expect(() => paySupplier({ ...remittance, paidBy: 'shen.yi' }, [invoice('A', '100')], [], account)).toThrow(
      'finance.payment.four-eyes',
    ));

  it('pays matched invoices in one currency only, and at least one', () => {
    expect(() => paySupplier(remittance, [{ ...invoice('A', '100'), status: 'paid' }], [], account)).toThrow(
      'not-payable',
    );
    expect(() => paySupplier(remittance, [invoice('A', '1'), invoice('B', '1', 'USD')], [], account)).toThrow(
      'mixed-currencies',
    );
    expect(() => paySupplier(remittance, [], [], account)).toThrow('nothing-to-pay');
  });

  it('leaves a deduction that does not fit to a later payment', () =>
    expect(
      deductionsWithin(money('100', 'CNY'), [deduction(1, '60'), deduction(2, '50'), deduction(3, '40')]).map(
        (one) => one.n,
      ),
    ).toEqual([1, 3]));

  it('pays exactly what was invoiced less what was deducted', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 6 }),
        (totals, cuts) => {
          const invoices = totals.map((cents, at) => invoice(`I${at}`, decimal(cents).div(100).toFixed(2)));
          const total = totals.reduce((sum, cents) => sum.plus(cents), decimal(0)).div(100);
          const taken = deductionsWithin(
            money(total, 'CNY'),
            cuts.map((cents, at) => deduction(at, decimal(cents).div(100).toFixed(2))),
          );
          const { state } = paySupplier(remittance, invoices, taken, account);
          const deducted = taken.reduce((sum, one) => sum.plus(one.amount.amount), decimal(0));
          expect(total.minus(deducted).toFixed(2)).toBe(state.amount);
          for (const one of state.invoices) expect(decimal(one.paid).plus(one.deduction).toFixed(2)).toBe(one.invoiced);
        },
      ),
      { seed: 20_270_120, numRuns: 300 },
    ));
});
