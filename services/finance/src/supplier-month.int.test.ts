import type { Actor } from '@tradeloom/chassis';
import { create, finance, gateway, production } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { FinanceModule } from './finance.module.ts';
import { migrations } from './migrations/all.ts';

const person = (login: string, organisation: string, kind: Actor['kind'], role: Actor['role']): Actor => ({
  login,
  organisation,
  kind,
  role,
});
const factoryClerk = person('shen.yi', 'hengda', 'factory', 'finance-clerk');
const payer = person('ding.lan', 'hengda', 'factory', 'finance-manager');
const supplier = person('wu.bin', 'jingsu', 'supplier', 'supplier-clerk');
const stranger = person('yu.hong', 'jinfeng', 'supplier', 'supplier-clerk');

const owner = person('jing.su', 'jingsu', 'supplier', 'owner');
const accountNumber = '6222021001116245702';

let stage: Stage;
beforeAll(async () => {
  stage = await bootService(FinanceModule, { service: 'finance', migrations });
  await stage.today('2027-01-05');
});
afterAll(() => stage.close());

/** Two people of the supplier say where it is paid. */
const agreeOnAccount = async (): Promise<void> => {
  const account = { currency: 'CNY', holder: 'Jingsu Plastics', accountNumber, bank: 'ICBC Ningbo' };
  const proposal = { ...account, sharedWith: ['hengda'], reason: 'as agreed' };
  const { id } = (await stage.as(supplier).post<{ id: string }>('/bank-account-changes', proposal)).body;
  await stage.as(owner).post(`/bank-account-changes/${id}/approval`, {});
};

