import { readFileSync } from 'node:fs';
import { create, finance, gateway, orders, production } from '@tradeloom/contracts';
import { addDays } from '@tradeloom/kernel';
import { bootService, type Stage } from '@tradeloom/testing';
import { migrations } from '../src/migrations/all.ts';
import type { orderView } from '../src/orders/order-view.rules.ts';
import { OrdersModule } from '../src/orders.module.ts';
import { type AnsweringServices, answeringServices } from './answering-services.ts';

export type OrderView = ReturnType<typeof orderView>;
export type Person = Parameters<Stage['as']>[0];

export const d0 = '2026-12-07';
export const day = (days: number): string => addDays(d0, days);
export const all = ['harbor-pine', 'eastbridge', 'hengda'];
export const buyerAndSeller = ['harbor-pine', 'eastbridge'];

const person = (login: string, organisation: string, kind: Person['kind'], role: Person['role']): Person => ({
  login,
  organisation,
  kind,
  role,
});
export const customer = person('harbor-pine', 'harbor-pine', 'customer', 'system');
export const purchaser = person('amy.ross', 'harbor-pine', 'customer', 'owner');
export const sales = person('chen.li', 'eastbridge', 'trader', 'sales');
export const supervisor = person('zhou.min', 'eastbridge', 'trader', 'sales-supervisor');
export const boss = person('wang.lei', 'eastbridge', 'trader', 'owner');
const financeManager = person('feng.rui', 'eastbridge', 'trader', 'finance-manager');
export const productionManager = person('zhao.qiang', 'hengda', 'factory', 'production-manager');
export const stranger = person('x', 'other-trader', 'trader', 'owner');

type Delivery = { readonly lineId: string; readonly scheduleId: string; readonly requested: string };

/** Production finishes a delivery so many days after D0; four more bring it to the port. */
const promised = ({ lineId, scheduleId, requested }: Delivery, finish: number, name: string) => ({
  lineId,
  scheduleId,
  requested,
  promised: day(finish + 4),
  productionDays: finish,
  logisticsDays: 4,
  binding: { kind: 'capacity', name, date: '' },
});

export const kettles = (...schedules: [quantity: string, days: number][]) => ({
  line: '1',
  buyerItem: 'HP-20018',
  quantity: String(schedules.reduce((sum, [quantity]) => sum + Number(quantity), 0)),
  unit: 'PCE',
  unitPrice: '14.85',
  schedules: schedules.map(([quantity, days]) => ({ quantity, unit: 'PCE', date: day(days) })),
});

export const toasters = {
  line: '2',
  buyerItem: 'HP-30004',
  quantity: '500',
  unit: 'PCE',
  unitPrice: '17.67',
  schedules: [{ quantity: '500', unit: 'PCE', date: day(42) }],
};

export const purchaseOrder = (
  orderNumber: string,
  lines: object[] = [kettles(['1200', 49], ['800', 77]), toasters],
): gateway.PurchaseOrderReceived =>
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

export const purchaseOrderChange = (
  orderNumber: string,
  changeNumber: string,
  lines: object[],
): gateway.PurchaseOrderChangeReceived =>
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

/** The orders service on its stage, with the demo's master data, and what its neighbours say to it. */
export class Scene {
  /** What production was asked to hold. */
  readonly holds: production.HoldChangeRequest[];
  private daysPassed = 0;

  private constructor(
    readonly stage: Stage,
    private readonly others: AnsweringServices,
    holds: production.HoldChangeRequest[],
  ) {
    this.holds = holds;
  }

  static async open(): Promise<Scene> {
    const holds: production.HoldChangeRequest[] = [];
    const others = await answeringServices(neighbours(holds));
    const stage = await bootService(OrdersModule, { service: 'orders', migrations, env: others.env });
    const masterData = new URL('../../../deploy/demo/master-data/orders.json', import.meta.url);
    await stage.seed(JSON.parse(readFileSync(masterData, 'utf8')));
    return new Scene(stage, others, holds);
  }

  async close(): Promise<void> {
    await this.stage.close();
    this.others.stop();
  }

