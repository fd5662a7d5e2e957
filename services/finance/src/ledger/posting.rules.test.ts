import { decimal, money } from '@tradeloom/kernel';
import fc from 'fast-check';
import { blankAccount, useDetails } from '../bank-accounts/bank-account.rules.ts';
import { openSharing } from '../fx-bands/fx-sharing.rules.ts';
import { allocate, type OwedStage } from '../receivables/allocation.rules.ts';
import { creditedBy, receiveMoney } from '../receivables/receipt.rules.ts';
import { recordInvoice } from '../supplier-invoices/supplier-invoice.rules.ts';
import { paySupplier } from '../supplier-payments/supplier-payment.rules.ts';
import { balancedLines, type Posting } from './journal-entry.rules.ts';
import {
  postCreditApplied,
  postFxSharing,
  postReceipt,
  postShipment,
  postSupplierInvoice,
  postSupplierPayment,
} from './posting.rules.ts';

const usd = (amount: string) => money(amount, 'USD');
const owed: OwedStage[] = [
  {
    orderId: 'o1',
    stageId: 'o1:deposit',
    stage: 'deposit',
    shipmentId: null,
    open: usd('11560.50'),
    due: '2026-12-08',
  },
  { orderId: 'o1', stageId: 'o1:bl-copy:s1', stage: 'bl-copy', shipmentId: 's1', open: usd('100'), due: '2027-02-08' },
];
const arrived = (amount: string, charges: string, borneBy: 'payee' | 'payer' = 'payee') => {
  const arrival = {
    payee: 'eastbridge',
    payer: 'harbor-pine',
    reference: 'TT-1',
    valueDate: '2026-12-03',
    money: usd(amount),
    charges: usd(charges),
    chargesBorneBy: borneBy,
  };
  return receiveMoney('r1', arrival, allocate(creditedBy(arrival), owed, {})).state;
};
const lines = (posting: Posting) => posting.lines.map((line) => `${line.account} ${line.debit} ${line.credit}`);

describe('the ledger', () => {
  it('books a deposit gross, with the bank charges as expense', () =>
    expect(lines(postReceipt(arrived('11535.50', '25')))).toEqual([
      'bank 11535.50 0',
      'bank-charges 25.00 0',
      'customer-advances 0 11560.50',
    ]));

  it('books no expense where the payer bears the charges', () =>
    expect(lines(postReceipt(arrived('11535.50', '25', 'payer')))).toEqual([
      'bank 11535.50 0',
      'customer-advances 0 11535.50',
    ]));

  it('books the B/L payment against the receivable and the rest as unapplied', () =>
    expect(lines(postReceipt(arrived('11700', '0')))).toEqual([
      'bank 11700.00 0',
      'customer-advances 0 11560.50',
      'receivables 0 100.00',
      'unapplied-receipts 0 39.50',
    ]));

  it('books a shipment as revenue, partly paid by the deposit', () => {
    const shipment = {
      shipmentId: 's1',
      number: 'SH-1',
      invoiceNumber: 'CI-1',
      invoice: usd('26655'),
      depositApplied: usd('7996.50'),
      onBoard: '2027-01-18',
      copySentOn: null,
      lines: [],
    };
    expect(lines(postShipment('eastbridge', 'o1', shipment))).toEqual([
      'receivables 18658.50 0',
      'customer-advances 7996.50 0',
      'export-revenue 0 26655.00',
    ]);
  });

  it('moves unapplied credit to the stages it found', () => {
    const receipt = arrived('11700', '0');
    const [first] = allocate(usd('10'), owed, {}).allocations;
    expect(lines(postCreditApplied(receipt, first ? [first] : [], '2027-01-01'))).toEqual([
      'unapplied-receipts 10.00 0',
      'customer-advances 0 10.00',
    ]);
  });

  it.each([
    ['5.00', ['fx-sharing 5.00 0', 'supplier-payables 0 5.00']],
    ['-2800.00', ['supplier-payables 2800.00 0', 'fx-sharing 0 2800.00']],
  ])('books an exchange-rate share of %s', (amount, expected) => {
    const shipment = { shipmentId: 's1', number: 'SH-1', invoice: usd('100'), onBoard: '2027-01-18' };
    const band = { base: '7.10', low: '6.958', high: '7.242', factoryShare: '50', form: 'excess' } as const;
    const { state } = openSharing({ trader: 'eastbridge', factory: 'hengda', pair: 'USD-CNY' }, band, 'o1', shipment);
    expect(lines(postFxSharing(state, money(amount, 'CNY')))).toEqual(expected);
  });

  it('books a matched invoice and its payment less deductions', () => {
    const invoice = recordInvoice(
      'i1',
      {
        supplier: 'jingsu',
        factory: 'hengda',
        number: 'JS-1',
        date: '2027-01-05',
        currency: 'CNY',
        net: '100',
        taxPercent: '13',
        tax: '13',
        total: '113',
        lines: [],
      },
      [],
      { preparedBy: [], orderIds: ['o1'] },
      undefined,
    ).state;
    expect(lines(postSupplierInvoice(invoice))).toEqual([
      'outsourcing-cost 100.00 0',
      'input-vat 13.00 0',
      'supplier-payables 0 113.00',
    ]);
    const remittance = { id: 'p1', remittanceNumber: 'RA-1', paymentDate: '2027-01-20', paidBy: 'ding.lan' };
    const paid = paySupplier(
      remittance,
      [invoice],
      [{ statementId: 's', n: 1, amount: money('20', 'CNY'), reason: 'mould' }],
      useDetails({
        changeId: 'c1',
        details: { holder: 'Jingsu Plastics', accountNumber: '6222021001116245702', bic: null, bank: 'ICBC Ningbo' },
        sharedWith: ['hengda'],
        replaces: null,
        proposedBy: 'wu.bin',
        approvedBy: 'jing.su',
      })(blankAccount('jingsu', 'CNY')).state,
    ).state;
    expect(lines(postSupplierPayment(paid, ['o1', 'o1']))).toEqual([
      'supplier-payables 113.00 0',
      'bank 0 93.00',
      'outsourcing-cost 0 20.00',
    ]);
  });

  it('refuses an entry that does not balance', () =>
    expect(() => balancedLines([{ account: 'bank', debit: '1', credit: '0' }])).toThrow('finance.ledger.unbalanced'));

  it('balances whatever arrives', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.boolean(),
        (cents, charges, payer) => {
          const { lines: all } = postReceipt(
            arrived(
              decimal(cents).div(100).toFixed(2),
              decimal(charges).div(100).toFixed(2),
              payer ? 'payer' : 'payee',
            ),
          );
          const sum = (side: 'debit' | 'credit') => all.reduce((total, line) => total.plus(line[side]), decimal(0));
          expect(sum('debit').eq(sum('credit'))).toBe(true);
        },
      ),
      { seed: 20_261_208, numRuns: 500 },
    ));
});
