import { create, finance, orders, production, quality } from '@tradeloom/contracts';
import type { Stage } from '@tradeloom/testing';
import { core, day, line, Plant, planner, schedule } from '../plant.fixture.ts';

describe('what the customer is told of his order', () => {
  let plant: Plant;
  let stage: Stage;
  const orderId = 'asked';
  beforeAll(async () => {
    plant = await Plant.open();
    stage = plant.stage;
    const lines = [
      line('L1', 'KT-18', [schedule('S1', '600', day(49), day(49)), schedule('S2', '400', day(60), day(60))]),
      line('L2', 'TS-04', [schedule('S1', '100', day(57), day(57))]),
    ];
    await plant.receive(orderId, lines);
    await plant.promised(orderId);
    await plant.confirm(orderId, lines);
    for (const item of ['KT-18', 'TS-04']) {
      const approved = create(quality.SampleApprovedSchema, { orderId, item });
      await stage.publish('quality', approved, { parties: ['eastbridge', 'hengda'] });
    }
    await stage.publish('finance', create(finance.PaymentStageSettledSchema, { orderId, stage: 'deposit' }), {
      parties: ['eastbridge', 'harbor-pine'],
    });
    await stage.published(production.OutsourcingOrderPlacedSchema);
  }, 60_000);
  afterAll(() => stage?.close());

  const ask = (reportNumber: string) =>
    stage.publish(
      'orders',
      create(orders.OrderStatusAskedSchema, {
        orderId,
        number: `EB-${orderId}`,
        customerOrder: 'PO-1',
        customer: 'harbor-pine',
        trader: 'eastbridge',
        reportNumber,
        lines: [
          {
            lineId: 'L1',
            customerLine: '1',
            buyerItem: 'HP-20018',
            item: 'KT-18',
            unit: 'PCE',
            deliveries: [{ quantity: { value: '600', unit: 'PCE' }, date: day(49) }],
          },
          { lineId: 'L2', customerLine: '2', item: 'TS-04', unit: 'PCE' },
        ],
      }),
      { parties: core },
    );
  const told = (reportNumber: string) =>
    stage.published(production.OrderStatusToldSchema, (e) => e.reportNumber === reportNumber);
  const report = (scheduleId: string, milestone: string, good: string, hour: string) =>
    stage.as(planner).post('/progress-reports', {
      lines: [
        {
          orderNumber: `EB-${orderId}`,
          line: 'L1',
          schedule: scheduleId,
          milestone,
          good,
          scrap: '3',
          unit: 'PCE',
          asOf: `${day(0)}T${hour}:00:00Z`,
        },
      ],
    });

  it('begins with nothing started, as of now', async () => {
    await ask('SQ-1-1');
    const { lines } = await told('SQ-1-1');
    expect(lines.map((l) => [l.customerLine, l.milestone, l.good])).toEqual([
      ['1', 'started', '0'],
      ['2', 'started', '0'],
    ]);
  });

  it('is the sum of a line at each milestone, with its dates, and no word of scrap', async () => {
    expect((await report('S1', 'started', '500', '08')).status).toBe(201);
    expect((await report('S1', 'finished', '300', '09')).status).toBe(201);
    expect((await report('S2', 'started', '100', '10')).status).toBe(201);
    await ask('SQ-1-2');
    const event = await told('SQ-1-2');
    expect(event).toMatchObject({ customer: 'harbor-pine', trader: 'eastbridge', customerOrder: 'PO-1' });
    expect(event.lines.map((l) => [l.customerLine, l.milestone, l.good, l.asOf])).toEqual([
      ['1', 'started', '600', `${day(0)}T10:00:00Z`],
      ['1', 'finished', '300', `${day(0)}T09:00:00Z`],
      ['2', 'started', '0', expect.any(String)],
    ]);
    expect(event.lines[0]).toMatchObject({ buyerItem: 'HP-20018', deliveries: [{ date: day(49) }] });
    expect(JSON.stringify(event)).not.toMatch(/scrap|jingsu|jinfeng/);
  });
});