  /** A day of its own for each test: the orders of one customer on one day count together. */
  async nextDay(): Promise<string> {
    const today = day(this.daysPassed++);
    await this.stage.today(today);
    await this.setRate('7.10');
    return today;
  }

  setRate(rate: string) {
    return this.stage.as(financeManager).put('/exchange-rates/USD-CNY', { rate, source: 'PBOC' });
  }

  hears(event: gateway.PurchaseOrderReceived | gateway.PurchaseOrderChangeReceived) {
    return this.stage.publish('gateway', event, { parties: buyerAndSeller });
  }

  async place(orderNumber: string, lines?: object[]): Promise<orders.OrderReceived> {
    await this.hears(purchaseOrder(orderNumber, lines));
    return this.stage.published(orders.OrderReceivedSchema, (e) => e.customerOrder === orderNumber);
  }

  /** Production promises each delivery in turn: finished after so many days. */
  async promise({ orderId, lines }: orders.OrderReceived, finish: number[]): Promise<orders.OrderAudited> {
    const deliveries = lines.flatMap((line) => line.schedules.map((s) => ({ ...s, lineId: line.lineId })));
    const schedules = deliveries.map((delivery, i) => promised(delivery, finish[i] ?? 0, 'ASSEMBLY-2'));
    const event = create(production.DeliveryPromisedSchema, { orderId, schedules, scheduleCount: schedules.length });
    await this.stage.publish('production', event, { parties: all });
    return this.stage.published(orders.OrderAuditedSchema, (e) => e.orderId === orderId);
  }

  checkCredit(orderId: string, outcome: 'ok' | 'watch' | 'hold') {
    const event = create(finance.CreditCheckedSchema, { orderId, outcome, customer: 'harbor-pine' });
    return this.stage.publish('finance', event, { parties: all });
  }

  /** An order whose every date could be kept. */
  async firm(orderNumber: string): Promise<orders.OrderReceived> {
    const received = await this.place(orderNumber);
    await this.promise(received, [31, 39, 20]);
    await this.checkCredit(received.orderId, 'ok');
    await this.stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === received.orderId);
    return received;
  }

  async see(orderId: string, reader = sales): Promise<OrderView> {
    return (await this.stage.as(reader).get<OrderView>(`/orders/${orderId}`)).body;
  }

  /** Reads the order until a reaction has brought it there; each reading is a real round trip. */
  async becomes(orderId: string, status: string): Promise<OrderView> {
    const deadline = Date.now() + 15_000;
    let order = await this.see(orderId);
    while (order.status !== status && Date.now() < deadline) order = await this.see(orderId);
    expect(order.status).toBe(status);
    return order;
  }
}

const text = { en: 'as asked', zh: '如所求' };
const inMonth = 31;

/** What the customer's credit covers here, in the order's currency. */
const creditLimit = 500_000;

const neighbours = (holds: production.HoldChangeRequest[]): Parameters<typeof answeringServices>[0] => {
  const promises = (deliveries: production.DeliveryRequest[]) =>
    deliveries.map((delivery) => promised(delivery, inMonth, 'ASSEMBLY-1'));
  return {
    quoteDelivery: ({ deliveries }) => ({ schedules: promises(deliveries), dataAsOf: '2026-12-07T08:00:00+08:00' }),
    previewChange: ({ deliveries }) => ({
      schedules: promises(deliveries),
      promise: [{ code: 'production.change.kept', severity: 'info', text }],
      suppliers: [{ code: 'production.change.suppliers', severity: 'info', text }],
    }),
    holdChange: (request) => {
      holds.push(request);
      return { schedules: promises(request.deliveries) };
    },
    previewOrderValue: ({ newTotal }) => ({
      cover: [
        {
          code: 'finance.cover',
          severity: Number(newTotal?.amount) > creditLimit ? 'block' : 'info',
          text,
          facts: { newTotal: newTotal?.amount ?? '' },
        },
      ],
      payment: [{ code: 'finance.payment', severity: 'info', text }],
    }),
  };
};
