import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { type Actor, Ask, readConfiguration, withScope } from '@tradeloom/chassis';
import { create, finance, orders } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { FinanceModule } from './finance.module.ts';
import { waitForKnownLimits } from './migrations/0008-limits-by-date.ts';
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

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

let stage: Stage;
let ask: Ask;

beforeAll(async () => {
  const grpcPort = await freePort();
  const env = { GRPC_PORT: `${grpcPort}`, FINANCE_GRPC_URL: `127.0.0.1:${grpcPort}` };
  stage = await bootService(FinanceModule, { service: 'finance', migrations, env });
  await stage.seed(JSON.parse(readFileSync(masterData, 'utf8')));
  await stage.today('2026-12-07');
  await stage.publish('orders', create(orders.OrderAuditedSchema, order('o1')), owners);
  await stage.publish(
    'orders',
    create(orders.OrderConfirmedSchema, { ...order('o1'), confirmedOn: '2026-12-07' }),
    owners,
  );
  await stage.published(finance.PaymentStageDueSchema);
  const deposit = { payer: 'harbor-pine', money: usd('11560.50'), valueDate: '2026-12-07', reference: 'TT-1' };
  await stage.as(clerk).post('/payments-received', deposit);
  ask = new Ask(readConfiguration('logistics_documents', process.env));
});
afterAll(async () => {
  ask.onApplicationShutdown();
  await stage.close();
});

const asTrader = <T>(work: () => Promise<T>): Promise<T> =>
  withScope({ by: clerk, organisations: ['eastbridge'] }, work);
const checkCover = (orderId: string, shipmentId: string, value: string) =>
  asTrader(() =>
    ask.finance(finance.CreditCoverService.method.checkShipmentCover, {
      orderId,
      shipmentId,
      shippedValue: usd(value),
      shipmentDate: '2027-01-18',
    }),
  );

