import { readFileSync } from 'node:fs';
import type { Actor } from '@tradeloom/chassis';
import { create, finance, gateway, logistics, orders } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { FinanceModule } from './finance.module.ts';
import { migrations } from './migrations/all.ts';

const masterData = new URL('../../../deploy/demo/master-data/finance.json', import.meta.url);
const person = (login: string, organisation: string, kind: Actor['kind'], role: Actor['role']): Actor => ({
  login,
  organisation,
  kind,
  role,
});
const clerk = person('qian.wen', 'eastbridge', 'trader', 'finance-clerk');
const buyer = person('buyer', 'harbor-pine', 'customer', 'system');

const owners = { parties: ['harbor-pine', 'eastbridge', 'hengda'] };
const sides = { parties: ['harbor-pine', 'eastbridge'] };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const parties = { customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
const pieces = (value: string) => ({ value, unit: 'PCE' });
const order = {
  orderId: 'o1',
  ...parties,
  lines: [{ lineId: 'l1', item: 'KT-18', quantity: pieces('2000'), status: 'open' }],
  exportLeg: {
    kind: 'export',
    seller: 'eastbridge',
    buyer: 'harbor-pine',
    currency: 'USD',
    total: usd('10000.00'),
    paymentTerms: [
      { stage: 'deposit', percent: '30', trigger: 'order-confirmed', days: 7 },
      { stage: 'bl-copy', percent: '60', trigger: 'bl-copy-sent', days: 5 },
      { stage: 'retention', percent: '10', trigger: 'on-board', months: 6 },
    ],
  },
};
const shipped = create(logistics.GoodsShippedSchema, {
  shipmentId: 's1',
  number: 'SH-1',
  orderId: 'o1',
  ...parties,
  onBoardDate: '2027-01-18',
  invoiceNumber: 'CI-1',
  currency: 'USD',
  total: usd('10000.00'),
  lines: [{ orderId: 'o1', lineId: 'l1', scheduleId: 'd1', quantity: pieces('2000') }],
});

const ref = { interchangeId: 'in-1', messageType: '820', messageControl: '0001', groupControl: '7' };
const item = (
  invoiceNumber: string,
  paid: string,
  more: { invoiced?: string; deduction?: string; reason?: string } = {},
) => ({
  invoiceNumber,
  paid,
  invoiced: paid,
  ...more,
});
const advice = (remittanceNumber: string, total: string, ...invoices: ReturnType<typeof item>[]) =>
  create(gateway.PaymentAdvisedSchema, {
    ref,
    payer: 'harbor-pine',
    payee: 'eastbridge',
    remittanceNumber,
    paymentDate: '2027-01-25',
    money: usd(total),
    invoices,
  });

interface Advices {
  items: {
    id: string;
    number: string;
    status: string;
    revision: number;
    earlier: object[];
    receiptId: string | null;
  }[];
}
interface Proposal {
  charges: object;
  allocations: { stage: string; money: { amount: string } }[];
  unapplied: { amount: string };
  because: { en: string };
}

describe('a customer advises a payment', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(FinanceModule, { service: 'finance', migrations });
    await stage.seed(JSON.parse(readFileSync(masterData, 'utf8')));
    await stage.today('2026-12-07');
    await stage.publish('orders', create(orders.OrderAuditedSchema, order), owners);
    const firm = { ...order, number: 'EB-1', customerOrder: 'PO-4711', confirmedOn: '2026-12-07' };
    await stage.publish('orders', create(orders.OrderConfirmedSchema, firm), owners);
    await stage.published(finance.PaymentStageDueSchema, (e) => e.stage === 'deposit');
  });
  afterAll(() => stage.close());

  const advices = async (by = clerk) => (await stage.as(by).get<Advices>('/payment-advices')).body.items;
  const idOf = async (number: string): Promise<string> => {
    const found = (await advices()).find((one) => one.number === number);
    if (!found) throw new Error(`no advice ${number}`);
    return found.id;
  };
  const proposal = async (number: string, received = '') => {
    const query = received && `?received=${received}`;
    return (await stage.as(clerk).get<Proposal>(`/payment-advices/${await idOf(number)}/proposal${query}`)).body;
  };
  const matched = (number: string, revision = 1) =>
    stage.published(finance.PaymentAdviceMatchedSchema, (e) => e.number === number && e.revision === revision);
  const refused = (number: string) =>
    stage.published(finance.DocumentRefusedSchema, (e) => e.documentNumber === number);

  it('names the order for an advance, and is seen by both sides and nobody else', async () => {
    await stage.publish('gateway', advice('RA-1', '3000.00', item('PO-4711', '3000.00')), sides);
    expect(await matched('RA-1')).toMatchObject({
      orderId: 'o1',
      findings: [],
      summary: { en: 'PO-4711 3000.00 USD' },
    });
    expect(await advices(buyer)).toEqual(await advices());
    expect(await advices(person('x', 'westbridge', 'trader', 'finance-clerk'))).toEqual([]);
    const factory = stage.as(person('x', 'hengda', 'factory', 'finance-clerk'));
    expect((await factory.get('/payment-advices')).status).toBe(404);
    expect(await proposal('RA-1')).toMatchObject({
      allocations: [{ stage: 'deposit', money: usd('3000.00') }],
      unapplied: usd('0.00'),
      because: { en: 'As advised' },
    });
  });

  it('books nothing; what arrives less bank charges is proposed, and put there by a person alone', async () => {
    expect(await stage.rows('select 1 from finance.receipts')).toEqual([]);
    expect(await stage.rows('select 1 from finance.journal_entries')).toEqual([]);
    expect(await proposal('RA-1', '2975.00')).toMatchObject({
      charges: usd('25.00'),
      allocations: [{ stage: 'deposit', money: usd('3000.00') }],
      because: {
        en: '25.00 USD less than advised arrived: as bank charges of the payee the advised amount counts in full',
      },
    });
    const arrival = {
      payer: 'harbor-pine',
      money: usd('2975.00'),
      charges: usd('25.00'),
      valueDate: '2026-12-10',
      reference: 'TT-1',
      advice: await idOf('RA-1'),
    };
    const recorded = await stage.as(clerk).post('/payments-received', arrival);
    expect(recorded).toMatchObject({
      status: 201,
      body: { allocations: [{ stage: 'deposit' }], unapplied: usd('0.00') },
    });
    expect(await advices()).toMatchObject([{ number: 'RA-1', status: 'received', receiptId: recorded.body['id'] }]);
    const twice = await stage.as(clerk).post('/payments-received', { ...arrival, reference: 'TT-1b' });
    expect(twice).toMatchObject({ status: 422, body: { code: 'finance.advice.not-expected' } });
  });

  it('is told where it differs from what is owed, and why', async () => {
    await stage.publish('logistics_documents', shipped, owners);
    const copy = create(logistics.BillOfLadingCopySentSchema, {
      shipmentId: 's1',
      orderId: 'o1',
      sentOn: '2027-01-20',
    });
    await stage.publish('logistics_documents', copy, owners);
    await stage.published(finance.PaymentStageDueSchema, (e) => e.stage === 'bl-copy');
    const kept = item('CI-1', '5900.00', { invoiced: '10000.00', deduction: '100.00', reason: '3 pieces damaged' });
    await stage.publish('gateway', advice('RA-2', '5900.00', kept), sides);
    expect((await matched('RA-2')).findings).toMatchObject([
      { code: 'finance.advice.deduction', severity: 'warning', facts: { position: '1', deduction: '100.00' } },
    ]);
    const odd = [item('CI-1', '5000.00', { invoiced: '9999.00' }), item('CI-9', '1.00')];
    await stage.publish('gateway', advice('RA-3', '5001.00', ...odd), sides);
    const { findings } = await matched('RA-3');
    expect(findings.map((f) => [f.code, f.facts['position']])).toEqual([
      ['finance.advice.less-than-owed', '1'],
      ['finance.advice.other-invoice-amount', '1'],
    ]);
    const all = await stage.rows<{ codes: string }>(
      `select string_agg(f ->> 'code', ' ') as codes from finance.payment_advices, jsonb_array_elements(findings) f where number = 'RA-3'`,
    );
    expect(all[0]?.codes).toContain('finance.advice.unknown-reference');
  });

  it('said again is nothing new; corrected, the earlier words stay', async () => {
    const kept = item('CI-1', '5900.00', { invoiced: '10000.00', deduction: '100.00', reason: '3 pieces damaged' });
    await stage.publish('gateway', advice('RA-2', '5900.00', kept), sides);
    await stage.publish('gateway', advice('RA-2', '6000.00', item('CI-1', '6000.00', { invoiced: '10000.00' })), sides);
    expect(await matched('RA-2', 2)).toMatchObject({ findings: [] });
    expect((await advices()).find((one) => one.number === 'RA-2')).toMatchObject({
      revision: 2,
      earlier: [{ money: usd('5900.00') }],
    });
    expect(stage.soFar(finance.PaymentAdviceMatchedSchema).filter((e) => e.number === 'RA-2')).toHaveLength(2);
  });

  it.each([
    ['its invoices do not add up', advice('BAD-1', '6000.00', item('CI-1', '5999.00')), 'finance.advice.total'],
    ['nothing it names is known', advice('BAD-2', '5.00', item('CI-X', '5.00')), 'finance.advice.nothing-known'],
    ['its money has arrived', advice('RA-1', '1.00', item('PO-4711', '1.00')), 'finance.advice.already-received'],
  ])('is refused to its sender where %s', async (_, event, code) => {
    await stage.publish('gateway', event, sides);
    const refusal = await refused(event.remittanceNumber);
    expect(refusal).toMatchObject({ partner: 'harbor-pine', receiver: 'eastbridge', ref: { interchangeId: 'in-1' } });
    expect(refusal.findings.map((f) => f.code)).toContain(code);
  });
});
