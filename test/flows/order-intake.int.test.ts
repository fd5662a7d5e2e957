import { customerOrder } from './customer-order.ts';
import { type Fate, freshNumber, RunningPlatform } from './running-platform.ts';
import { type CollectedSpan, SpanCollector } from './span-collector.ts';

const kettle = { item: 'HP-20018', price: '14.85' };
const toaster = { item: 'HP-30004', price: '17.67' };

describe('a customer’s order through the running platform', () => {
  let collector: SpanCollector;
  let platform: RunningPlatform;

  beforeAll(async () => {
    collector = new SpanCollector();
    const endpoint = await collector.listen();
    platform = await RunningPlatform.start('order-intake', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  }, 180_000);
  afterAll(async () => {
    await platform?.stop();
    await collector?.stop();
  }, 60_000);

  describe('with a line that cannot be made in time', () => {
    const number = `PO-${freshNumber()}`;
    let fate: Fate;
    let answer: Fate & { text: string };

    beforeAll(async () => {
      const file = customerOrder(freshNumber(), number, [
        {
          ...kettle,
          schedules: [
            [1200, '20270125'],
            [800, '20270222'],
          ],
        },
        { ...toaster, schedules: [[500, '20270118']] },
      ]);
      fate = await platform.send('harbor-pine', file);
      answer = await platform.outbound('harbor-pine', '855', number);
    }, 60_000);

    it('is acknowledged by a 997 and answered by a counter-offer of two ACK under one PO1', () => {
      expect(fate).toMatchObject({ status: 'processed', messages: [{ verdict: 'accepted' }] });
      expect(answer.text).toContain(`BAK*00*AC*${number}*`);
      const [firstLine = '', secondLine = ''] = answer.text.split('PO1*').slice(1);
      expect(firstLine.match(/ACK\*IA\*1200\*PC\*068\*20270125|ACK\*IA\*800\*PC\*068\*20270222/g)).toHaveLength(2);
      expect(secondLine).toContain('ACK*DR*500*PC*068*20270202');
    });

    it('is one trace from the 850 to the 855, edge by edge', async () => {
      const path: readonly (readonly [service: string, span: string])[] = [
        ['gateway', 'POST /api/v1/partners/:partner/interchanges'],
        ['gateway', 'read interchange'],
        ['gateway', 'publish PurchaseOrderReceived'],
        ['orders', 'process PurchaseOrderReceived'],
        ['orders', 'publish OrderReceived'],
        ['production', 'process OrderReceived'],
        ['production', 'publish DeliveryPromised'],
        ['orders', 'process DeliveryPromised'],
        ['orders', 'publish OrderAudited'],
        ['finance', 'process OrderAudited'],
        ['finance', 'publish CreditChecked'],
        ['orders', 'process CreditChecked'],
        ['orders', 'publish OrderAnswered'],
        ['gateway', 'process OrderAnswered'],
      ];
      const spans = await platform.until(
        async () => {
          const seen = collector.of(fate.traceId);
          return path.every(([service, name]) => seen.some((s) => s.service === service && s.name === name))
            ? seen
            : undefined;
        },
        `spans ${path.map((edge) => edge.join(' ')).join(', ')}`,
      );
      const byId = new Map(spans.map((span) => [span.spanId, span]));
      const isBelow = (span: CollectedSpan, service: string, name: string): boolean => {
        const parent = byId.get(span.parentSpanId);
        return (
          parent !== undefined &&
          ((parent.service === service && parent.name === name) || isBelow(parent, service, name))
        );
      };
      for (const [i, [service, name]] of path.entries()) {
        const before = path[i - 1];
        const found = spans.filter((s) => s.service === service && s.name === name);
        expect({ service, name, linked: before === undefined || found.some((s) => isBelow(s, ...before)) }).toEqual({
          service,
          name,
          linked: true,
        });
      }
    });

    it('names the order on its spans and on every line of its timeline', async () => {
      const orderId =
        answer.id &&
        (await platform.get<Fate>('harbor-pine', `/partners/harbor-pine/interchanges/${fate.id}`)).body.messages[0]
          ?.orderId;
      expect(collector.of(fate.traceId).some((s) => s.attributes['tradeloom.order.id'] === orderId)).toBe(true);
      const { body } = await platform.get<{ entries: { service: string; traceId: string }[] }>(
        'chen.li',
        `/orders/${orderId}/timeline`,
      );
      expect(new Set(body.entries.map((e) => e.traceId))).toEqual(new Set([fate.traceId]));
      expect(new Set(body.entries.map((e) => e.service))).toEqual(
        new Set(['gateway', 'orders', 'production', 'finance']),
      );
    });

    it('is a missing order to a stranger', async () => {
      const orderId = (await platform.get<Fate>('harbor-pine', `/partners/harbor-pine/interchanges/${fate.id}`)).body
        .messages[0]?.orderId;
      expect((await platform.get('wu.bin', `/orders/${orderId}`)).status).toBe(404);
      expect((await platform.get('harbor-pine', `/orders/${orderId}`)).status).toBe(200);
    });
  });

  it('describes every door of every service, and forwards each to the service that has it', async () => {
    const { status, body } = await platform.api<{ openapi: string; paths: Record<string, object> }>(
      '/api/openapi.json',
    );
    expect({ status, openapi: body.openapi }).toEqual({ status: 200, openapi: '3.1.0' });
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/api/v1/orders/{id}', '/api/v1/statements', '/api/v1/partners/{partner}/interchanges']),
    );
  });

  it('leaves a history that is sealed in every service, as the gateway heard it, and that nobody touched', async () => {
    interface Verdict {
      readonly intact: boolean;
      readonly services: readonly { service: string; seals: number; witnessed: number; findings: unknown[] }[];
    }
    const number = `PO-${freshNumber()}`;
    const lines = [{ ...kettle, schedules: [[120, '20270301']] as const }];
    await platform.send('harbor-pine', customerOrder(freshNumber(), number, lines));
    const busy = ['gateway', 'orders'];
    const { intact, services } = await platform.until(async () => {
      const verdict = await platform.tradeloom<Verdict>('verify-trail');
      const sealed = verdict.services.filter(({ seals }) => seals > 0);
      const done = sealed.every(({ seals, witnessed }) => witnessed === seals);
      return done && busy.every((name) => sealed.some(({ service }) => service === name)) ? verdict : undefined;
    }, 'every event is sealed and witnessed');
    expect(services.flatMap(({ findings }) => findings)).toEqual([]);
    expect({ intact, services: services.length }).toEqual({ intact: true, services: 7 });
  }, 60_000);

  it('accepts an 850 for an unknown item by 997 and rejects the line by 855', async () => {
    const number = `PO-${freshNumber()}`;
    const fate = await platform.send(
      'harbor-pine',
      customerOrder(freshNumber(), number, [
        { ...kettle, price: '15.60', schedules: [[120, '20270301']] },
        { item: 'HP-99999', price: '9.99', schedules: [[10, '20270301']] },
      ]),
    );
    expect(fate).toMatchObject({ status: 'processed', messages: [{ verdict: 'accepted' }] });
    const { text } = await platform.outbound('harbor-pine', '855', number);
    expect(text.split('PO1*2*')[1]).toContain('ACK*IR*10*PC');
    expect(text.split('PO1*2*')[0]).toMatch(/ACK\*(IA|DR)\*120\*PC/);
  });
});
