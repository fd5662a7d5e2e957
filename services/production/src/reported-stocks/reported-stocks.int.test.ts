import type { Actor } from '@tradeloom/chassis';
import { create, finance, gateway, type MessageInitShape, production, quality } from '@tradeloom/contracts';
import type { Stage } from '@tradeloom/testing';
import { day, jinfeng, jingsu, line, Plant, planner, sales, schedule } from '../plant.fixture.ts';

const sides = { parties: ['jingsu', 'hengda'] };
const orderId = 'counted';
const reportLine = (quantities: [state: string, quantity: string][], more: object = {}) => ({
  line: '1',
  position: '1',
  buyerItem: 'PP-GRANULE',
  quantities: quantities.map(([state, quantity]) => ({ state, quantity, unit: 'KGM' })),
  ...more,
});

describe('what a supplier says he has of provided material', () => {
  let plant: Plant;
  let stage: Stage;
  let order: production.OutsourcingOrderPlaced;
  beforeAll(async () => {
    plant = await Plant.open();
    stage = plant.stage;
    const lines = [line('L1', 'KT-18', [schedule('S1', '1000', day(49), day(49))])];
    await plant.receive(orderId, lines);
    await plant.promised(orderId);
    await plant.confirm(orderId, lines);
    await stage.publish('quality', create(quality.SampleApprovedSchema, { orderId, item: 'KT-18' }), {
      parties: ['eastbridge', 'hengda'],
    });
    await stage.publish('finance', create(finance.PaymentStageSettledSchema, { orderId, stage: 'deposit' }), {
      parties: ['eastbridge', 'harbor-pine'],
    });
    order = await stage.published(production.OutsourcingOrderPlacedSchema, (e) => e.supplier === 'jingsu');
    const issue = { item: 'PP-GRANULE', lot: 'PP-1', quantity: { value: '420', unit: 'KGM' } };
    const issued = await stage
      .as(planner)
      .post<{ id: string }>(`/outsourcing-orders/${order.outsourcingOrderId}/material-issues`, issue);
    await stage.as(jingsu).post(`/material-issues/${issued.body.id}/countersignature`);
  }, 60_000);
  afterAll(() => stage?.close());

  const tell = (
    reportNumber: string,
    asOf: string,
    lines: NonNullable<MessageInitShape<typeof gateway.StockReportedSchema>['lines']>,
  ) =>
    stage.publish(
      'gateway',
      create(gateway.StockReportedSchema, {
        ref: { interchangeId: 'ic-1', messageControl: '0001', messageType: '846' },
        holder: 'jingsu',
        receiver: 'hengda',
        reportNumber,
        asOf,
        lines,
      }),
      sides,
    );
  const seen = async (as: Actor = jingsu, query = '?item=PP-GRANULE') =>
    (
      await stage
        .as(as)
        .get<{ stocks: { asOf: string; reportNumber: string }[]; differences: object[] }>(`/reported-stocks${query}`)
    ).body;
  /** Waits until the report of that number is what is known. */
  const known = async (reportNumber: string): Promise<void> => {
    while (!(await seen()).stocks.some((s) => s.reportNumber === reportNumber)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const found = (reportNumber: string) =>
    stage.published(production.StockDifferenceFoundSchema, (e) => e.reportNumber === reportNumber);

  it('tells both when the count is not what was issued, used and returned', async () => {
    await tell('ST-1', day(0), [reportLine([['on-hand', '415.5']])]);
    expect(await found('ST-1')).toMatchObject({
      holder: 'jingsu',
      owner: 'hengda',
      item: 'PP-GRANULE',
      counted: '415.5',
      booked: '420',
      difference: '-4.5',
    });
    const shown = {
      stocks: [
        { holder: 'jingsu', item: 'PP-GRANULE', unit: 'KGM', asOf: day(0), quantities: [{ quantity: '415.5' }] },
      ],
      differences: [{ status: 'open', counted: '415.5', difference: '-4.5', book: { issued: '420', raw: '420' } }],
    };
    expect(await seen()).toMatchObject(shown);
    expect(await seen(planner)).toMatchObject(shown);
    expect(await seen(sales)).toEqual({ stocks: [], differences: [] });
    expect(await seen(jinfeng)).toEqual({ stocks: [], differences: [] });
  });

  it('counts material in pieces made and not delivered as used, and says when the difference is over', async () => {
    await stage.today(day(14));
    await plant.report('jingsu', order.number, '500', 8);
    await stage.published(production.ProgressReportedSchema, (e) => e.good === '500');
    await tell('ST-2', day(13), [
      reportLine([
        ['available', '200'],
        ['blocked', '10'],
      ]),
    ]);
    expect(
      await stage.published(production.StockDifferenceSettledSchema, (e) => e.reportNumber === 'ST-2'),
    ).toMatchObject({ counted: '210', asOf: day(13) });
    expect((await seen()).differences).toMatchObject([
      { status: 'settled', difference: '0', book: { issued: '420', madeUp: '210', raw: '210' } },
    ]);
  });

  it('does not go back to an older day, nor tell the same again', async () => {
    await tell('ST-0', day(12), [reportLine([['on-hand', '1']])]);
    await tell('ST-2', day(13), [reportLine([['on-hand', '2']])]);
    await tell('ST-3', day(14), [
      reportLine([['on-hand', '200']], { location: 'WH-1' }),
      reportLine([['on-hand', '10']], { location: 'WH-1', line: '2', position: '2' }),
    ]);
    await known('ST-3');
    expect((await seen()).stocks.map((s) => [s.reportNumber, s.asOf])).toEqual([
      ['ST-2', day(13)],
      ['ST-3', day(14)],
    ]);
    expect(stage.soFar(production.StockDifferenceFoundSchema)).toHaveLength(1);
    expect(stage.soFar(production.StockDifferenceSettledSchema)).toHaveLength(1);
  });

  it('sends back what it cannot take, with its position, and takes the rest', async () => {
    await tell('ST-4', day(14), [
      reportLine([['on-hand', '100']], { line: '1', buyerItem: 'KT18-BODY' }),
      reportLine([['on-hand', '5']], { line: '2', position: '2', buyerItem: 'STEEL-STRIP' }),
      {
        ...reportLine([['on-hand', '77']]),
        line: '3',
        position: '3',
        location: 'WH-2',
        buyerItem: 'KT18-BODY',
        quantities: [{ state: 'on-hand', quantity: '77', unit: 'PCE' }],
      },
    ]);
    const refused = await stage.published(production.DocumentRefusedSchema, (e) => e.documentNumber === 'ST-4');
    expect(refused.findings).toMatchObject([
      { code: 'production.stock-report.unit', facts: { position: '1', value: 'KGM', expected: 'PCE' } },
      { code: 'production.stock-report.item', facts: { position: '2', value: 'STEEL-STRIP' } },
    ]);
    expect((await seen(planner, '?item=KT18-BODY')).stocks).toMatchObject([{ quantities: [{ quantity: '77' }] }]);
    await tell('ST-5', day(40), [reportLine([['on-hand', '1']])]);
    const early = await stage.published(production.DocumentRefusedSchema, (e) => e.documentNumber === 'ST-5');
    expect(early.findings[0]?.code).toBe('production.stock-report.future');
  });
});