describe('credit cover', () => {
  it('previews what another order value would do to cover and payment', async () => {
    const preview = await asTrader(() =>
      ask.finance(finance.CreditCoverService.method.previewOrderValue, { orderId: 'o1', newTotal: usd('41505.00') }),
    );
    expect(preview.payment.map((finding) => [finding.code, finding.facts['after']])).toEqual([
      ['finance.payment.total-changes', '41505.00'],
      ['finance.payment.new-stage', '891.00'],
      ['finance.payment.stage-changes', '24903.00'],
      ['finance.payment.stage-changes', '4150.50'],
    ]);
    expect(preview.cover[0]).toMatchObject({ code: 'finance.cover.exposure', facts: { exposureAfter: '29053.50' } });
  });

  it('checks cover again for the shipment and keeps the answer on the trail', async () => {
    expect(await checkCover('o1', 's1', '17820.00')).toMatchObject({
      outcome: 'ok',
      exposure: usd('26974.50'),
      limit: usd('60000.00'),
    });
    await stage.published(finance.CreditCheckedSchema, (event) => event.shipmentId === 's1');
  });

  const outcomeOf = async (orderId: string, outcome: string) =>
    stage.published(finance.CreditCheckedSchema, (event) => event.orderId === orderId && event.outcome === outcome);

  it('holds an order above the limit until a limit is set that covers it', async () => {
    await stage.publish('orders', create(orders.OrderAuditedSchema, order('o2', '90000.00')), owners);
    const held = await outcomeOf('o2', 'hold');
    expect(held.findings[0]).toMatchObject({ code: 'finance.cover.limit', severity: 'block' });
    const limit = { limit: usd('150000.00'), source: 'raised by the insurer' };
    expect((await stage.as(clerk).put('/credit-limits/harbor-pine', limit)).status).toBe(403);
    expect((await stage.as(manager).put('/credit-limits/harbor-pine', limit)).status).toBe(200);
    expect(await outcomeOf('o2', 'ok')).toMatchObject({ limit: usd('150000.00') });
  });

  it('gives the cover of an order that was given up to the one that waits for it', async () => {
    await stage.publish('orders', create(orders.OrderAuditedSchema, order('o3', '90000.00')), owners);
    await outcomeOf('o3', 'hold');
    const closed = create(orders.OrderClosedSchema, { orderId: 'o2', ...parties, outcome: 'cancelled' });
    await stage.publish('orders', closed, owners);
    expect(await outcomeOf('o3', 'ok')).toMatchObject({ limit: usd('150000.00') });
  });

  it('holds an order in a currency that no rate values, and goes on when one is set', async () => {
    const leg = exportLeg('0');
    const inEuro = { ...leg, currency: 'EUR', total: { amount: '1000.00', currency: 'EUR' } };
    await stage.publish('orders', create(orders.OrderAuditedSchema, { ...order('o4'), exportLeg: inEuro }), owners);
    const held = await outcomeOf('o4', 'hold');
    expect(held.findings).toMatchObject([{ code: 'finance.exchange-rate.unknown', facts: { from: 'EUR' } }]);
    const rate = { organisation: 'eastbridge', pair: 'EUR-USD', kind: 'spot', date: '2026-12-07', source: 'bank' };
    await stage.publish('orders', create(orders.ExchangeRateSetSchema, { ...rate, rate: '1.10' }), {
      parties: ['eastbridge'],
    });
    await outcomeOf('o4', 'ok');
  });

  it('holds a shipment on a day for which no limit holds', async () => {
    const limit = { limit: usd('150000.00'), source: 'withdrawn by the insurer', probableLossSince: '2027-01-10' };
    await stage.as(manager).put('/credit-limits/harbor-pine', { ...limit, validFrom: '2027-01-10' });
    const answer = await checkCover('o1', 's2', '1000.00');
    expect(answer.outcome).toBe('hold');
    expect(answer.findings.map((finding) => finding.code)).toContain('finance.cover.probable-loss');
  });

  it('is nobody’s but the trader’s', async () => {
    expect((await stage.as(buyer).get('/credit-limits/harbor-pine')).status).toBe(404);
    expect((await stage.as(clerk).get('/credit-limits/harbor-pine')).status).toBe(200);
  });

  it('judges again on the day on which a limit begins, and on the day after it ends', async () => {
    const until = { limit: usd('150000.00'), source: 'for the season', validFrom: '2027-02-01', validTo: '2027-02-10' };
    await stage.as(manager).put('/credit-limits/harbor-pine', until);
    await stage.publish('orders', create(orders.OrderAuditedSchema, order('o5', '99999999.00')), owners);
    await outcomeOf('o5', 'hold');
    await stage.as(manager).put('/credit-limits/harbor-pine', { ...until, limit: usd('900000000.00') });
    await stage.today('2027-02-01');
    expect(await outcomeOf('o5', 'ok')).toMatchObject({ limit: usd('900000000.00') });
    await stage.today('2027-02-11');
    await stage.published(
      finance.CreditCheckedSchema,
      ({ orderId, findings }) =>
        orderId === 'o5' && findings.some(({ code }) => code === 'finance.cover.probable-loss'),
    );
  });

  it('waits for the days of limits that an earlier release set', async () => {
    const far = { limit: usd('1.00'), source: 'for later', validFrom: '2099-02-01', validTo: '2099-02-10' };
    await stage.as(manager).put('/credit-limits/atlas-home', far);
    const days = () =>
      stage.rows(
        `select name, part, due_on::text, parties from finance.deadlines
          where noun = 'credit-limit' and aggregate_id like '%atlas-home' order by due_on`,
      );
    const waited = await days();
    expect(waited).toMatchObject([{ due_on: '2099-02-01' }, { due_on: '2099-02-11' }]);
    await stage.rows(`delete from finance.deadlines where noun = 'credit-limit'`);
    await stage.rows(`set local search_path to finance; ${waitForKnownLimits}`);
    expect(await days()).toEqual(waited);
  });

  it('shows how a customer stands, firm orders that a lower limit does not cover any more included', async () => {
    interface Seen {
      standing: { exposure: object; limit: object; free: { amount: string } };
    }
    const standing = async () => (await stage.as(manager).get<Seen>('/credit-limits/harbor-pine')).body.standing;
    await stage.as(manager).put('/credit-limits/harbor-pine', { limit: usd('1000.00'), source: 'lowered' });
    expect(await standing()).toMatchObject({
      exposure: usd('26974.50'),
      limit: usd('1000.00'),
      free: usd('-25974.50'),
      overdueDays: 0,
    });
  });
});
