import { readFileSync } from 'node:fs';
import type { Actor } from '@tradeloom/chassis';
import { create, orders, production, quality } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { migrations } from './migrations/all.ts';
import { QualityModule } from './quality.module.ts';

const masterData = new URL('../../../deploy/demo/master-data/quality.json', import.meta.url);
const person = (login: string, organisation: string, kind: Actor['kind'], role: Actor['role']): Actor => ({
  login,
  organisation,
  kind,
  role,
});
const tan = person('tan.hui', 'hengda', 'factory', 'quality-manager');
const chao = person('ma.chao', 'hengda', 'factory', 'inspector');
const sun = person('sun.yan', 'eastbridge', 'trader', 'merchandiser');
const ivy = person('ivy.tang', 'verity', 'inspection', 'inspector');
const customer = person('buyer', 'harbor-pine', 'customer', 'system');
const supplier = person('yu.hong', 'jinfeng', 'supplier', 'supplier-clerk');

const owners = { parties: ['harbor-pine', 'eastbridge', 'hengda'] };
const delivery = { orderId: 'o1', lineId: 'l2', scheduleId: 's1' };
const sample = (n: number, defects: object = {}, findings: object[] = []) => ({ inspected: n, defects, findings });
const scratches = { code: 'TS04-LEVER', defectClass: 'minor', pieces: 2, text: { en: 'Lever sticks', zh: '推杆卡滞' } };

interface Inspected {
  id: string;
  kind: string;
  status: string;
  attempt: number;
  lotId: string;
  verdict: string;
  mode: string;
  classes: { defectClass: string; n: number; ac: number }[];
}

