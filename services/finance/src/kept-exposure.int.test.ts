import { readFileSync } from 'node:fs';
import type { Actor } from '@tradeloom/chassis';
import { create, finance, logistics, orders } from '@tradeloom/contracts';
import { decimal } from '@tradeloom/kernel';
import { bootService, type Stage } from '@tradeloom/testing';
import { FinanceModule } from './finance.module.ts';
import { migrations } from './migrations/all.ts';

const masterData = new URL('../../../deploy/demo/master-data/finance.json', import.meta.url);
const clerk: Actor = { login: 'qian.wen', organisation: 'eastbridge', kind: 'trader', role: 'finance-clerk' };
const manager: Actor = { ...clerk, login: 'feng.rui', role: 'finance-manager' };

const owners = ['harbor-pine', 'eastbridge', 'hengda'];
const parties = { customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const pieces = (value: string) => ({ value, unit: 'PCE' });
const order = (orderId: string, total: string) => ({
  orderId,
  ...parties,
  lines: [{ lineId: 'l1', item: 'KT-18', quantity: pieces('100'), status: 'open' }],
  exportLeg: {
    currency: 'USD',
    total: usd(total),
    paymentTerms: [
      { stage: 'deposit', percent: '30', trigger: 'order-confirmed', days: 7 },
      { stage: 'bl-copy', percent: '60', trigger: 'bl-copy-sent', days: 5 },
      { stage: 'retention', percent: '10', trigger: 'on-board', months: 6 },
    ],
  },
});

let stage: Stage;

beforeAll(async () => {
  stage = await bootService(FinanceModule, { service: 'finance', migrations });
  await stage.seed(JSON.parse(readFileSync(masterData, 'utf8')));
  await stage.today('2026-12-07');
});
afterAll(() => stage.close());

const limitOf = (amount: string) =>
  stage.as(manager).put('/credit-limits/harbor-pine', { limit: usd(amount), source: 'test' });
const audit = (ids: readonly string[], total: string) =>
  stage.send(ids.map((id) => stage.envelope('orders', create(orders.OrderAuditedSchema, order(id, total)), owners)));
const checked = (orderId: string) => stage.published(finance.CreditCheckedSchema, (event) => event.orderId === orderId);
const pay = (reference: string, amount: string, to?: string) =>
  stage
    .as(clerk)
    .post<{ allocations: { orderId: string; stageId: string }[]; unapplied: { amount: string } }>(
      '/payments-received',
      { payer: 'harbor-pine', money: usd(amount), valueDate: '2026-12-07', reference, ...(to && { order: to }) },
    );

const keptSum = async (): Promise<string[]> =>
  (
    await stage.rows<{ part: string; amount: string }>(
      `select part, sum(amount)::text as amount from finance.exposures where amount <> 0 group by part order by part`,
    )
  ).map(({ part, amount }) => `${part} ${decimal(amount).toFixed(2)}`);

describe('what a customer owes, kept as a sum', () => {
  const all = Array.from({ length: 40 }, (_, n) => `o${n + 10}`);

  it('covers no more orders than the limit has room for, however many come at once', async () => {
    await limitOf('7000.00');
    await audit(all, '1000.00');
    const outcomes: string[] = [];
    for (const id of all) outcomes.push((await checked(id)).outcome);
    expect(outcomes.filter((outcome) => outcome !== 'hold')).toHaveLength(10);
    expect(await keptSum()).toEqual(['retention 1000.00', 'unshipped 7000.00']);
  });

  it('gives the room that comes free to those that wait, the first come first', async () => {
    await limitOf('9100.00');
    const held = await stage.rows<{ id: string }>(
      `select id from finance.payment_plans where cover = 'hold' order by id`,
    );
    expect(held).toHaveLength(27);
    expect(await keptSum()).toEqual(['retention 1300.00', 'unshipped 9100.00']);
    await limitOf('28000.00');
    expect(await keptSum()).toEqual(['retention 4000.00', 'unshipped 28000.00']);
  });

  it('follows a plan on board and into what is paid', async () => {
    await stage.publish(
      'orders',
      create(orders.OrderConfirmedSchema, { ...order('o10', '1000.00'), confirmedOn: '2026-12-07' }),
      { parties: owners },
    );
    await stage.published(finance.PaymentStageDueSchema, (event) => event.orderId === 'o10');
    const shipped = create(logistics.GoodsShippedSchema, {
      shipmentId: 's1',
      orderId: 'o10',
      ...parties,
      onBoardDate: '2026-12-07',
      currency: 'USD',
      total: usd('1000.00'),
      lines: [{ orderId: 'o10', lineId: 'l1', quantity: pieces('100') }],
    });
    await stage.publish('logistics_documents', shipped, { parties: owners });
    await stage.published(finance.PaymentPlanLaidOutSchema, (event) => event.stages.some((one) => one.shipmentId));
    expect(await keptSum()).toEqual(['receivable 1000.00', 'retention 4000.00', 'unshipped 27300.00']);
    expect((await pay('TT-1', '300.00')).body.allocations).toMatchObject([{ orderId: 'o10' }]);
    expect(await keptSum()).toEqual(['receivable 700.00', 'retention 4000.00', 'unshipped 27300.00']);
  });

  it('puts money to the oldest due of many orders, as far as it goes, and first to the order it names', async () => {
    const confirmed = all.slice(1).map((id, n) =>
      stage.envelope(
        'orders',
        create(orders.OrderConfirmedSchema, {
          ...order(id, '1000.00'),
          confirmedOn: `2026-11-${30 - (n % 3)}`,
        }),
        owners,
      ),
    );
    await stage.send(confirmed);
    for (const id of all) await stage.published(finance.PaymentStageDueSchema, (event) => event.orderId === id);
    await stage.rows('update finance.payment_plans set oldest_due = null, owed_from = null');
    const first = await pay('TT-2', '750.00', 'o11');
    expect(first.body.allocations.map(({ orderId }) => orderId)).toEqual(['o11', 'o13', 'o16']);
    const rest = await pay('TT-3', '20000.00');
    expect(rest.body.allocations).toHaveLength(37);
    expect(rest.body.unapplied.amount).toBe('9050.00');
  });

  it('counts what an earlier release wrote beside it before it decides again', async () => {
    await stage.rows(`update finance.payment_plans set status = 'settled', stages = '[]' where id = 'o49'`);
    expect(await stage.rows('select 1 from finance.payment_plans where not counted')).toHaveLength(1);
    await audit(['o50'], '1000.00');
    await checked('o50');
    expect(await stage.rows('select 1 from finance.payment_plans where not counted')).toHaveLength(0);
    expect(await keptSum()).toEqual(['receivable 700.00', 'retention 4000.00', 'unshipped 27300.00']);
  });

  it('shows what was received page by page, the newest first, each once', async () => {
    for (const n of Array.from({ length: 55 }, (_, i) => i)) await pay(`PAGE-${n}`, '1.00');
    interface Page {
      items: { reference: string }[];
      next: string | null;
    }
    const page = async (after?: string | null) =>
      (await stage.as(clerk).get<Page>(`/payments-received?payer=harbor-pine${after ? `&after=${after}` : ''}`)).body;
    const first = await page();
    const second = await page(first.next);
    expect([first.items.length, second.next]).toEqual([50, null]);
    const references = [...first.items, ...second.items].map(({ reference }) => reference);
    expect(references[0]).toBe('PAGE-54');
    expect(new Set(references).size).toBe(58);
  });
});
