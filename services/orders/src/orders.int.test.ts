import { readFileSync } from 'node:fs';
import { create, finance, gateway, logistics, orders, production } from '@tradeloom/contracts';
import { addDays } from '@tradeloom/kernel';
import { bootService, type Stage } from '@tradeloom/testing';
import { type AnsweringServices, answeringServices } from '../test/answering-services.ts';
import { migrations } from './migrations/all.ts';
import type { orderView } from './orders/order-view.rules.ts';
import { OrdersModule } from './orders.module.ts';

type OrderView = ReturnType<typeof orderView>;

const d0 = '2026-12-07';
const day = (days: number): string => addDays(d0, days);
const all = ['harbor-pine', 'eastbridge', 'hengda'];
const person = (login: string, organisation: string, kind: 'customer' | 'trader' | 'factory' | 'supplier', role: string) =>
  ({ login, organisation, kind, role }) as Parameters<Stage['as']>[0];
const customer = person('harbor-pine', 'harbor-pine', 'customer', 'system');
const sales = person('chen.li', 'eastbridge', 'trader', 'sales');
const supervisor = person('zhou.min', 'eastbridge', 'trader', 'sales-supervisor');
const clerk = person('qian.wen', 'eastbridge', 'trader', 'finance-manager');
const manager = person('zhao.qiang', 'hengda', 'factory', 'production-manager');
const stranger = person('yu.hong', 'other-trader', 'trader', 'owner');

/** Production finishes a delivery so many days after today; four more bring it to the port. */
const promise = (
  { lineId, scheduleId }: { lineId: string; scheduleId: string },
  requested: string,
  finish: number,
  name: string,
) => ({
  lineId,
  scheduleId,
  requested,
  promised: day(finish + 4),
  productionDays: finish,
  logisticsDays: 4,
  binding: { kind: 'capacity', name, date: '' },
});

const kettles = (...schedules: [string, number][]) => ({
  line: '1',
  buyerItem: 'HP-20018',
  quantity: String(schedules.reduce((sum, [quantity]) => sum + Number(quantity), 0)),
  unit: 'PCE',
  unitPrice: '14.85',
  schedules: schedules.map(([quantity, days]) => ({ quantity, unit: 'PCE', date: day(days) })),
});
const toasters = {
  line: '2',
  buyerItem: 'HP-30004',
  quantity: '500',
  unit: 'PCE',
  unitPrice: '17.67',
  schedules: [{ quantity: '500', unit: 'PCE', date: day(42) }],
};
const purchaseOrder = (orderNumber: string, lines: object[] = [kettles(['1200', 49], ['800', 77]), toasters]) =>
  create(gateway.PurchaseOrderReceivedSchema, {
    customer: 'harbor-pine',
    seller: 'eastbridge',
    orderNumber,
    orderDate: d0,
    currency: 'USD',
    tradeTerm: { incoterm: 'FOB', edition: '2020', place: 'Ningbo' },
    paymentTerms: 'T/T 30/60/10',
    freightBy: 'buyer',
    destinationCountry: 'US',
    lines,
    ref: { interchangeId: 'in-1', messageControl: '0001', messageType: '850', groupControl: '1' },
  });
const change = (orderNumber: string, changeNumber: string, lines: object[]) =>
  create(gateway.PurchaseOrderChangeReceivedSchema, {
    customer: 'harbor-pine',
    seller: 'eastbridge',
    orderNumber,
    changeNumber,
    changeDate: d0,
    purpose: 'change',
    note: 'please',
    lines,
  });

