import { create, gateway, type MessageInitShape, orders } from '@tradeloom/contracts';
import { addDays } from '@tradeloom/kernel';
import { buyerAndSeller, day, Scene } from '../../test/scene.ts';

type Planned = MessageInitShape<typeof gateway.PlannedLineSchema>;
type Deliveries = NonNullable<Planned['deliveries']>;
const kettles = (deliveries: Deliveries, more: Planned = {}): Planned => ({
  line: '1',
  position: '1',
  buyerItem: 'HP-20018',
  unit: 'PCE',
  shipTo: 'DC1',
  deliveries,
  ...more,
});
const on = (n: number, quantity: string, span = 'day') => ({ quantity, span, date: day(n), certainty: 'firm' });

describe('what a customer plans', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.nextDay();
  }, 60_000);
  afterAll(() => scene?.close());

  const header = (scheduleNumber: string, release: string, lines: Planned[], more: object) => ({
    ref: { interchangeId: 'in-9', messageControl: '0001', messageType: '830', groupControl: '9' },
    customer: 'harbor-pine',
    seller: 'eastbridge',
    scheduleNumber,
    release,
    purpose: 'replacement',
    issueDate: day(0),
    basis: 'delivery',
    counting: 'discrete',
    horizonStart: day(28),
    horizonEnd: day(120),
    lines,
    ...more,
  });
  const forecast = (number: string, release: string, lines: Planned[], more: object = {}) =>
    scene.stage.publish('gateway', create(gateway.ForecastReceivedSchema, header(number, release, lines, more)), {
      parties: buyerAndSeller,
    });
  const call = (number: string, lines: Planned[], more: object = {}) =>
    scene.stage.publish('gateway', create(gateway.DeliveryCallReceivedSchema, header(number, '1', lines, more)), {
      parties: buyerAndSeller,
    });
  const planned = (number: string, release = '1') =>
    scene.stage.published(orders.DemandPlannedSchema, (e) => e.scheduleNumber === number && e.release === release);
  const refused = async (number: string) =>
    (await scene.stage.published(orders.DocumentRefusedSchema, (e) => e.documentNumber === number)).findings;

  it('is said in our items, each quantity for itself and in the item’s unit', async () => {
    const line = kettles([on(28, '5600', 'week'), on(56, '7000', 'month')], { received: '5000' });
    await forecast('FC-1', '1', [line], { counting: 'cumulative' });
    expect(await planned('FC-1')).toMatchObject({
      customer: 'harbor-pine',
      trader: 'eastbridge',
      factory: 'hengda',
      kind: 'forecast',
      items: [
        {
          item: 'KT-18',
          unit: 'PCE',
          shipTo: 'DC1',
          received: '5000',
          buckets: [
            { from: day(28), until: day(34), quantity: '600' },
            { from: day(56), quantity: '1400' },
          ],
        },
      ],
    });
    await forecast('FC-2', '1', [kettles([on(28, '10')], { unit: 'CTN' })]);
    expect((await planned('FC-2')).items[0]?.buckets[0]?.quantity).toBe('120');
  });

  it('is taken up to the release that was last; what comes late, or again, is not said on', async () => {
    await forecast('FC-3', '10', [kettles([on(28, '10')])]);
    await planned('FC-3', '10');
    await forecast('FC-3', '9', [kettles([on(28, '9')])]);
    await forecast('FC-3', '10', [kettles([on(28, '10')])]);
    await forecast('FC-3', '8', [kettles([on(28, '8')])], { issueDate: day(1) });
    await planned('FC-3', '8');
    await scene.nextDay();
    await forecast('FC-3', '11', [], { issueDate: day(2), purpose: 'cancellation' });
    expect((await planned('FC-3', '11')).items).toMatchObject([{ item: 'KT-18', shipTo: 'DC1', buckets: [] }]);
    const said = scene.stage.soFar(orders.DemandPlannedSchema).filter((e) => e.scheduleNumber === 'FC-3');
    expect(said.map((e) => e.release)).toEqual(['10', '8', '11']);
  });

  it('goes back where it is issued on a day to come, which would make every true release after it an old one', async () => {
    const today = await scene.nextDay();
    await forecast('FC-6', '1', [kettles([on(28, '10')])], { issueDate: '2062-01-10' });
    expect(await refused('FC-6')).toMatchObject([
      {
        code: 'orders.plan.future',
        text: { en: expect.stringContaining('2062-01-10'), zh: expect.stringContaining('2062-01-10') },
        facts: { value: '2062-01-10', today },
      },
    ]);
    await call('DJ-6', [kettles([on(28, '10')])], { issueDate: addDays(today, 2) });
    expect(await refused('DJ-6')).toMatchObject([{ code: 'orders.plan.future' }]);
    await forecast('FC-6', '2', [kettles([on(28, '20')])], { issueDate: addDays(today, 1) });
    expect((await planned('FC-6', '2')).items).toMatchObject([{ buckets: [{ quantity: '20' }] }]);
    const said = scene.stage
      .soFar(orders.DemandPlannedSchema)
      .filter((e) => ['FC-6', 'DJ-6'].includes(e.scheduleNumber));
    expect(said).toHaveLength(1);
  });

  it('goes back where it cannot be understood, with its place; the rest is taken', async () => {
    await forecast('FC-4', '1', [
      kettles([on(28, '10')], { buyerItem: 'NO-SUCH', position: '1' }),
      kettles([on(28, '10')], { unit: 'KGM', position: '2', line: '2' }),
      kettles([on(28, '10')], { position: '3', line: '3' }),
    ]);
    expect(await refused('FC-4')).toMatchObject([
      { code: 'orders.plan.unknown-item', facts: { position: '1', value: 'NO-SUCH' } },
      { code: 'orders.plan.unit', facts: { position: '2', value: 'KGM', expected: 'PCE' } },
    ]);
    expect((await planned('FC-4')).items).toHaveLength(1);
    await forecast(
      'FC-5',
      '1',
      [kettles([on(28, '10')]), kettles([on(28, '60'), on(29, '50')], { received: '40', position: '2' })],
      { counting: 'cumulative' },
    );
    expect((await refused('FC-5')).map((f) => f.code)).toEqual(['orders.plan.no-count', 'orders.plan.falls']);
  });

  it('may call off a firm order, and is told where it contradicts it; the order stays as it is', async () => {
    const { orderId } = await scene.firm('PO-C1');
    const before = await scene.see(orderId);
    const ofOrder = (deliveries: Deliveries, position: string, more: Planned = {}) =>
      kettles(deliveries, { orderNumber: 'PO-C1', orderLine: '1', position, line: position, ...more });
    await call('DJ-1', [
      ofOrder([on(50, '700'), on(80, '1300')], '1'),
      ofOrder([on(50, '1300')], '2'),
      ofOrder([on(90, '2001')], '3'),
      ofOrder([on(50, '1')], '4', { orderLine: '9' }),
      ofOrder([on(50, '1')], '5', { orderLine: '2' }),
      ofOrder([on(50, '1')], '6', { orderNumber: 'PO-NONE' }),
    ]);
    const taken = await planned('DJ-1');
    expect(taken).toMatchObject({ kind: 'call', items: [{ item: 'KT-18', orderId }] });
    expect(taken.items).toHaveLength(1);
    expect((await refused('DJ-1')).map(({ code, facts }) => [code, facts['position']])).toEqual([
      ['orders.call.before-promise', '2'],
      ['orders.call.more-than-ordered', '3'],
      ['orders.call.unknown-line', '4'],
      ['orders.call.other-item', '5'],
      ['orders.call.no-firm-order', '6'],
    ]);
    expect(await scene.see(orderId)).toEqual(before);
  });
});
