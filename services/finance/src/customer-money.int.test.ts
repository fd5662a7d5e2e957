import { readFileSync } from 'node:fs';
import type { Actor } from '@tradeloom/chassis';
import { create, finance, logistics, orders } from '@tradeloom/contracts';
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
const manager = person('feng.rui', 'eastbridge', 'trader', 'finance-manager');
const buyer = person('buyer', 'harbor-pine', 'customer', 'system');
const factoryClerk = person('shen.yi', 'hengda', 'factory', 'finance-clerk');
const payer = person('ding.lan', 'hengda', 'factory', 'finance-manager');

const owners = { parties: ['harbor-pine', 'eastbridge', 'hengda'] };
const parties = { customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const pieces = (value: string) => ({ value, unit: 'PCE' });

const exportLeg = (total: string) => ({
  kind: 'export',
  seller: 'eastbridge',
  buyer: 'harbor-pine',
  currency: 'USD',
  total: usd(total),
  paymentTerms: [
    { stage: 'deposit', percent: '30', trigger: 'order-confirmed', days: 7 },
    { stage: 'bl-copy', percent: '60', trigger: 'bl-copy-sent', days: 5 },
    { stage: 'retention', percent: '10', trigger: 'on-board', months: 6 },
  ],
});
const lines = [
  { lineId: 'l1', item: 'KT-18', quantity: pieces('2000'), status: 'open' },
  { lineId: 'l2', item: 'TS-04', quantity: pieces('500'), status: 'open' },
];
const order = (orderId: string, total = '38535.00') => ({ orderId, ...parties, lines, exportLeg: exportLeg(total) });

interface Plan {
  stages: {
    stage: string;
    shipmentId: string | null;
    amount: { amount: string };
    due: string | null;
    state: string;
    because: { en: string };
  }[];
}

let stage: Stage;

beforeAll(async () => {
  stage = await bootService(FinanceModule, { service: 'finance', migrations });
  await stage.seed(JSON.parse(readFileSync(masterData, 'utf8')));
  await stage.today('2026-12-07');
});
afterAll(() => stage.close());

const stagesOf = async (orderId: string, actor = buyer) => {
  const { body } = await stage.as(actor).get<Plan>(`/orders/${orderId}/payment-plan`);
  return body.stages.map(({ stage: name, amount, due, state }) => [name, amount.amount, due, state]);
};
describe('an order’s money, from the audit to the B/L payment', () => {
  const settled = (stageName: string) => (event: finance.PaymentStageSettled) =>
    event.orderId === 'o1' && event.stage === stageName;

  it('lays out a draft plan and checks cover when the order is audited', async () => {
    await stage.publish('orders', create(orders.OrderAuditedSchema, order('o1')), owners);
    const checked = await stage.published(finance.CreditCheckedSchema, (event) => event.orderId === 'o1');
    expect(checked).toMatchObject({ outcome: 'ok', exposure: { amount: '26974.50' }, limit: { amount: '60000.00' } });
    const plan = await stage.published(finance.PaymentPlanLaidOutSchema, (event) => event.orderId === 'o1');
    expect(plan.stages.map((one) => [one.stage, one.amount?.amount, one.state])).toEqual([
      ['deposit', '11560.50', 'waiting'],
      ['bl-copy', '23121.00', 'waiting'],
      ['retention', '3853.50', 'waiting'],
    ]);
  });

  it('makes the deposit due when the order is firm', async () => {
    await stage.publish(
      'orders',
      create(orders.OrderConfirmedSchema, { ...order('o1'), confirmedOn: '2026-12-07' }),
      owners,
    );
    const due = await stage.published(finance.PaymentStageDueSchema, (event) => event.orderId === 'o1');
    expect(due).toMatchObject({ stage: 'deposit', amount: { amount: '11560.50' }, due: '2026-12-14' });
    expect((await stagesOf('o1'))[0]).toEqual(['deposit', '11560.50', '2026-12-14', 'due']);
  });

  it('shows the plan to its two parties only', async () => {
    expect((await stage.as(clerk).get('/orders/o1/payment-plan')).status).toBe(200);
    expect((await stage.as(payer).get('/orders/o1/payment-plan')).status).toBe(404);
    const other = person('x', 'eastbridge-2', 'trader', 'finance-clerk');
    expect((await stage.as(other).get('/orders/o1/payment-plan')).status).toBe(404);
  });

  it('settles the deposit gross of the bank charges, once for one reference', async () => {
    const money = {
      payer: 'harbor-pine',
      money: usd('11535.50'),
      charges: usd('25.00'),
      valueDate: '2026-12-07',
      reference: 'TT-1',
    };
    expect((await stage.as(buyer).post('/payments-received', money)).status).toBe(403);
    const first = await stage.as(clerk).post('/payments-received', money);
    expect(first).toMatchObject({
      status: 201,
      body: { allocations: [{ orderId: 'o1', stage: 'deposit', money: usd('11560.50') }], unapplied: usd('0.00') },
    });
    await stage.published(finance.PaymentStageSettledSchema, settled('deposit'));
    const again = await stage.as(clerk).post('/payments-received', money);
    expect(again.body['id']).toBe(first.body['id']);
    const other = await stage.as(clerk).post('/payments-received', { ...money, money: usd('1.00') });
    expect(other).toMatchObject({ status: 422, body: { code: 'finance.receipt.reference-reused' } });
    expect(stage.soFar(finance.PaymentReceivedSchema)).toHaveLength(1);
  });

  it('asks for a changed value as an additional deposit', async () => {
    const changed = create(orders.OrderChangedSchema, {
      ...order('o1', '41505.00'),
      changedOn: '2026-12-20',
      changeId: 'c1',
    });
    await stage.publish('orders', changed, owners);
    await stage.published(finance.PaymentStageDueSchema, (event) => event.stage === 'additional-deposit');
    expect((await stagesOf('o1')).map(([name, amount]) => [name, amount])).toEqual([
      ['deposit', '11560.50'],
      ['additional-deposit', '891.00'],
      ['bl-copy', '24903.00'],
      ['retention', '4150.50'],
    ]);
    await stage.as(clerk).post('/payments-received', {
      payer: 'harbor-pine',
      money: usd('891.00'),
      valueDate: '2026-12-21',
      reference: 'TT-2',
    });
    await stage.published(finance.PaymentStageSettledSchema, settled('additional-deposit'));
  });

  it('gives a shipment its own stages, and the B/L payment falls due with the copy', async () => {
    await stage.today('2027-01-18');
    const shipped = create(logistics.GoodsShippedSchema, {
      shipmentId: 's1',
      number: 'SH-1',
      orderId: 'o1',
      ...parties,
      onBoardDate: '2027-01-18',
      invoiceNumber: 'CI-1',
      currency: 'USD',
      total: usd('17820.00'),
      lines: [{ orderId: 'o1', lineId: 'l1', scheduleId: 'd1', quantity: pieces('1200') }],
    });
    const envelope = await stage.publish('logistics_documents', shipped, owners);
    await stage.publish('logistics_documents', shipped, { ...owners, again: envelope });
    const copy = create(logistics.BillOfLadingCopySentSchema, {
      shipmentId: 's1',
      orderId: 'o1',
      sentOn: '2027-01-20',
    });
    await stage.publish('logistics_documents', copy, owners);
    await stage.published(finance.PaymentStageDueSchema, (event) => event.stage === 'bl-copy');
    await stage.today('2027-01-20');
    expect(await stagesOf('o1')).toEqual([
      ['deposit', '11560.50', '2026-12-14', 'settled'],
      ['additional-deposit', '891.00', '2026-12-27', 'settled'],
      ['bl-copy', '10692.00', '2027-01-25', 'due'],
      ['retention', '1782.00', '2027-07-18', 'waiting'],
      ['bl-copy', '14211.00', null, 'waiting'],
      ['retention', '2368.50', null, 'waiting'],
    ]);
  });

  it('settles the B/L payment and keeps an over-payment as unapplied credit', async () => {
    const paid = await stage.as(clerk).post('/payments-received', {
      payer: 'harbor-pine',
      money: usd('10700.00'),
      valueDate: '2027-01-22',
      reference: 'TT-3',
    });
    expect(paid.body).toMatchObject({ allocations: [{ stage: 'bl-copy', shipmentId: 's1' }], unapplied: usd('8.00') });
    expect(await stage.published(finance.PaymentStageSettledSchema, settled('bl-copy'))).toMatchObject({
      shipmentId: 's1',
    });
  });

  it('keeps the retention waiting for its date, and puts the credit to it then', async () => {
    await stage.today('2027-07-18');
    expect((await stagesOf('o1'))[3]).toEqual(['retention', '1782.00', '2027-07-18', 'due']);
    const due = await stage.published(finance.PaymentStageDueSchema, (e) => e.stage === 'retention');
    expect(due).toMatchObject({ orderId: 'o1', amount: { amount: '1782.00' }, due: '2027-07-18' });
    const { body } = await stage
      .as(clerk)
      .get<{ items: { id: string; reference: string }[] }>('/payments-received?payer=harbor-pine');
    const credit = body.items.find((receipt) => receipt.reference === 'TT-3');
    const applied = await stage.as(clerk).post(`/payments-received/${credit?.id}/allocations`, {});
    expect(applied).toMatchObject({ status: 200, body: { unapplied: usd('0.00') } });
    await stage.today('2027-01-22');
  });

  it('blocks a stage that a claim stands against', async () => {
    const path = '/orders/o1/payment-plan/stages/o1:retention:s1/block';
    const reason = { en: 'claim 7 is open', zh: '索赔 7 未结案' };
    expect((await stage.as(clerk).put(path, reason)).status).toBe(403);
    expect((await stage.as(manager).put(path, reason)).status).toBe(204);
    expect((await stagesOf('o1'))[3]?.[3]).toBe('blocked');
  });

  it('posts everything twice, once on each side', async () => {
    interface Entry {
      occasion: string;
      currency: string;
      rate: { rate: string; source: string } | null;
      lines: { account: string; code: string; debit: string; credit: string }[];
    }
    const { body } = await stage.as(clerk).get<{ entries: Entry[] }>('/ledger/entries?order=o1');
    expect(
      body.entries.map((entry) => [
        entry.occasion,
        ...entry.lines.map((line) => `${line.account} ${line.debit} ${line.credit}`),
      ]),
    ).toEqual([
      ['receipt', 'bank 11535.50 0', 'bank-charges 25.00 0', 'customer-advances 0 11560.50'],
      ['receipt', 'bank 891.00 0', 'customer-advances 0 891.00'],
      ['shipment', 'receivables 12474.00 0', 'customer-advances 5346.00 0', 'export-revenue 0 17820.00'],
      ['receipt', 'bank 10700.00 0', 'receivables 0 10692.00', 'unapplied-receipts 0 8.00'],
      ['credit-applied', 'unapplied-receipts 8.00 0', 'receivables 0 8.00'],
    ]);
    expect(body.entries[0]?.rate).toMatchObject({ rate: '7.10', source: 'base rate of the price list' });
    expect((await stage.as(factoryClerk).get<{ entries: Entry[] }>('/ledger/entries?order=o1')).body.entries).toEqual(
      [],
    );
  });

  it('cannot commit an entry that does not balance, nor change one that stands', async () => {
    const entry = `insert into finance.journal_entries (id, version, parties, organisation, occasion, source, order_ids, posted_on, currency)
                   values ('x', 0, '{eastbridge}', 'eastbridge', 'receipt', 'x', '{}', '2027-01-01', 'USD')`;
    await expect(stage.rows(entry)).rejects.toThrow('does not balance');
    await expect(stage.rows(`update finance.journal_lines set debit = debit + 1 where debit > 0`)).rejects.toThrow(
      'what is posted stands',
    );
  });
});

describe('the exchange rate of a shipment', () => {
  const known = async (organisation: string, date: string): Promise<void> => {
    const deadline = Date.now() + 20_000;
    const sql = 'select 1 from finance.exchange_rates where organisation = $1 and date = $2';
    while ((await stage.rows(sql, [organisation, date])).length === 0) {
      if (Date.now() > deadline) throw new Error(`the rate of ${date} did not arrive`);
    }
  };

  it('is shared with the factory as far as it left the agreed band, at the trader’s own rate', async () => {
    const spot = { pair: 'USD-CNY', kind: 'spot', date: '2027-01-19', source: 'bank' };
    const setBy = (organisation: string, rate: string) =>
      stage.publish('orders', create(orders.ExchangeRateSetSchema, { ...spot, organisation, rate }), {
        parties: [organisation],
      });
    await setBy('eastbridge', '7.342');
    await known('eastbridge', spot.date);
    await setBy('westbridge', '9.000');
    await known('westbridge', spot.date);
    const shipped = create(logistics.GoodsShippedSchema, {
      shipmentId: 's9',
      orderId: 'o1',
      ...parties,
      onBoardDate: '2027-01-19',
      total: usd('10000.00'),
    });
    await stage.publish('logistics_documents', shipped, owners);
    await stage.published(finance.PaymentPlanLaidOutSchema, (event) =>
      event.stages.some((one) => one.shipmentId === 's9'),
    );
    const { body } = await stage
      .as(clerk)
      .get<{ entries: { occasion: string; currency: string; lines: object[] }[] }>('/ledger/entries?order=o1');
    expect(body.entries.find((entry) => entry.occasion === 'fx-sharing')).toMatchObject({
      currency: 'CNY',
      lines: [
        { account: 'fx-sharing', code: '6061', zh: '汇兑损益—汇率共担', debit: '500.00' },
        { account: 'supplier-payables', credit: '500.00' },
      ],
    });
  });

  it('is shared once it is entered, however late, and shown as open until then', async () => {
    const ship = create(logistics.GoodsShippedSchema, {
      shipmentId: 's10',
      number: 'SH-10',
      orderId: 'o1',
      ...parties,
      onBoardDate: '2027-01-26',
      total: usd('10000.00'),
    });
    await stage.publish('logistics_documents', ship, owners);
    await stage.published(finance.PaymentPlanLaidOutSchema, (event) =>
      event.stages.some((one) => one.shipmentId === 's10'),
    );
    const sharings = async (state: string, actor = clerk) =>
      (await stage.as(actor).get<{ items: object[]; next: string | null }>(`/fx-sharings?state=${state}`)).body;
    expect(await sharings('open')).toMatchObject({
      items: [{ shipmentNumber: 'SH-10', onBoard: '2027-01-26', rate: null, adjustment: null }],
      next: null,
    });
    const [factorys] = (await sharings('open', factoryClerk)).items;
    expect(factorys).toMatchObject({ shipmentNumber: 'SH-10', state: 'open', factoryShare: '50' });
    for (const secret of ['shipped', 'rate', 'adjustment']) expect(factorys).not.toHaveProperty(secret);
    const late = { organisation: 'eastbridge', pair: 'USD-CNY', kind: 'spot', date: '2027-01-26', source: 'bank' };
    await stage.publish('orders', create(orders.ExchangeRateSetSchema, { ...late, rate: '7.442' }), {
      parties: ['eastbridge'],
    });
    await known('eastbridge', late.date);
    expect((await sharings('open')).items).toEqual([]);
    expect((await sharings('settled', manager)).items).toMatchObject([
      { shipmentId: 's1', adjustment: { amount: '0.00' } },
      { shipmentId: 's10', rate: { date: '2027-01-26' }, adjustment: { amount: '1000.00', currency: 'CNY' } },
      { shipmentId: 's9', adjustment: { amount: '500.00' } },
    ]);
    for (const seen of (await sharings('settled', factoryClerk)).items) expect(seen).not.toHaveProperty('rate');
    const { body } = await stage.as(clerk).get<{ entries: { occasion: string }[] }>('/ledger/entries?order=o1');
    expect(body.entries.filter((entry) => entry.occasion === 'fx-sharing')).toHaveLength(2);
  });
});