describe('a supplier’s month', () => {
  const two = { parties: ['hengda', 'jingsu'] };
  const legs = { orderId: 'o1', factory: 'hengda', supplier: 'jingsu', currency: 'CNY', taxPercent: '13' };
  const statement = 'hengda.jingsu.2026-12.CNY';
  const confirm = async (actor: Actor, n: number) =>
    (await stage.as(actor).post(`/statements/${statement}/lines/${n}/confirmation`)).status;
  const invoice = (invoiceNumber: string, quantity: string, net: string, tax: string, total: string) =>
    create(gateway.InvoiceReceivedSchema, {
      supplier: 'jingsu',
      buyer: 'hengda',
      invoiceNumber,
      invoiceDate: '2027-01-05',
      currency: 'CNY',
      net,
      taxPercent: '13',
      tax,
      total,
      lines: [{ orderNumber: 'WW-1', line: '1', quantity, unit: 'PCE', unitPrice: '11.80', amount: net }],
    });

  it('stands on a statement that the supplier sees and a stranger does not', async () => {
    const placed = { ...legs, outsourcingOrderId: 'w1', number: 'WW-1', trader: 'eastbridge' };
    const line = { line: '1', item: 'KT18-BODY', quantity: { value: '2000', unit: 'PCE' }, unitPrice: '11.80' };
    await stage.publish(
      'production',
      create(production.OutsourcingOrderPlacedSchema, { ...placed, lines: [line] }),
      two,
    );
    const receipt = create(production.ReceiptSettledSchema, {
      ...legs,
      receiptId: 'r1',
      number: 'GR-1',
      outsourcingOrderId: 'w1',
      outsourcingNumber: 'WW-1',
      receivedOn: '2026-12-22',
      lines: [
        {
          line: '1',
          item: 'KT18-BODY',
          lot: 'L1',
          received: '2000',
          accepted: '1990',
          rejected: '10',
          unit: 'PCE',
          unitPrice: '11.80',
        },
      ],
      balances: [
        {
          item: 'PP-GRANULE',
          lot: 'PP-7',
          unit: 'KGM',
          issued: '840',
          consumed: '840',
          scrap: '0',
          returned: '0',
          atSupplier: '0',
        },
      ],
    });
    await stage.publish('production', receipt, two);
    await stage.published(finance.StatementDrawnSchema);
    const { body } = await stage
      .as(supplier)
      .get<{ items: { id: string; payable: object }[] }>('/statements?supplier=jingsu&period=2026-12');
    expect(body.items).toMatchObject([{ id: statement, payable: { amount: '26534.66', currency: 'CNY' } }]);
    expect((await stage.as(stranger).get<{ items: object[] }>('/statements?supplier=jingsu')).body.items).toEqual([]);
    expect(await confirm(stranger, 1)).toBe(404);
  });

  it('refuses an invoice while the statement is not agreed, and tells the supplier why', async () => {
    await stage.publish('gateway', invoice('JS-0', '1990', '23482.00', '3052.66', '26534.66'), two);
    const refused = await stage.published(finance.DocumentRefusedSchema, (event) => event.documentNumber === 'JS-0');
    expect(refused).toMatchObject({ partner: 'jingsu', findings: [{ code: 'finance.invoice.statement-not-agreed' }] });
    expect(await stage.published(finance.SupplierInvoiceMatchedSchema)).toMatchObject({ outcome: 'refused' });
  });

  it('is agreed line by line, a dispute and a deduction included', async () => {
    const path = `/statements/${statement}`;
    await stage
      .as(factoryClerk)
      .post(`${path}/deductions`, { money: { amount: '100.00', currency: 'CNY' }, reason: 'mould repair' });
    expect((await stage.as(supplier).post(`${path}/lines/2/dispute`, { reason: 'we count 2000' })).status).toBe(204);
    expect(await confirm(factoryClerk, 2)).toBe(422);
    for (const n of [1, 2, 3]) expect(await confirm(supplier, n)).toBe(204);
    for (const n of [1, 2, 3]) expect(await confirm(factoryClerk, n)).toBe(204);
    const agreed = await stage.published(finance.StatementAgreedSchema);
    expect(agreed).toMatchObject({ supplier: 'jingsu', period: '2026-12', total: { amount: '26434.66' } });
  });

  it('is invoiced for what was accepted, and not twice', async () => {
    await stage.publish('gateway', invoice('JS-1', '2000', '23600.00', '3068.00', '26668.00'), two);
    const over = await stage.published(finance.DocumentRefusedSchema, (event) => event.documentNumber === 'JS-1');
    expect(over.findings.map((finding) => finding.code)).toEqual(['finance.invoice.quantity']);
    const right = invoice('JS-1', '1990', '23482.00', '3052.66', '26534.66');
    await stage.publish('gateway', right, two);
    await stage.published(finance.SupplierInvoiceMatchedSchema, (event) => event.outcome === 'matched');
    await stage.publish('gateway', right, two);
    await stage.published(
      finance.DocumentRefusedSchema,
      (event) => event.findings[0]?.code === 'finance.invoice.duplicate',
    );
  });

  it('takes the same number of the supplier for another factory as another invoice', async () => {
    const toOther = { ...invoice('JS-1', '10', '118.00', '15.34', '133.34'), buyer: 'ruixin' };
    await stage.publish('gateway', create(gateway.InvoiceReceivedSchema, toOther), { parties: ['ruixin', 'jingsu'] });
    const answered = await stage.published(finance.DocumentRefusedSchema, (event) => event.receiver === 'ruixin');
    expect(answered.findings.map((finding) => finding.code)).toEqual(['finance.invoice.unknown-line']);
  });

  it('is paid by another person than the one who confirmed it, deductions named', async () => {
    const payment = { supplier: 'jingsu', invoiceNumbers: ['JS-1'], paymentDate: '2027-01-25' };
    expect((await stage.as(factoryClerk).post('/supplier-payments', payment)).status).toBe(403);
    const same = person('shen.yi', 'hengda', 'factory', 'finance-manager');
    expect((await stage.as(same).post('/supplier-payments', payment)).body['code']).toBe('finance.payment.four-eyes');
    const notYet = await stage.as(payer).post('/supplier-payments', payment);
    expect([notYet.status, notYet.body['code']]).toEqual([422, 'finance.payment.no-account']);
    await agreeOnAccount();
    const { status, body: remitted } = await stage.as(payer).post('/supplier-payments', payment);
    expect([status, remitted]).toMatchObject([201, { paidTo: { holder: 'Jingsu Plastics', accountNumber } }]);
    const seen = async (by: Actor) =>
      (await stage.as(by).get<{ items: { paidTo: object }[] }>('/supplier-payments')).body.items[0]?.paidTo;
    expect(await seen(supplier)).toMatchObject({ accountNumber });
    expect(await seen(factoryClerk)).toMatchObject({ accountNumber: '***5702' });
    const paid = await stage.published(finance.SupplierPaidSchema);
    expect(paid).toMatchObject({
      money: { amount: '26434.66' },
      invoices: [
        { invoiceNumber: 'JS-1', invoiced: '26534.66', paid: '26434.66', deduction: '100.00', reason: 'mould repair' },
      ],
    });
    expect((await stage.as(payer).post('/supplier-payments', payment)).body['code']).toBe(
      'finance.invoice.not-payable',
    );
    const { body } = await stage.as(payer).get<{ entries: { occasion: string }[] }>('/ledger/entries?order=o1');
    expect(body.entries.map((entry) => entry.occasion)).toEqual(['supplier-invoice', 'supplier-payment']);
  });
});