describe('quality, from the firm order to the released lot', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await bootService(QualityModule, { service: 'quality', migrations });
    await stage.seed(JSON.parse(readFileSync(masterData, 'utf8')));
    await stage.today('2026-12-08');
    const parties = { customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
    const schedules = [{ scheduleId: 's1', quantity: { value: '500', unit: 'PCE' } }];
    const lines = [{ lineId: 'l2', item: 'TS-04', quantity: { value: '500', unit: 'PCE' }, schedules, status: 'open' }];
    const firm = create(orders.OrderConfirmedSchema, {
      orderId: 'o1',
      number: 'TL-1',
      orderVersion: 1,
      ...parties,
      lines,
    });
    await stage.publish('orders', firm, owners);
  });
  afterAll(() => stage.close());

  const progress = (milestone: string, good: string, asOf: string) =>
    stage.publish(
      'production',
      create(production.ProgressReportedSchema, {
        ...delivery,
        item: 'TS-04',
        milestone,
        good,
        quantity: '500',
        unit: 'PCE',
        asOf,
      }),
      { parties: ['eastbridge', 'hengda'] },
    );
  const packed = async () => (await stage.rows<{ packed: string }>('select packed from quality.progress'))[0]?.packed;
  const eventually = async (ask: () => Promise<boolean>): Promise<void> => {
    const deadline = Date.now() + 15_000;
    while (!(await ask())) {
      if (Date.now() > deadline) throw new Error('it did not happen in time');
    }
  };
  const plan = async (as: Actor, body: object) => (await stage.as(as).post<Inspected>('/inspections', body)).body;
  const conclude = async (as: Actor, id: string, body: object) =>
    (await stage.as(as).post<Inspected>(`/inspections/${id}/results`, body)).body;

  it('takes a sample in two rounds; the trading company keeps the golden one', async () => {
    const submit = () => stage.as(tan).post<{ id: string }>('/orders/o1/samples', { item: 'TS-04' });
    await eventually(async () => (await stage.rows('select 1 from quality.orders')).length === 1);
    const { body } = await submit();
    expect(
      (await stage.as(tan).post(`/samples/${body.id}/approval`, { verdict: 'approved', goldenSample: 'x' })).status,
    ).toBe(403);
    await stage.as(sun).post(`/samples/${body.id}/approval`, { verdict: 'rejected', reason: 'uneven browning' });
    await submit();
    const approval = { verdict: 'approved', goldenSample: 'GS-TS04-7' };
    expect((await stage.as(sun).post(`/samples/${body.id}/approval`, approval)).status).toBe(200);
    expect(await stage.published(quality.SampleApprovedSchema)).toMatchObject({
      round: 2,
      manualVersion: '2',
      goldenSample: 'GS-TS04-7',
    });
    expect((await stage.as(supplier).get(`/orders/o1/samples`)).status).toBe(404);
    expect(
      (await stage.as({ ...sun, organisation: 'stranger' }).post(`/samples/${body.id}/approval`, approval)).status,
    ).toBe(404);
  });

  it('asks for DUPRO at half, holds the packing on findings and lifts the hold after a clean look', async () => {
    await progress('finished', '249', '2026-12-20T08:00:00Z');
    const early = await stage.as(sun).post<{ code: string }>('/inspections', { kind: 'dupro', ...delivery });
    expect([early.status, early.body.code]).toEqual([422, 'quality.inspection.not-due']);
    await progress('finished', '250', '2026-12-21T08:00:00Z');
    const due = await stage.published(quality.InspectionFellDueSchema, ({ kind }) => kind === 'dupro');
    const first = await plan(sun, { kind: 'dupro', ...delivery, inspectionHouse: 'verity' });
    expect(first).toMatchObject({ id: due.inspectionId, status: 'planned', attempt: 1 });
    expect(await conclude(ivy, first.id, sample(80, {}, [scratches]))).toMatchObject({ verdict: 'findings' });
    await stage.published(quality.PackingHeldSchema, ({ inspectionId }) => inspectionId === first.id);
    const second = await plan(sun, { kind: 'dupro', ...delivery });
    expect(await conclude(chao, second.id, sample(80))).toMatchObject({ verdict: 'no-findings', attempt: 2 });
    await stage.published(quality.PackingHoldLiftedSchema, ({ inspectionId }) => inspectionId === second.id);
    await progress('finished', '300', '2026-12-22T08:00:00Z');
    expect(stage.soFar(quality.InspectionFellDueSchema)).toHaveLength(1);
  });

  it('judges one lot per delivery: not accepted, reworked, presented again, accepted and released', async () => {
    const final = { kind: 'final', ...delivery, cartons: '1-84', inspectionHouse: 'verity' };
    await progress('finished', '500', '2027-01-04T08:00:00Z');
    await progress('packed', '399', '2027-01-04T08:00:00Z');
    await eventually(async () => (await packed()) === '399');
    expect((await stage.as(sun).post<{ code: string }>('/inspections', final)).body.code).toBe(
      'quality.inspection.not-finished',
    );
    await progress('packed', '400', '2027-01-05T08:00:00Z');
    await eventually(async () => (await packed()) === '400');
    const isolated = await stage.as(tan).post<{ code: string }>('/inspections', { ...final, isolated: true });
    expect([isolated.status, isolated.body.code]).toEqual([422, 'quality.inspection.isolated-by-receiver']);

    const misspelt = await plan(sun, { ...final, inspectionHouse: 'verety' });
    expect((await stage.as(ivy).get(`/inspections/${misspelt.id}`)).status).toBe(404);
    const mayNot = await stage.as(tan).post<{ code: string }>(`/inspections/${misspelt.id}/house`, {});
    expect(mayNot.body.code).toBe('quality.inspection.entrusted-by-receiver');
    const first = (
      await stage.as(sun).post<Inspected>(`/inspections/${misspelt.id}/house`, { inspectionHouse: 'verity' })
    ).body;
    expect((await stage.as(ivy).get(`/lots/${first.lotId}`)).status).toBe(200);
    expect(first.classes.map(({ n, ac }) => [n, ac])).toEqual([
      [50, 0],
      [50, 3],
      [50, 5],
    ]);
    expect((await stage.as(chao).post(`/inspections/${first.id}/results`, sample(50))).status).toBe(422);
    expect(await conclude(ivy, first.id, sample(50, { major: 4 }))).toMatchObject({ verdict: 'not-accepted' });
    expect((await stage.as(sun).post<{ code: string }>('/inspections', final)).body.code).toBe(
      'quality.lot.not-reworked',
    );

    const dispose = (as: Actor, disposition: string) =>
      stage
        .as(as)
        .post<{ code: string }>(`/lots/${first.lotId}/disposition`, { disposition, reason: 'lever springs replaced' });
    expect((await dispose(tan, 'concession')).body.code).toBe('quality.lot.own-goods');
    expect((await dispose(tan, 'rework')).status).toBe(200);
    const second = await plan(sun, final);
    expect(second).toMatchObject({ attempt: 2, mode: 'normal', lotId: first.lotId });
    expect(await conclude(ivy, second.id, { ...sample(50, { major: 3 }), rejected: '3' })).toMatchObject({
      verdict: 'accepted',
    });
    const released = await stage.published(quality.LotReleasedSchema);
    expect(released).toMatchObject({ lotId: first.lotId, ...delivery, quantity: { value: '497', unit: 'PCE' } });
    const regimes = (
      await stage
        .as(sun)
        .get<{ regimes: { classes: { major: { recent: boolean[] } } }[] }>('/inspection-regimes?item=TS-04')
    ).body;
    expect(regimes.regimes[0]?.classes.major.recent).toEqual([false]);
    const seen = await stage.as(customer).get<{ lots: { verdict: string }[] }>('/lots?order=o1');
    expect(seen.body.lots).toMatchObject([{ verdict: 'accepted', attempt: 2, accepted: '497', rejected: '3' }]);
    expect((await stage.as(customer).get(`/inspections/${second.id}`)).status).toBe(404);
  });

  it('presents the pieces that were set aside as a lot of their own, and nothing once all are accepted', async () => {
    const final = { kind: 'final', ...delivery };
    const tooMany = await stage.as(sun).post<{ code: string }>('/inspections', { ...final, quantity: '4' });
    expect(tooMany.body.code).toBe('quality.inspection.more-than-finished');
    const mended = await plan(sun, final);
    expect(mended).toMatchObject({ lotId: 'o1.l2.s1.2', quantity: '3', attempt: 2 });
    expect(await conclude(chao, mended.id, sample(3))).toMatchObject({ verdict: 'accepted', accepted: '3' });
    expect(await stage.published(quality.LotReleasedSchema, ({ lotId }) => lotId === mended.lotId)).toMatchObject({
      ...delivery,
      quantity: { value: '3' },
    });
    const [regime] = await stage.rows<{ classes: { major: { lotsInMode: number } } }>(
      "select classes from quality.regimes where item = 'TS-04'",
    );
    expect(regime?.classes.major.lotsInMode).toBe(1);
    expect((await stage.as(sun).post<{ code: string }>('/inspections', final)).body.code).toBe(
      'quality.lot.already-accepted',
    );
  });

  it('asks for DUPRO of a delivery that a change of the order brings or makes smaller, and of none that it takes away', async () => {
    const parties = { customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
    const version = (orderVersion: number, deliveries: Record<string, string>) => {
      const schedules = Object.entries(deliveries).map(([scheduleId, value]) => ({
        scheduleId,
        quantity: { value, unit: 'PCE' },
      }));
      const lines = [{ lineId: 'l1', item: 'KT-18', quantity: { value: '1', unit: 'PCE' }, schedules, status: 'open' }];
      return { orderId: 'o2', number: 'TL-2', orderVersion, ...parties, lines };
    };
    const report = (scheduleId: string, good: string) =>
      stage.publish(
        'production',
        create(production.ProgressReportedSchema, {
          orderId: 'o2',
          lineId: 'l1',
          scheduleId,
          item: 'KT-18',
          milestone: 'finished',
          good,
          quantity: '1',
          unit: 'PCE',
          asOf: '2026-12-20T08:00:00Z',
        }),
        { parties: ['eastbridge', 'hengda'] },
      );
    const changed = (orderVersion: number, deliveries: Record<string, string>) =>
      stage.publish('orders', create(orders.OrderChangedSchema, version(orderVersion, deliveries)), owners);
    const dueOf = (wanted: string) =>
      stage.published(quality.InspectionFellDueSchema, ({ scheduleId }) => scheduleId === wanted);
    await stage.publish('orders', create(orders.OrderConfirmedSchema, version(1, { a: '500', b: '500' })), owners);
    await report('a', '200');
    await report('c', '200'); // the change that brings this delivery is still on its way
    await report('b', '250');
    await dueOf('b');
    await changed(2, { a: '400', c: '300' });
    await dueOf('a');
    await dueOf('c');
    await report('b', '300'); // taken away meanwhile
    await report('a', '210');
    const followed = () => stage.rows("select 1 from quality.progress where order_id = 'o2' and finished = '210'");
    await eventually(async () => (await followed()).length === 1);
    const due = stage.soFar(quality.InspectionFellDueSchema).filter(({ orderId }) => orderId === 'o2');
    expect(due.map(({ scheduleId }) => scheduleId).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('inspects what a supplier delivers, lot by lot', async () => {
    const line = (lot: string, value: string) => ({
      line: '1',
      item: 'KT18-BASE',
      lot,
      received: { value, unit: 'PCE' },
    });
    const receipt = { receiptId: 'r1', number: 'GR-1', orderId: 'o1', supplier: 'jinfeng', factory: 'hengda' };
    const received = create(production.GoodsReceivedSchema, {
      ...receipt,
      lines: [line('A', '1200'), line('B', '800')],
    });
    await stage.publish('production', received, { parties: ['hengda', 'jinfeng'] });
    await eventually(async () => (await stage.rows("select 1 from quality.lots where kind = 'incoming'")).length === 2);
    const unnamed = await stage
      .as(chao)
      .post<{ code: string }>('/inspections', { kind: 'incoming', receiptId: 'r1', line: '1' });
    expect(unnamed.body.code).toBe('quality.inspection.name-the-lot');
    const { id } = await plan(chao, { kind: 'incoming', receiptId: 'r1', line: '1', lot: 'B' });
    expect(await conclude(chao, id, { ...sample(80, { minor: 1 }), rejected: '1' })).toMatchObject({
      verdict: 'accepted',
    });
    expect(
      await stage.published(quality.InspectionConcludedSchema, (event) => event.inspectionId === id),
    ).toMatchObject({
      supplier: 'jinfeng',
      lot: 'B',
      line: '1',
      receiptId: 'r1',
      accepted: '799',
      rejected: '1',
    });
    expect((await stage.as(supplier).get<Inspected>(`/inspections/${id}`)).body.verdict).toBe('accepted');
    expect((await stage.as(sun).get(`/inspections/${id}`)).status).toBe(404);
  });

  it('counts a supplier’s lot that comes again as a resubmission', async () => {
    const receive = (receiptId: string) =>
      stage.publish(
        'production',
        create(production.GoodsReceivedSchema, {
          receiptId,
          orderId: 'o1',
          supplier: 'jinfeng',
          factory: 'hengda',
          lines: [{ line: '2', item: 'TS04-SHELL', lot: 'S7', received: { value: '500', unit: 'PCE' } }],
        }),
        { parties: ['hengda', 'jinfeng'] },
      );
    const inspect = async (receiptId: string, defects: object): Promise<Inspected> => {
      await receive(receiptId);
      const arrived = () => stage.rows('select 1 from quality.lots where receipt_id = $1', [receiptId]);
      await eventually(async () => (await arrived()).length === 1);
      const { id } = await plan(chao, { kind: 'incoming', receiptId, line: '2' });
      return conclude(chao, id, sample(50, defects));
    };
    expect(await inspect('r2', { critical: 1, major: 9 })).toMatchObject({ verdict: 'not-accepted', attempt: 1 });
    expect(await inspect('r3', { major: 9 })).toMatchObject({ verdict: 'not-accepted', attempt: 2, mode: 'normal' });
    const [regime] = await stage.rows<{ classes: { major: { recent: boolean[] } } }>(
      "select classes from quality.regimes where item = 'TS04-SHELL'",
    );
    expect(regime?.classes.major.recent).toEqual([false]);
  });

  it('takes goods without a lot number for lots of their own: each counts, none is a resubmission', async () => {
    const line = (value: string) => ({ line: '3', item: 'KT18-LID', lot: '', received: { value, unit: 'PCE' } });
    for (const [receiptId, values] of [
      ['r4', ['500', '400']],
      ['r5', ['450']],
    ] as const) {
      const parts = { receiptId, orderId: 'o1', supplier: 'jinfeng', factory: 'hengda' };
      const received = create(production.GoodsReceivedSchema, { ...parts, lines: values.map(line) });
      await stage.publish('production', received, { parties: ['hengda', 'jinfeng'] });
    }
    const arrived = () => stage.rows<{ id: string }>("select id from quality.lots where line = '3' order by quantity");
    await eventually(async () => (await arrived()).length === 3);
    const incoming = { kind: 'incoming', line: '3' };
    const [smallest] = await arrived();
    const named = await plan(chao, { ...incoming, receiptId: 'r4', lotId: smallest?.id });
    expect(await conclude(chao, named.id, sample(50, { major: 9 }))).toMatchObject({ quantity: '400' });
    const next = await plan(chao, { ...incoming, receiptId: 'r4' });
    expect(await conclude(chao, next.id, sample(50))).toMatchObject({ quantity: '500', attempt: 1 });
    const later = await plan(chao, { ...incoming, receiptId: 'r5' });
    expect(await conclude(chao, later.id, sample(50, { major: 9 }))).toMatchObject({ attempt: 1 });
    const [regime] = await stage.rows<{ classes: { major: { mode: string } } }>(
      "select classes from quality.regimes where item = 'KT18-LID'",
    );
    expect(regime?.classes.major.mode).toBe('tightened');
  });
});
