import { create, finance, gateway, logistics, orders, production, quality } from '@tradeloom/contracts';
import type { Stage } from '@tradeloom/testing';
import { core, day, jinfeng, jingsu, line, Plant, planner, sales, schedule } from './plant.fixture.ts';

interface Placed {
  readonly id: string;
  readonly supplier: string;
  readonly number: string;
}

describe('the journey of one order', () => {
  let plant: Plant;
  let stage: Stage;
  beforeAll(async () => {
    plant = await Plant.open();
    stage = plant.stage;
  }, 60_000);
  afterAll(() => stage?.close());

  const id = 'journey';
  const lines = (s2 = '800', s2Date = day(77)) => [
    line('L1', 'KT-18', [schedule('S1', '1200', day(49), day(49)), schedule('S2', s2, s2Date, s2Date)]),
    line('L2', 'TS-04', [schedule('S1', '500', day(42), day(57))]),
  ];
  const placed = async (supplier: string): Promise<Placed> => {
    const order = await stage.published(
      production.OutsourcingOrderPlacedSchema,
      (e) => e.orderId === id && e.supplier === supplier,
    );
    return { id: order.outsourcingOrderId, supplier, number: order.number };
  };

  it('promises each schedule by the plan of its line, and names what binds it', async () => {
    await plant.receive(id, lines());
    const { schedules } = await plant.promised(id);
    expect(schedules.map((s) => [s.promised, s.productionDays, s.logisticsDays])).toEqual([
      [day(35), 31, 4],
      [day(43), 39, 4],
      [day(53), 49, 4],
    ]);
    expect(schedules[2]?.binding).toMatchObject({ kind: 'capacity', name: 'ASSEMBLY-2' });
  });

  it('releases work when deposit and samples are there, and orders the parts', async () => {
    await plant.confirm(id, lines());
    await stage.publish('quality', create(quality.SampleApprovedSchema, { orderId: id, item: 'KT-18' }), {
      parties: ['eastbridge', 'hengda'],
    });
    await stage.publish('quality', create(quality.SampleApprovedSchema, { orderId: id, item: 'TS-04' }), {
      parties: ['eastbridge', 'hengda'],
    });
    await stage.today(day(5));
    await stage.publish('finance', create(finance.PaymentStageSettledSchema, { orderId: id, stage: 'deposit' }), {
      parties: ['eastbridge', 'harbor-pine'],
    });
    const order = await stage.published(production.OutsourcingOrderPlacedSchema, (e) => e.supplier === 'jingsu');
    expect(order).toMatchObject({
      number: 'EB-journey-2',
      currency: 'CNY',
      lines: [
        { line: '1', item: 'KT18-BODY', quantity: { value: '2000' }, unitPrice: '11.80', due: day(21) },
        { line: '2', item: 'TS04-KNOB', quantity: { value: '500' }, due: day(21) },
      ],
      materials: [{ item: 'PP-GRANULE', quantity: { value: '880', unit: 'KGM' } }],
    });
    expect(await placed('jinfeng')).toMatchObject({ number: 'EB-journey-1' });
  });

  it('shows what the release waited for', async () => {
    const { body } = await stage.as(sales).get(`/releases/${id}`);
    expect(body).toMatchObject({ releasedOn: day(5), deposit: { settled: true } });
  });

  it('shows a supplier his own order and nobody else’s', async () => {
    const own = await stage.as(jingsu).get<Placed[]>(`/outsourcing-orders?order=${id}`);
    expect(own.body.map((o) => o.supplier)).toEqual(['jingsu']);
    const both = await stage.as(planner).get<Placed[]>(`/outsourcing-orders?order=${id}`);
    expect(both.body).toHaveLength(2);
    const foreign = await placed('jinfeng');
    expect((await stage.as(jingsu).get(`/outsourcing-orders/${foreign.id}`)).status).toBe(404);
  });

  it('takes the supplier’s answer once', async () => {
    const { number } = await placed('jingsu');
    const answer = create(gateway.SupplierAcknowledgedSchema, {
      supplier: 'jingsu',
      buyer: 'hengda',
      orderNumber: number,
      outcome: 'accepted',
    });
    await stage.publish('gateway', answer, { parties: ['jingsu', 'hengda'] });
    await stage.publish('gateway', answer, { parties: ['jingsu', 'hengda'] });
    const unknown = create(gateway.SupplierAcknowledgedSchema, {
      supplier: 'jingsu',
      buyer: 'hengda',
      orderNumber: 'NO-SUCH',
      outcome: 'accepted',
    });
    await stage.publish('gateway', unknown, { parties: ['jingsu', 'hengda'] });
    const refused = await stage.published(production.DocumentRefusedSchema, (e) => e.documentNumber === 'NO-SUCH');
    expect(refused.findings[0]).toMatchObject({ code: 'outsourcing-order.not-found', facts: { order: 'NO-SUCH' } });
    const acknowledged = stage.soFar(production.OutsourcingOrderAcknowledgedSchema);
    expect(acknowledged).toHaveLength(1);
    expect(acknowledged[0]?.lines[0]?.due).toBe(day(21));
  });

  it('issues material that the supplier countersigns', async () => {
    const { id: order } = await placed('jingsu');
    const issued = await stage.as(planner).post<{ id: string }>(`/outsourcing-orders/${order}/material-issues`, {
      item: 'PP-GRANULE',
      lot: 'PP-2411',
      quantity: { value: '900', unit: 'KGM' },
    });
    expect(issued.status).toBe(201);
    expect((await stage.as(planner).post(`/material-issues/${issued.body.id}/countersignature`)).status).toBe(422);
    expect((await stage.as(jinfeng).post(`/material-issues/${issued.body.id}/countersignature`)).status).toBe(404);
    expect((await stage.as(jingsu).post(`/material-issues/${issued.body.id}/countersignature`)).status).toBe(204);
    expect(await stage.published(production.MaterialIssueCountersignedSchema)).toMatchObject({
      lot: 'PP-2411',
      quantity: { value: '900' },
    });
  });

  it('warns both owners once when a supplier falls behind, and says when it is over', async () => {
    await stage.today(day(13));
    const { number } = await placed('jinfeng');
    await plant.report('jinfeng', number, '300', 8);
    const raised = await stage.published(production.EarlyWarningRaisedSchema, (e) => e.supplier === 'jinfeng');
    expect(raised).toMatchObject({ kind: 'behind-schedule', due: day(21), owners: ['eastbridge', 'hengda'] });
    expect(raised.bufferLeftDays).toBe(14 - 6);
    await plant.report('jinfeng', number, '300', 8);
    await plant.report('jinfeng', number, '350', 9);
    await plant.report('jinfeng', number, '1500', 10, { milestone: 'started', asOf: `${day(6)}T08:00:00Z` });
    await stage.published(production.ProgressReportedSchema, (e) => e.good === '1500');
    expect(stage.soFar(production.EarlyWarningClearedSchema)).toEqual([]);
    await plant.report('jinfeng', number, '1100', 10);
    await stage.published(production.EarlyWarningClearedSchema, (e) => e.warningId === raised.warningId);
    expect(stage.soFar(production.EarlyWarningRaisedSchema)).toHaveLength(1);
    expect(stage.soFar(production.ProgressReportedSchema).map((e) => e.good)).toEqual(['300', '350', '1500', '1100']);
    const seen = await stage.as(sales).get<object[]>(`/warnings?order=${id}`);
    expect(seen.body).toMatchObject([{ status: 'cleared', supplier: 'jinfeng' }]);
    expect((await stage.as(jingsu).get<object[]>(`/warnings?order=${id}`)).body).toEqual([]);
  });

  it('tells both owners of a supplier who has not answered in time, and not of one who has', async () => {
    const missed = await stage.published(production.OutsourcingOrderUnansweredSchema);
    expect(missed).toMatchObject({ supplier: 'jinfeng', answerBy: day(8), owners: ['eastbridge', 'hengda'] });
    expect(stage.soFar(production.OutsourcingOrderUnansweredSchema)).toHaveLength(1);
  });

  it('warns both owners once of work that nobody says a word about, until somebody does', async () => {
    await stage.today(day(19));
    const silent = await stage.published(
      production.EarlyWarningRaisedSchema,
      (e) => e.kind === 'silent' && e.subject.startsWith('TS04-SHELL'),
    );
    expect(silent).toMatchObject({
      supplier: 'jinfeng',
      due: day(21),
      work: { en: expect.stringContaining('500 PCE of TS04-SHELL due'), zh: expect.stringContaining('TS04-SHELL') },
    });
    const { number } = await placed('jinfeng');
    await plant.report('jinfeng', number, '120', 12, { line: '2' });
    await stage.published(production.EarlyWarningClearedSchema, (e) => e.warningId === silent.warningId);
    await stage.today(day(13));
  });

  it('sends back what it cannot act on, with its position, and takes the rest', async () => {
    const { number } = await placed('jinfeng');
    await plant.report('jinfeng', number, '900', 11);
    const fallen = await stage.published(production.DocumentRefusedSchema, (e) => e.documentNumber === 'SR-11');
    expect(fallen.findings[0]).toMatchObject({ code: 'production.progress.falls', facts: { position: 'row 2' } });
    await plant.report('jinfeng', number, '10', 12, { line: '77', position: 'row 9' });
    const unknown = await stage.published(production.DocumentRefusedSchema, (e) => e.documentNumber === 'SR-12');
    expect(unknown.findings[0]).toMatchObject({
      code: 'progress.not-found',
      facts: { position: 'row 9', line: '77' },
    });
    await plant.report('jingsu', number, '10', 14);
    const foreign = await stage.published(production.DocumentRefusedSchema, (e) => e.documentNumber === 'SR-14');
    expect(foreign.findings[0]?.code).toBe('production.progress.not-yours');
  });

  it('receives, books the inspection, and balances the material', async () => {
    const { id: order, number } = await placed('jingsu');
    const note = create(gateway.GoodsDespatchedSchema, {
      supplier: 'jingsu',
      buyer: 'hengda',
      despatchNumber: 'DN-1',
      despatchDate: day(20),
      lines: [
        { orderNumber: number, line: '1', quantity: '2000', unit: 'PCE', lot: 'B1', cartons: 40 },
        { orderNumber: number, line: '2', quantity: '500', unit: 'PCE', lot: 'K1', cartons: 2 },
      ],
    });
    await stage.publish('gateway', note, { parties: ['jingsu', 'hengda'] });
    await stage.published(production.DeliveryAnnouncedSchema, (e) => e.despatchNumber === 'DN-1');
    await stage.today(day(21));
    const receipt = await stage.as(planner).post<{ id: string }>('/goods-receipts', {
      supplier: 'jingsu',
      despatchNumber: 'DN-1',
      lines: [
        { line: '1', lot: 'B1', quantity: '2000' },
        { line: '2', lot: 'K1', quantity: '500' },
      ],
    });
    expect(receipt.status).toBe(201);
    expect(await stage.published(production.GoodsReceivedSchema)).toMatchObject({
      receivedOn: day(21),
      lines: [{ dueOriginal: day(21), dueCurrent: day(21), ordered: { value: '2000' } }, {}],
    });
    const conclude = (l: string, lot: string, accepted: string, rejected: string) =>
      stage.publish(
        'quality',
        create(quality.InspectionConcludedSchema, {
          kind: 'incoming',
          lotId: `lot-${lot}`,
          orderId: id,
          receiptId: receipt.body.id,
          line: l,
          lot,
          accepted,
          rejected,
        }),
        { parties: ['hengda', 'jingsu'] },
      );
    await conclude('1', 'B1', '1960', '40');
    await conclude('2', 'K1', '0', '500');
    const settled = await stage.published(production.ReceiptSettledSchema);
    expect(settled.lines).toMatchObject([
      { accepted: '1960', rejected: '40', unitPrice: '11.80' },
      { accepted: '0', rejected: '500' },
    ]);
    expect(settled.balances).toMatchObject([
      { lot: 'PP-2411', issued: '900', consumed: '880', scrap: '0', returned: '0', atSupplier: '20' },
    ]);
    await stage.publish(
      'quality',
      create(quality.LotDispositionedSchema, {
        lotId: 'lot-K1',
        orderId: id,
        disposition: 'concession',
        receiptId: receipt.body.id,
        line: '2',
        lot: 'K1',
        accepted: '500',
        rejected: '0',
        unit: 'PCE',
      }),
      { parties: ['hengda', 'jingsu'] },
    );
    const corrected = await stage.published(production.ReceiptSettledSchema, (e) => e.corrected);
    expect(corrected.lines).toMatchObject([
      { accepted: '1960', rejected: '40' },
      { accepted: '500', rejected: '0' },
    ]);
    const after = await stage.as(planner).get(`/outsourcing-orders/${order}`);
    expect(after.body).toMatchObject({ lines: [{ accepted: '1960' }, { accepted: '500', rejected: '0' }] });
    const balance = await stage.as(jingsu).get(`/outsourcing-orders/${order}/material-balance`);
    expect(balance.body).toMatchObject({ balances: [{ atSupplier: '20', overdrawn: false }] });
  });

  it('lets the factory report its own work, and holds packing while the inspection is open', async () => {
    const packed = (good: string, hour: number, milestone = 'packed') =>
      stage.as(planner).post('/progress-reports', {
        lines: [
          {
            orderNumber: 'EB-journey',
            line: 'L1',
            schedule: 'S1',
            milestone,
            good,
            scrap: '0',
            unit: 'PCE',
            asOf: `${day(21)}T${hour}:00:00+08:00`,
          },
        ],
      });
    const packingHeld = async () => {
      const { body } = await stage
        .as(planner)
        .get<{ scheduleId: string; packingHeld: boolean }[]>(`/progress-reports?order=${id}`);
      return body.find(({ scheduleId }) => scheduleId === 'S1')?.packingHeld === true;
    };
    expect((await packed('600', 10, 'finished')).status).toBe(201);
    expect(await stage.published(production.ProgressReportedSchema, (e) => e.scheduleId === 'S1')).toMatchObject({
      percent: '50',
      reporter: 'hengda',
    });
    const hold = { orderId: id, lineId: 'L1', scheduleId: 'S1', item: 'KT-18', inspectionId: 'dupro-1' };
    await stage.publish('quality', create(quality.PackingHeldSchema, hold), { parties: ['eastbridge', 'hengda'] });
    await settled(packingHeld);
    expect(await packed('1', 11)).toMatchObject({ status: 422, body: { code: 'production.packing.held' } });
    await stage.publish('quality', create(quality.PackingHoldLiftedSchema, hold), {
      parties: ['eastbridge', 'hengda'],
    });
    await settled(async () => !(await packingHeld()));
    expect((await packed('100', 12)).status).toBe(201);
  });

  it('holds an approved change beside the plan, and follows it with promise and suppliers', async () => {
    await stage.today(day(24));
    const before = await plant.booked();
    const ask = plant.questions();
    const deliveries = [
      { lineId: 'L1', scheduleId: 'S2', item: 'KT-18', quantity: { value: '1000', unit: 'PCE' }, requested: day(70) },
    ];
    const preview = await ask.previewChange({ orderId: id, deliveries });
    expect(preview.promise).toMatchObject([{ code: 'production.change.date-kept' }]);
    expect(preview.suppliers.map((f) => f.facts['supplier'])).toEqual(['jinfeng', 'jingsu']);
    expect(await plant.booked()).toBe(before);
    const held = await ask.holdChange({ changeId: 'change-1', orderId: id, deliveries });
    const again = await ask.holdChange({ changeId: 'change-1', orderId: id, deliveries });
    expect(again.schedules.map((s) => s.promised)).toEqual(held.schedules.map((s) => s.promised));
    expect(held.schedules[0]?.promised).toBe(day(50));
    expect(await plant.booked()).toBe(before + 200);
    await stage.publish(
      'orders',
      create(orders.OrderChangedSchema, {
        orderId: id,
        changeId: 'change-1',
        changeNumber: 'CH-1',
        customer: 'harbor-pine',
        trader: 'eastbridge',
        factory: 'hengda',
        lines: lines('1000', day(70)),
      }),
      { parties: core },
    );
    const changed = await stage.published(production.OutsourcingOrderChangedSchema, (e) => e.supplier === 'jingsu');
    expect(changed).toMatchObject({
      changeNumber: 'CH-1',
      lines: [
        { item: 'KT18-BODY', quantity: { value: '2200' }, due: day(45) },
        { item: 'TS04-KNOB', quantity: { value: '500' }, due: day(21) },
      ],
    });
    expect(await plant.booked()).toBe(before + 200);
    const answer = create(gateway.SupplierChangeAcknowledgedSchema, {
      supplier: 'jingsu',
      buyer: 'hengda',
      orderNumber: changed.number,
      changeNumber: 'CH-1',
      outcome: 'changed',
      lines: [
        {
          line: '1',
          confirmations: [
            { status: 'accepted', quantity: '2000', unit: 'PCE', date: day(21) },
            { status: 'changed', quantity: '200', unit: 'PCE', date: day(48) },
          ],
        },
      ],
    });
    await stage.publish('gateway', answer, { parties: ['jingsu', 'hengda'] });
    expect(await stage.published(production.OutsourcingChangeAcknowledgedSchema)).toMatchObject({
      outcome: 'changed',
      changeNumber: 'CH-1',
    });
    const late = await stage.published(production.EarlyWarningRaisedSchema, (e) => e.kind === 'late-material');
    expect(late).toMatchObject({ supplier: 'jingsu', due: day(45), expected: day(48) });
  });

  it('counts what shipped once, said by the factory and booked by shipments', async () => {
    const says = async (good: string, hour: number) => {
      const about = { orderNumber: 'EB-journey', line: 'L1', schedule: 'S1', milestone: 'shipped', unit: 'PCE' };
      const said = { ...about, good, scrap: '0', asOf: `${day(21)}T${hour}:00:00+08:00` };
      return stage.as(planner).post<{ lines: { good: string }[] }>('/progress-reports', { lines: [said] });
    };
    expect((await says('500', 13)).body.lines).toMatchObject([{ good: '500' }]);
    await stage.publish(
      'logistics',
      create(logistics.GoodsShippedSchema, {
        orderId: id,
        lines: [
          { orderId: id, lineId: 'L1', scheduleId: 'S1', item: 'KT-18', quantity: { value: '1200', unit: 'PCE' } },
        ],
      }),
      { parties: core },
    );
    const isShipped = (e: production.ProgressReported) => e.milestone === 'shipped' && e.good !== '500';
    const shipped = await stage.published(production.ProgressReportedSchema, isShipped);
    expect(shipped).toMatchObject({ good: '1200', percent: '100' });
    expect((await says('600', 14)).body.lines).toMatchObject([{ good: '1200' }]);
  });
});

/** Waits for a reaction whose effect no event tells: asks until it shows, or the test's own deadline is over. */
const settled = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
};
