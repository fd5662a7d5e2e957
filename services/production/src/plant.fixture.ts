import { readFile } from 'node:fs/promises';
import { Ask, withScope } from '@tradeloom/chassis';
import { create, gateway, type MessageInitShape, orders, production, type type as types } from '@tradeloom/contracts';
import { addDays } from '@tradeloom/kernel';
import { bootService, type Stage } from '@tradeloom/testing';
import { freePort } from './free-port.fixture.ts';
import { migrations } from './migrations/all.ts';
import { ProductionModule } from './production.module.ts';

const d0 = '2026-12-07';
export const day = (n: number): string => addDays(d0, n);
const masterData = new URL('../../../deploy/demo/master-data/production.json', import.meta.url);
export const planner = { login: 'liu.fang', organisation: 'hengda', kind: 'factory', role: 'planner' } as const;
export const sales = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' } as const;
export const jingsu = { login: 'wu.bin', organisation: 'jingsu', kind: 'supplier', role: 'supplier-clerk' } as const;
export const jinfeng = { login: 'yu.hong', organisation: 'jinfeng', kind: 'supplier', role: 'supplier-clerk' } as const;
export const core = ['harbor-pine', 'eastbridge', 'hengda'];

export type Line = MessageInitShape<typeof types.OrderLineSchema>;
export const schedule = (scheduleId: string, value: string, requested: string, promisedCurrent = '') => ({
  scheduleId,
  quantity: { value, unit: 'PCE' },
  requested,
  promisedCurrent,
});
export const line = (lineId: string, item: string, schedules: ReturnType<typeof schedule>[]): Line => ({
  lineId,
  item,
  status: 'open',
  schedules,
});

/** The demo's plant with its master data, and what other services and partners say to it. */
export class Plant {
  private constructor(readonly stage: Stage) {}

  static async open(): Promise<Plant> {
    const port = String(await freePort());
    const env = { GRPC_PORT: port, PRODUCTION_GRPC_URL: `127.0.0.1:${port}` };
    const stage = await bootService(ProductionModule, { service: 'production', migrations, env });
    await stage.seed(JSON.parse(await readFile(masterData, 'utf8')));
    await stage.today(d0);
    return new Plant(stage);
  }

  readonly receive = (orderId: string, lines: Line[]) =>
    this.stage.publish(
      'orders',
      create(orders.OrderReceivedSchema, {
        orderId,
        number: `EB-${orderId}`,
        customer: 'harbor-pine',
        trader: 'eastbridge',
        factory: 'hengda',
        receivedOn: d0,
        lines,
      }),
      { parties: core },
    );
  readonly promised = (orderId: string) =>
    this.stage.published(production.DeliveryPromisedSchema, (e) => e.orderId === orderId);
  readonly confirm = (orderId: string, lines: Line[]) =>
    this.stage.publish(
      'orders',
      create(orders.OrderConfirmedSchema, {
        orderId,
        customer: 'harbor-pine',
        trader: 'eastbridge',
        factory: 'hengda',
        lines,
        exportLeg: { paymentTerms: [{ stage: 'deposit', percent: '30' }] },
      }),
      { parties: core },
    );
  readonly report = (supplier: string, orderNumber: string, good: string, hour: number, more: object = {}) =>
    this.stage.publish(
      'gateway',
      create(gateway.StatusReportedSchema, {
        ref: { interchangeId: 'ic-1', messageControl: '0001', messageType: '870' },
        reporter: supplier,
        buyer: 'hengda',
        reportNumber: `SR-${hour}`,
        lines: [
          {
            orderNumber,
            line: '1',
            milestone: 'finished',
            good,
            scrap: '0',
            unit: 'PCE',
            asOf: `${day(13)}T${String(hour).padStart(2, '0')}:00:00+08:00`,
            position: 'row 2',
            ...more,
          },
        ],
      }),
      { parties: [supplier, 'hengda'] },
    );

  async booked(): Promise<number> {
    const [row] = await this.stage.rows<{ sum: string }>('select sum(booked) from production.bookings');
    return Number(row?.sum);
  }

  /** Questions as the orders service asks them: over gRPC, for the trading company. */
  questions() {
    const { previewChange, holdChange } = production.PromisingService.method;
    const ask = this.stage.app.get(Ask);
    const onBehalf = <T>(question: () => Promise<T>): Promise<T> =>
      withScope({ by: sales, organisations: ['eastbridge'] }, question);
    return {
      previewChange: (request: MessageInitShape<typeof production.PreviewChangeRequestSchema>) =>
        onBehalf(() => ask.production(previewChange, request)),
      holdChange: (request: MessageInitShape<typeof production.HoldChangeRequestSchema>) =>
        onBehalf(() => ask.production(holdChange, request)),
    };
  }
}