describe('orders', () => {
  let stage: Stage;
  let others: AnsweringServices;
  const asked: production.HoldChangeRequest[] = [];

  beforeAll(async () => {
    const promises = (deliveries: production.DeliveryRequest[]) =>
      deliveries.map((delivery) => promise(delivery, delivery.requested, 31, 'ASSEMBLY-1'));
    const text = { en: 'as asked', zh: '如所求' };
    others = await answeringServices({
      quoteDelivery: ({ deliveries }) => ({ schedules: promises(deliveries), dataAsOf: '2026-12-07T08:00:00+08:00' }),
      previewChange: ({ deliveries }) => ({
        schedules: promises(deliveries),
        promise: [{ code: 'production.change.kept', severity: 'info', text }],
        suppliers: [{ code: 'production.change.suppliers', severity: 'info', text }],
      }),
      holdChange: (request) => {
        asked.push(request);
        return { schedules: promises(request.deliveries) };
      },
      previewOrderValue: ({ newTotal }) => ({
        cover: [{ code: 'finance.cover', severity: 'info', text, facts: { newTotal: newTotal?.amount ?? '' } }],
        payment: [{ code: 'finance.payment', severity: 'info', text }],
      }),
    });
    stage = await bootService(OrdersModule, { service: 'orders', migrations, env: others.env });
    const masterData = new URL('../../../deploy/demo/master-data/orders.json', import.meta.url);
    await stage.seed(JSON.parse(readFileSync(masterData, 'utf8')));
  }, 60_000);

  // A day of its own for each test: the orders of one customer on one day count together.
  let dayOfTest = 0;
  beforeEach(async () => {
    await stage.today(day(dayOfTest++));
    await setRate('7.10');
  });
  const setRate = (rate: string) => stage.as(clerk).put('/exchange-rates/USD-CNY', { rate, source: 'PBOC' });

  afterAll(async () => {
    await stage?.close();
    others?.stop();
  });

  const place = async (orderNumber: string, lines?: object[]) => {
    await stage.publish('gateway', purchaseOrder(orderNumber, lines), { parties: ['harbor-pine', 'eastbridge'] });
    return stage.published(orders.OrderReceivedSchema, (e) => e.customerOrder === orderNumber);
  };
  const promiseAll = async ({ orderId, lines }: orders.OrderReceived, finish: number[]) => {
    const schedules = lines.flatMap((line) => line.schedules.map((s) => ({ ...s, lineId: line.lineId })));
    const event = create(production.DeliveryPromisedSchema, {
      orderId,
      schedules: schedules.map((s, i) => promise(s, s.requested, finish[i] ?? 0, 'ASSEMBLY-2')),
      scheduleCount: schedules.length,
    });
    await stage.publish('production', event, { parties: all });
    return stage.published(orders.OrderAuditedSchema, (e) => e.orderId === orderId);
  };
  const checkCredit = (orderId: string, outcome: string) =>
    stage.publish('finance', create(finance.CreditCheckedSchema, { orderId, outcome, customer: 'harbor-pine' }), { parties: all });
  const answerTo = (orderId: string) => stage.published(orders.OrderAnsweredSchema, (e) => e.orderId === orderId);
  const see = async (orderId: string, reader = sales) => (await stage.as(reader).get<OrderView>(`/orders/${orderId}`)).body;
  const placeFirm = async (orderNumber: string) => {
    const received = await place(orderNumber);
    await promiseAll(received, [31, 39, 20]);
    await checkCredit(received.orderId, 'ok');
    await stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === received.orderId);
    return received;
  };
  /** Reads the order until a reaction has brought it there; each reading is a real round trip. */
  const becomes = async (orderId: string, status: string): Promise<OrderView> => {
    const deadline = Date.now() + 15_000;
    let order = await see(orderId);
    while (order.status !== status && Date.now() < deadline) order = await see(orderId);
    expect(order.status).toBe(status);
    return order;
  };

  it('answers an 850 with a counter-offer, and is firm when the 860 accepts it', async () => {
    const received = await place('PO-1');
    expect(received).toMatchObject({ factory: 'hengda', destinationCountry: 'US' });
    expect(received.number).toMatch(/^TL-2026-\d{6}$/);
    const { orderId } = received;
    const audited = await promiseAll(received, [31, 39, 49]);
    expect(audited).toMatchObject({ authority: 'sales', confirmationsRequired: [] });
    expect(audited.exportLeg?.total?.amount).toBe('38535.00');
    await checkCredit(orderId, 'ok');
    const answer = await answerTo(orderId);
    expect(answer.outcome).toBe('changed');
    expect(answer.lines.map((line) => line.confirmations.map((c) => [c.status, c.quantity, c.date]))).toEqual([
      [
        ['accepted', '1200', day(49)],
        ['accepted', '800', day(77)],
      ],
      [['date-changed', '500', day(57)]],
    ]);
    expect(stage.soFar(orders.OrderConfirmedSchema).some((e) => e.orderId === orderId)).toBe(false);

    const accepted = change('PO-1', 'C-1', [{ line: '2', schedules: [{ quantity: '500', unit: 'PCE', date: day(57) }] }]);
    await stage.publish('gateway', accepted, { parties: ['harbor-pine', 'eastbridge'] });
    const confirmed = await stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === orderId);
    expect(confirmed).toMatchObject({ orderVersion: 1, confirmedOn: day(dayOfTest - 1) });
    const changeAnswer = await stage.published(orders.ChangeAnsweredSchema, (e) => e.orderId === orderId);
    expect(changeAnswer).toMatchObject({ outcome: 'accepted', changeNumber: 'C-1' });
    expect((await see(orderId)).lines[1]?.schedules[0]).toMatchObject({
      requested: day(42),
      promisedOriginal: day(57),
      promisedCurrent: day(57),
    });
  });

  it('shows each party its own contract only, and a stranger nothing', async () => {
    const received = await place('PO-LEGS');
    const kinds = async (reader: Parameters<Stage['as']>[0]) => (await see(received.orderId, reader)).legs.map((leg) => leg.kind);
    expect(await kinds(customer)).toEqual(['export']);
    expect(await kinds(sales)).toEqual(['export', 'purchase']);
    expect(await kinds(manager)).toEqual(['purchase']);
    expect((await stage.as(stranger).get(`/orders/${received.orderId}`)).status).toBe(404);
    const found = await stage.as(customer).get<{ items: OrderView[] }>('/orders?customerOrder=PO-LEGS');
    expect(found.body.items.map((order) => order.id)).toEqual([received.orderId]);
    expect(found.body.items[0]?.waitingFor.map((reason) => reason.code)).toEqual(['seller-review']);
    expect((await stage.as(stranger).get<{ items: OrderView[] }>('/orders?customerOrder=PO-LEGS')).body.items).toEqual([]);
  });

  it('keeps export findings from the factory', async () => {
    const received = await place('PO-AUDIT');
    await promiseAll(received, [31, 39, 49]);
    const codes = async (reader: Parameters<Stage['as']>[0]) =>
      (await stage.as(reader).get<{ findings: { code: string }[] }>(`/orders/${received.orderId}/audit`)).body.findings.map((f) => f.code);
    expect(await codes(sales)).toEqual(expect.arrayContaining(['orders.audit.fx-steady', 'orders.audit.date-later']));
    const factory = await codes(manager);
    expect(factory).toContain('orders.audit.date-later');
    expect(factory).not.toContain('orders.audit.fx-steady');
    expect((await stage.as(customer).get(`/orders/${received.orderId}/audit`)).status).toBe(403);
  });

  it('answers a repeated order nothing twice, and refuses the number for another one', async () => {
    const received = await place('PO-TWICE');
    const parties = ['harbor-pine', 'eastbridge'];
    await stage.publish('gateway', purchaseOrder('PO-TWICE'), { parties });
    await stage.publish('gateway', purchaseOrder('PO-TWICE', [toasters]), { parties });
    const refusal = await stage.published(orders.DocumentRefusedSchema, (e) => e.documentNumber === 'PO-TWICE');
    expect(refusal).toMatchObject({ partner: 'harbor-pine', receiver: 'eastbridge', ref: { messageType: '850' } });
    expect(refusal.findings[0]?.code).toBe('orders.order.contradicts');
    expect(stage.soFar(orders.OrderReceivedSchema).filter((e) => e.customerOrder === 'PO-TWICE')).toHaveLength(1);
    expect((await see(received.orderId)).lines).toHaveLength(2);
  });

  it('takes an event delivered twice once', async () => {
    const parties = ['harbor-pine', 'eastbridge'];
    const envelope = await stage.publish('gateway', purchaseOrder('PO-AGAIN'), { parties });
    await stage.publish('gateway', purchaseOrder('PO-AGAIN'), { parties, again: envelope });
    await stage.published(orders.OrderReceivedSchema, (e) => e.customerOrder === 'PO-AGAIN');
    await place('PO-AFTER');
    expect(stage.soFar(orders.OrderReceivedSchema).filter((e) => e.customerOrder === 'PO-AGAIN')).toHaveLength(1);
  });

  it('rejects the line of an unknown item, and answers at once when it is the only one', async () => {
    const unknown = { ...toasters, buyerItem: 'HP-99999' };
    const event = purchaseOrder('PO-UNKNOWN', [unknown]);
    await stage.publish('gateway', event, { parties: ['harbor-pine', 'eastbridge'] });
    const answer = await stage.published(orders.OrderAnsweredSchema, (e) => e.customerOrder === 'PO-UNKNOWN');
    expect(answer.outcome).toBe('rejected');
    expect(answer.lines[0]?.confirmations[0]).toMatchObject({ status: 'rejected', reason: 'Item HP-99999 is not known' });
  });

  it('refuses a change to an order that nobody knows', async () => {
    await stage.publish('gateway', change('PO-NONE', 'C-9', [{ line: '1' }]), { parties: ['harbor-pine', 'eastbridge'] });
    const refusal = await stage.published(orders.DocumentRefusedSchema, (e) => e.documentNumber === 'C-9');
    expect(refusal.findings[0]?.code).toBe('orders.change.unknown-order');
  });

  it('asks a second confirmation when the rate moved 3.1 %, and none at 3.0 %', async () => {
    expect((await setRate('7.313')).status).toBe(200);
    await stage.published(orders.ExchangeRateSetSchema, (e) => e.rate === '7.313');
    const small = [kettles(['1000', 49])];
    const steady = await promiseAll(await place('PO-FX-30', small), [31]);
    expect(steady.confirmationsRequired).toEqual([]);

    await setRate('7.3201');
    const received = await place('PO-FX-31', small);
    const moved = await promiseAll(received, [31]);
    expect(moved.confirmationsRequired).toEqual(['orders.audit.fx-moved']);
    await checkCredit(received.orderId, 'ok');
    const confirm = () => stage.as(sales).post(`/orders/${received.orderId}/confirmations`, { code: 'orders.audit.fx-moved' });
    expect((await confirm()).status).toBe(204);
    expect((await confirm()).status).toBe(204);
    await stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === received.orderId);
    expect(stage.soFar(orders.ConfirmationGivenSchema).filter((e) => e.orderId === received.orderId)).toHaveLength(1);
  });

  it('counts the orders of a day together: above 50,000 the supervisor approves', async () => {
    const first = await place('PO-SPLIT-1');
    expect((await promiseAll(first, [31, 39, 20])).authority).toBe('sales');
    const second = await place('PO-SPLIT-2');
    expect((await promiseAll(second, [31, 39, 20])).authority).toBe('sales-supervisor');
    await checkCredit(second.orderId, 'ok');
    await becomes(second.orderId, 'held');
    const approve = (by: typeof sales) => stage.as(by).post(`/orders/${second.orderId}/approval`);
    const refused = await approve(sales);
    expect(refused.status).toBe(422);
    expect((await approve(supervisor)).status).toBe(204);
    await stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === second.orderId);
  });

  it('holds an order without cover, says so, and goes on when finance frees it', async () => {
    const received = await place('PO-CREDIT');
    await promiseAll(received, [31, 39, 20]);
    await checkCredit(received.orderId, 'hold');
    const { waitingFor } = await becomes(received.orderId, 'held');
    expect(waitingFor.map(({ code }) => code)).toEqual(['credit-hold']);
    await checkCredit(received.orderId, 'ok');
    await becomes(received.orderId, 'firm');
  });

  it('changes a firm order when both owners approve, neither of them the proposer', async () => {
    const { orderId } = await placeFirm('PO-CHANGE');
    const wanted = kettles(['1200', 49], ['1000', 70]);
    await stage.publish('gateway', change('PO-CHANGE', 'C-2', [{ ...wanted, action: 'change' }]), {
      parties: ['harbor-pine', 'eastbridge'],
    });
    const proposed = await stage.published(orders.ChangeProposedSchema, (e) => e.orderId === orderId);
    expect(proposed.schedules).toMatchObject([{ quantity: '1000', date: day(70), quantityBefore: '800', dateBefore: day(77) }]);
    const { changeId } = proposed;

    type Seen = { status: string; impact: Record<string, { code: string; facts: Record<string, string> }[]> };
    const forTrader = (await stage.as(supervisor).get<Seen>(`/changes/${changeId}`)).body;
    expect(forTrader.impact['cover']?.[0]?.facts['newTotal']).toBe('41505.00');
    const forFactory = (await stage.as(manager).get<Seen>(`/changes/${changeId}`)).body;
    expect(forFactory.impact).toMatchObject({ cover: [], payment: [], suppliers: [{ code: 'production.change.suppliers' }] });
    const forCustomer = (await stage.as(customer).get<Seen>(`/changes/${changeId}`)).body;
    expect(forCustomer.impact).toMatchObject({ cover: [], suppliers: [], payment: [{ code: 'finance.payment' }] });

    expect((await stage.as(customer).post(`/changes/${changeId}/approval`)).status).toBe(422);
    expect((await stage.as(supervisor).post(`/changes/${changeId}/approval`)).status).toBe(204);
    expect(asked).toEqual([]);
    expect((await stage.as(manager).post(`/changes/${changeId}/approval`)).status).toBe(204);
    expect(asked).toMatchObject([{ changeId, deliveries: [{ item: 'KT-18', quantity: { value: '1000' } }] }]);
    const changed = await stage.published(orders.OrderChangedSchema, (e) => e.orderId === orderId);
    expect(changed).toMatchObject({ orderVersion: 2, exportLeg: { total: { amount: '41505.00' } } });
    const answer = await stage.published(orders.ChangeAnsweredSchema, (e) => e.changeNumber === 'C-2');
    expect(answer.outcome).toBe('accepted');
    const { version, legs } = await see(orderId);
    expect(version).toBe(2);
    expect(legs.map((leg) => leg.total.amount)).toEqual(['41505.00', '229400.00']);
  });

  it('counters a customer’s change, and asks for his consent to the owner’s own', async () => {
    const { orderId } = await placeFirm('PO-COUNTER');
    const earlier = kettles(['1200', 49], ['800', 60]);
    await stage.publish('gateway', change('PO-COUNTER', 'C-3', [{ ...earlier, action: 'reschedule' }]), {
      parties: ['harbor-pine', 'eastbridge'],
    });
    const { changeId, schedules } = await stage.published(orders.ChangeProposedSchema, (e) => e.orderId === orderId);
    const [{ lineId, scheduleId }] = schedules as [orders.ProposedSchedule];
    const wish = {
      baseVersion: 1,
      reason: 'four days later',
      lines: [{ lineId, scheduleId, quantity: { value: '800', unit: 'PCE' }, date: day(64) }],
    };
    const counter = await stage.as(supervisor).post<{ id: string }>(`/changes/${changeId}/counter-proposal`, wish);
    expect(counter.status).toBe(201);
    const answer = await stage.published(orders.ChangeAnsweredSchema, (e) => e.changeNumber === 'C-3');
    expect(answer).toMatchObject({ outcome: 'changed', lines: [{ confirmations: [{ status: 'date-changed', date: day(64) }] }] });
    const approve = (by: typeof sales) => stage.as(by).post(`/changes/${counter.body.id}/approval`);
    expect((await approve(supervisor)).status).toBe(422);
    expect((await approve(person('wang.lei', 'eastbridge', 'trader', 'owner'))).status).toBe(204);
    expect((await approve(manager)).status).toBe(204);
    expect((await approve(customer)).status).toBe(204);
    await stage.published(orders.OrderChangedSchema, (e) => e.orderId === orderId);
    const stale = await stage.as(sales).post(`/orders/${orderId}/changes`, wish);
    expect(stale.status).toBe(409);
  });

  it('ships in parts and ends with the last schedule', async () => {
    const { orderId, lines } = await placeFirm('PO-SHIP');
    const parts = lines.flatMap((line) => line.schedules.map((s) => ({ orderId, lineId: line.lineId, scheduleId: s.scheduleId, quantity: s.quantity })));
    const ship = (shipped: typeof parts) =>
      stage.publish('logistics-documents', create(logistics.GoodsShippedSchema, { orderId, lines: shipped.map(({ quantity, ...p }) => ({ ...p, ...(quantity && { quantity }) })) }), { parties: [...all, 'sinolink'] });
    await ship(parts.slice(0, 1));
    await becomes(orderId, 'partly-shipped');
    await ship(parts.slice(1));
    const { lines: shipped } = await becomes(orderId, 'shipped');
    expect(shipped.flatMap((line) => line.schedules.map((schedule) => schedule.shipped.value))).toEqual(['1200', '800', '500']);
  });

  it('quotes price with its band and date with its reason, and holds nothing', async () => {
    const enquiry = {
      customer: 'harbor-pine',
      lines: [{ item: 'KT-18', quantity: { value: '1000', unit: 'PCE' }, requested: day(30) }],
    };
    const quote = await stage.as(sales).post<Record<string, unknown>>('/quotes', enquiry);
    expect(quote.status).toBe(201);
    expect(quote.body).toMatchObject({
      total: { amount: '14850.00', currency: 'USD' },
      promises: [{ unitPrice: '14.85', tierFrom: '1000', promised: day(38), binding: { kind: 'capacity', name: 'ASSEMBLY-1' } }],
    });
    expect(quote.body['because']).toHaveLength(2);
    expect((await stage.as(manager).post('/quotes', enquiry)).status).toBe(403);
  });

  it('takes an order that the trading company enters, once', async () => {
    const order = {
      customer: 'harbor-pine',
      customerOrder: 'MAIL-7',
      orderDate: d0,
      destinationCountry: 'US',
      lines: [{ line: '1', item: 'KT-18', quantity: { value: '100', unit: 'PCE' }, schedules: [{ quantity: { value: '100', unit: 'PCE' }, date: day(60) }] }],
    };
    const first = await stage.as(sales).post<{ id: string }>('/orders', order);
    expect(first.status).toBe(201);
    const second = await stage.as(sales).post<{ id: string }>('/orders', order);
    expect(second.body.id).toBe(first.body.id);
    const other = await stage.as(sales).post('/orders', { ...order, destinationCountry: 'DE' });
    expect(other.status).toBe(409);
  });
});
