import { create, type MessageInitShape, orders, production } from '@tradeloom/contracts';
import type { Stage } from '@tradeloom/testing';
import { core, day, jingsu, line, Plant, planner, sales, schedule } from '../plant.fixture.ts';

type Plan = MessageInitShape<typeof orders.DemandPlannedSchema>;
const week = (n: number, quantity: string, certainty = 'planned') => ({
  from: day(n),
  until: day(n + 6),
  quantity,
  certainty,
});
const kettles = (buckets: object[], more: object = {}) => ({
  item: 'KT-18',
  unit: 'PCE',
  shipTo: 'DC1',
  buckets,
  ...more,
});

interface Seen {
  forecasts: {
    customer: string;
    forecast: { release: string } | null;
    call: object | null;
    buckets: { from: string; quantity: string; consumed: string; left: string; cumulative: string }[];
  }[];
  beyond: { customer: string; quantity: string }[];
}

describe('what a customer plans', () => {
  let plant: Plant;
  let stage: Stage;
  beforeAll(async () => {
    plant = await Plant.open();
    stage = plant.stage;
  }, 60_000);
  afterAll(() => stage?.close());

  const plan = (release: string, issued: number, items: NonNullable<Plan['items']>, more: Plan = {}) =>
    stage.publish(
      'orders',
      create(orders.DemandPlannedSchema, {
        customer: 'harbor-pine',
        trader: 'eastbridge',
        factory: 'hengda',
        kind: 'forecast',
        scheduleNumber: 'FC-1',
        release,
        purpose: 'replacement',
        issueDate: day(issued),
        basis: 'delivery',
        horizonStart: day(28),
        horizonEnd: day(112),
        items,
        ...more,
      }),
      { parties: core },
    );
  const taken = (release: string) =>
    stage.published(production.ForecastTakenSchema, (e) => e.release === release && e.item === 'KT-18');
  const seen = async (as: Parameters<Stage['as']>[0] = planner) =>
    (await stage.as(as).get<Seen>('/forecasts?item=KT-18')).body;
  const buckets = async () =>
    (await seen()).forecasts.flatMap((f) => f.buckets.map((b) => [b.from, b.quantity, b.consumed, b.left]));

  it('is kept per item and place, with its running count, for both owners', async () => {
    await plan('1', 0, [kettles([week(28, '600', 'firm'), week(35, '400'), week(42, '500')], { received: '5000' })]);
    expect(await taken('1')).toMatchObject({ quantity: '1500', quantityBefore: '0', unit: 'PCE', shipTo: 'DC1' });
    const shown = await seen(sales);
    expect(shown.forecasts).toMatchObject([
      {
        customer: 'harbor-pine',
        factory: 'hengda',
        forecast: { scheduleNumber: 'FC-1', release: '1', basis: 'delivery' },
        call: null,
        buckets: [{ certainty: 'firm', cumulative: '5600' }, { cumulative: '6000' }, { cumulative: '6500' }],
      },
    ]);
    expect((await stage.as(jingsu).get('/forecasts?item=KT-18')).status).toBe(404);
  });

  it('promises nothing, books nothing, and stands beside what is available', async () => {
    expect(await stage.rows('select 1 from production.bookings where booked > 0')).toEqual([]);
    const { body } = await stage
      .as(sales)
      .get<{ row: { date: string; free: string }[]; forecast: object[] }>(`/atp?item=KT-18&to=${day(60)}`);
    const free = body.row.find(({ date }) => date === day(34))?.free;
    expect(Number(free)).toBeGreaterThan(0);
    expect(body.forecast).toMatchObject([
      { customer: 'harbor-pine', from: day(28), until: day(34), left: '600', free },
      { from: day(35), left: '400' },
      { from: day(42), left: '500' },
    ]);
  });

  it('is consumed by what the customer orders, and given back when the order is not kept', async () => {
    const lines = [line('L1', 'KT-18', [schedule('S1', '700', day(36)), schedule('S2', '100', day(43))])];
    await plant.receive('eats', lines);
    await plant.promised('eats');
    expect(await buckets()).toEqual([
      [day(28), '600', '300', '300'],
      [day(35), '400', '400', '0'],
      [day(42), '500', '100', '400'],
    ]);
    await plant.receive('much', [line('L1', 'KT-18', [schedule('S1', '2000', day(42))])]);
    await plant.promised('much');
    expect((await seen()).beyond).toEqual([{ customer: 'harbor-pine', quantity: '1300' }]);
    const closed = create(orders.OrderClosedSchema, {
      orderId: 'much',
      customer: 'harbor-pine',
      trader: 'eastbridge',
      factory: 'hengda',
      outcome: 'rejected',
    });
    await stage.publish('orders', closed, { parties: core });
    while ((await seen()).beyond[0]?.quantity !== '0') await new Promise((resolve) => setImmediate(resolve));
  });

  it('gives way to a call for its days, and to a later forecast from its first day on', async () => {
    await plan('c1', 7, [kettles([{ ...week(28, '550', 'firm'), until: day(28) }])], {
      kind: 'call',
      scheduleNumber: 'DJ-1',
      horizonEnd: day(34),
    });
    expect(await taken('c1')).toMatchObject({ kind: 'call', quantity: '1450', quantityBefore: '1500' });
    expect((await buckets()).map(([from, quantity]) => [from, quantity])).toEqual([
      [day(28), '550'],
      [day(35), '400'],
      [day(42), '500'],
    ]);
    await stage.today(day(14));
    await plan('2', 14, [kettles([week(35, '450'), week(49, '300')])], { horizonStart: day(35) });
    await taken('2');
    const latest = [
      [day(28), '550'],
      [day(35), '450'],
      [day(49), '300'],
    ];
    expect((await buckets()).map(([from, quantity]) => [from, quantity])).toEqual(latest);
    await plan('1b', 3, [kettles([week(35, '9')])]);
    await plan('3', 15, [{ item: 'TS-04', unit: 'PCE', buckets: [week(35, '10')] }]);
    await stage.published(production.ForecastTakenSchema, (e) => e.item === 'TS-04');
    expect((await buckets()).map(([from, quantity]) => [from, quantity])).toEqual(latest);
    expect((await seen()).forecasts[0]?.forecast?.release).toBe('2');
  });

  it('is taken back for the days that are named', async () => {
    await plan('4', 16, [kettles([])], { purpose: 'cancellation', horizonStart: day(49), horizonEnd: day(60) });
    expect(await taken('4')).toMatchObject({ quantity: '1000', quantityBefore: '1300' });
    expect((await buckets()).map(([from]) => from)).toEqual([day(28), day(35)]);
  });
});
