import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@tradeloom/chassis';
import { create, finance, logistics, orders, quality } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { answeringFinance } from '../test/answering-finance.ts';
import { booking, instruction, masterData, terms } from '../test/scene.ts';
import { sha256Of } from './documents/archive.ts';
import { LogisticsDocumentsModule } from './logistics-documents.module.ts';
import { migrations } from './migrations/all.ts';

const person = (login: string, organisation: string, kind: Actor['kind'], role: Actor['role']): Actor => ({
  login,
  organisation,
  kind,
  role,
});
const xu = person('xu.jia', 'eastbridge', 'trader', 'document-clerk');
const he = person('he.ping', 'eastbridge', 'trader', 'document-reviewer');
const luo = person('luo.dan', 'eastbridge', 'trader', 'final-reviewer');
const liu = person('liu.fang', 'hengda', 'factory', 'planner');
const deng = person('deng.kai', 'sinolink', 'forwarder', 'document-clerk');
const buyer = person('harbor-pine', 'harbor-pine', 'customer', 'system');
const stranger = person('someone', 'other-trader', 'trader', 'owner');

const owners = { parties: ['harbor-pine', 'eastbridge', 'hengda'] };
const exportSides = { parties: ['harbor-pine', 'eastbridge'] };
const orderId = 'order-1';
const pieces = (value: string) => ({ value, unit: 'PCE' });

const leg = {
  kind: 'export',
  seller: 'eastbridge',
  buyer: 'harbor-pine',
  currency: 'USD',
  tradeTerm: terms.tradeTerm,
  paymentTerms: [...terms.paymentTerms],
  prices: [
    { lineId: 'line-1', unitPrice: '14.85' },
    { lineId: 'line-2', unitPrice: '17.67' },
  ],
};
const orderLine = (lineId: string, customerLine: string, item: string, schedules: readonly [string, string][]) => ({
  lineId,
  customerLine,
  item,
  description: item,
  status: 'open',
  overDeliveryPercent: '0',
  underDeliveryPercent: '0',
  quantity: pieces(String(schedules.reduce((sum, [, q]) => sum + Number(q), 0))),
  schedules: schedules.map(([scheduleId, q]) => ({ scheduleId, quantity: pieces(q), promisedCurrent: '2027-02-02' })),
});
const confirmed = (secondSchedule = '800', orderVersion = 1) => ({
  orderId,
  number: 'EB-1001',
  customerOrder: 'PO-4711',
  customer: 'harbor-pine',
  trader: 'eastbridge',
  factory: 'hengda',
  orderVersion,
  exportLeg: leg,
  lines: [
    orderLine('line-1', '1', 'KT-18', [
      ['s-1', '1200'],
      ['s-2', secondSchedule],
    ]),
    orderLine('line-2', '2', 'TS-04', [['s-3', '500']]),
  ],
});

const draft = {
  number: 'SNLNGB2701234',
  shipper: 'NINGBO EASTBRIDGE TRADING CO LTD',
  consignee: 'HARBOR & PINE HOME INC',
  notify: 'HARBOR & PINE HOME INC',
  vessel: booking.vessel,
  voyage: booking.voyage,
  portOfLoading: 'CNNGB',
  portOfDischarge: 'USLGB',
  packages: 184,
  grossKg: '2512.80',
  containers: [{ number: 'MSKU9070323', seal: 'CN8841207' }],
  marks: instruction.marks,
  freightTerm: 'COLLECT',
};

interface Seen {
  id: string;
  number: string;
  status: string;
  code: string;
  errors: number;
  findings: { check: string; text: { en: string } }[];
  documents: { id: string; kind: string; sha256: string }[];
}

describe('logistics-documents, from the firm order to the released originals', () => {
  let stage: Stage;
  let archive: string;
  let financeService: Awaited<ReturnType<typeof answeringFinance>>;
  let cover = 'hold';
  let id: string;
  let setId: string;

  const post = (as: Actor, path: string, body?: object) => stage.as(as).post<Seen>(path, body);
  const get = (as: Actor, path: string) => stage.as(as).get<Seen>(path);
  const eventually = async (ask: () => Promise<boolean>): Promise<void> => {
    const deadline = Date.now() + 15_000;
    while (!(await ask())) {
      if (Date.now() > deadline) throw new Error('it did not happen in time');
    }
  };
  const counted = async (sql: string): Promise<number> => (await stage.rows(sql)).length;

  beforeAll(async () => {
    archive = await mkdtemp(join(tmpdir(), 'archive-'));
    financeService = await answeringFinance(() => ({ outcome: cover, limit: { amount: '60000.00', currency: 'USD' } }));
    stage = await bootService(LogisticsDocumentsModule, {
      service: 'logistics_documents',
      migrations,
      env: { ARCHIVE_DIR: archive, ...financeService.env },
    });
    await stage.seed(masterData);
    await stage.today('2027-01-29');
    const firm = create(orders.OrderConfirmedSchema, {
      ...confirmed(),
      confirmedOn: '2026-12-08',
      destinationCountry: 'US',
    });
    await stage.publish('orders', firm, owners);
    await eventually(async () => (await counted('select 1 from logistics_documents.export_terms')) === 1);
  });

  afterAll(async () => {
    await stage.close();
    financeService.stop();
    await rm(archive, { recursive: true });
  });

  it('opens a shipment for one schedule of each line', async () => {
    const schedules = [
      { lineId: 'line-1', scheduleId: 's-1', quantity: pieces('1200') },
      { lineId: 'line-2', scheduleId: 's-3', quantity: pieces('500') },
    ];
    const opened = await post(liu, '/shipments', {
      orderId,
      schedules,
      forwarder: 'sinolink',
      marks: instruction.marks,
    });
    expect(opened).toMatchObject({ status: 201, body: { status: 'planned', number: 'SH-000001' } });
    id = opened.body.id;
    expect(await stage.published(logistics.ShipmentCreatedSchema)).toMatchObject({ shipmentId: id, orderId });
  });

  it('does not plan the same goods for a second shipment', async () => {
    const schedules = [{ lineId: 'line-1', scheduleId: 's-1', quantity: pieces('1') }];
    expect(await post(liu, '/shipments', { orderId, schedules })).toMatchObject({
      status: 422,
      body: { code: 'logistics.shipment.more-than-ordered' },
    });
  });

  it('opens no shipment for orders that cannot share an invoice, whoever opens it', async () => {
    const another = create(orders.OrderConfirmedSchema, {
      ...confirmed(),
      orderId: 'order-eur',
      exportLeg: { ...leg, currency: 'EUR' },
      lines: [orderLine('line-9', '1', 'KT-18', [['s-9', '100']])],
      confirmedOn: '2026-12-08',
      destinationCountry: 'US',
    });
    await stage.publish('orders', another, owners);
    await eventually(async () => (await counted('select 1 from logistics_documents.export_terms')) === 2);
    const schedules = [
      { lineId: 'line-1', scheduleId: 's-2', quantity: pieces('100') },
      { orderId: 'order-eur', lineId: 'line-9', scheduleId: 's-9', quantity: pieces('100') },
    ];
    for (const opener of [liu, xu])
      expect(await post(opener, '/shipments', { orderId, schedules })).toMatchObject({
        status: 422,
        body: { code: 'logistics.shipment.different-terms' },
      });
    expect((await post(stranger, '/shipments', { orderId, schedules })).status).toBe(404);
  });

  it('answers strangers as if it did not exist', async () => {
    expect((await get(stranger, `/shipments/${id}`)).status).toBe(404);
    expect(
      (await post(stranger, `/shipments/${id}/packing`, { cartons: [{ lineId: 'x', from: 1, to: 1 }] })).status,
    ).toBe(404);
    expect((await get(deng, `/shipments/${id}`)).status).toBe(200);
  });

  it('is packed by the factory and booked by the forwarder', async () => {
    const cartons = [
      { lineId: 'line-1', from: 1, to: 100 },
      { lineId: 'line-2', from: 101, to: 183 },
      { lineId: 'line-2', from: 184, to: 184, quantityPerCarton: '2' },
    ];
    expect(await post(liu, `/shipments/${id}/packing`, { cartons })).toMatchObject({
      status: 201,
      body: { status: 'packed' },
    });
    const { packages: _, ...said } = booking;
    expect(await post(deng, `/shipments/${id}/booking`, said)).toMatchObject({
      status: 201,
      body: { status: 'ready' },
    });
    expect(await stage.published(logistics.ShipmentPackedSchema)).toMatchObject({ cartons: 184, grossKg: '2512.80' });
    expect(await stage.published(logistics.ShipmentBookedSchema)).toMatchObject({ etd: '2027-02-05' });
    expect(await stage.published(logistics.ShippingInstructionGivenSchema)).toMatchObject({
      forwarder: 'sinolink',
      revision: 1,
      bookingNumber: booking.number,
      shipper: instruction.shipper,
      goods: [{ cartons: 100 }, { cartons: 84 }],
    });
  });

  it('is not loaded before every lot is released', async () => {
    const loading = { container: 'MSKU9070323', seal: 'CN8841207', vgmKg: '4780', tareKg: '2250' };
    expect(await post(liu, `/shipments/${id}/loading`, loading)).toMatchObject({
      status: 422,
      body: { code: 'logistics.loading.lot-not-released' },
    });
    for (const [lotId, lineId, scheduleId, item, quantity] of [
      ['lot-1', 'line-1', 's-1', 'KT-18', '1200'],
      ['lot-2', 'line-2', 's-3', 'TS-04', '500'],
    ] as const) {
      const released = { lotId, orderId, lineId, scheduleId, item, quantity: pieces(quantity) };
      await stage.publish('quality', create(quality.LotReleasedSchema, released), owners);
    }
    await eventually(async () => (await counted('select 1 from logistics_documents.lots')) === 2);
    expect(await post(liu, `/shipments/${id}/loading`, loading)).toMatchObject({
      status: 201,
      body: { status: 'loaded' },
    });
  });

  it('has its documents drawn up in Chinese and English, and archived', async () => {
    await stage.today('2027-02-01');
    expect((await post(liu, `/shipments/${id}/document-set`)).status).toBe(403);
    const made = await post(xu, `/shipments/${id}/document-set`);
    expect(made).toMatchObject({ status: 201, body: { setVersion: 1, status: 'made', errors: 1 } });
    setId = made.body.id;
    expect(made.body.documents.map((d) => d.kind).sort()).toEqual([
      'commercial-invoice',
      'customs-declaration',
      'packing-list',
    ]);
    for (const { id: documentId, sha256 } of made.body.documents) {
      const { body } = await stage.as(xu).get<Buffer>(`/documents/${documentId}/content`);
      expect(body.subarray(0, 5).toString()).toBe('%PDF-');
      expect(sha256Of(body)).toBe(sha256);
    }
  });

  it('tells the forwarder at once where his draft is wrong, and approves nothing on it', async () => {
    const bill = { ...draft, packages: 183, grossKg: '2499.70' };
    const drafted = await post(deng, `/shipments/${id}/bill-of-lading`, { kind: 'draft', bill });
    expect(drafted.status).toBe(201);
    expect(drafted.body.findings.map((f) => f.text.en)).toEqual([
      'Number of packages differs: packing list says 184, bill of lading says 183',
      'Gross weight differs: packing list says 2512.80, bill of lading says 2499.70',
    ]);
    expect((await get(xu, `/shipments/${id}/document-set`)).body.findings.map((f) => f.check)).toContain('DC02');
    expect(await stage.published(logistics.DocumentsCrossCheckedSchema, (e) => e.errors === 2)).toMatchObject({
      shipmentId: id,
    });
    expect(await post(he, `/document-sets/${setId}/reviews`, { level: 'first', verdict: 'approved' })).toMatchObject({
      status: 422,
      body: { code: 'logistics.document-set.cross-check-errors' },
    });
  });

  it('is approved by two reviewers who did not make it, once the draft is corrected', async () => {
    expect((await post(deng, `/shipments/${id}/bill-of-lading`, { kind: 'draft', bill: draft })).body.findings).toEqual(
      [],
    );
    const review = (as: Actor, level: string) =>
      post(as, `/document-sets/${setId}/reviews`, { level, verdict: 'approved' });
    expect(await review(luo, 'final')).toMatchObject({ status: 422, body: { code: 'logistics.document-set.not-now' } });
    expect(await review(he, 'first')).toMatchObject({ status: 201, body: { status: 'first-approved', errors: 0 } });
    expect(
      await post(xu, `/shipments/${id}/bill-of-lading`, { kind: 'on-board', onBoardOn: '2027-02-01' }),
    ).toMatchObject({
      body: { code: 'logistics.shipment.documents-not-approved' },
    });
    expect((await get(buyer, `/shipments/${id}/document-set`)).status).toBe(404);
    expect(await review(luo, 'final')).toMatchObject({ status: 201, body: { status: 'approved' } });
  });

  it('shows each party the documents that are for it', async () => {
    const kinds = async (as: Actor) =>
      (await get(as, `/shipments/${id}/document-set`)).body.documents.map((d) => d.kind);
    expect(await kinds(xu)).toEqual(['commercial-invoice', 'customs-declaration', 'packing-list']);
    expect(await kinds(buyer)).toEqual(['commercial-invoice', 'packing-list']);
    expect(await kinds(deng)).toEqual(['customs-declaration', 'packing-list']);
    expect(await kinds(liu)).toEqual(['packing-list']);
    const seen = (await get(xu, `/shipments/${id}/document-set`)).body.documents;
    const invoice = seen.find((d) => d.kind === 'commercial-invoice');
    expect((await get(liu, `/documents/${invoice?.id}/content`)).status).toBe(404);
  });

  it('goes on board only under credit cover, and tells the shipped value', async () => {
    await stage.today('2027-02-05');
    const onBoard = { kind: 'on-board', onBoardOn: '2027-02-05' };
    expect(await post(deng, `/shipments/${id}/bill-of-lading`, onBoard)).toMatchObject({ status: 403 });
    expect(await post(xu, `/shipments/${id}/bill-of-lading`, onBoard)).toMatchObject({
      status: 422,
      body: { code: 'logistics.shipment.cover-held' },
    });
    cover = 'ok';
    expect(await post(xu, `/shipments/${id}/bill-of-lading`, onBoard)).toMatchObject({
      status: 201,
      body: { status: 'on-board' },
    });
    expect(financeService.asked.at(-1)).toMatchObject({
      orderId,
      shippedValue: { amount: '26655.00', currency: 'USD' },
    });
    const shipped = await stage.published(logistics.GoodsShippedSchema);
    expect(shipped).toMatchObject({ billOfLading: 'SNLNGB2701234', total: { amount: '26655.00' }, cartons: 184 });
    expect(shipped.leftAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(shipped.lines.map((l) => [l.scheduleId, l.unitPrice, l.amount])).toEqual([
      ['s-1', '14.85', '17820.00'],
      ['s-3', '17.67', '8835.00'],
    ]);
  });

  it('releases the originals only after the payment against the copy', async () => {
    const copy = await post(xu, `/shipments/${id}/bill-of-lading`, { kind: 'copy' });
    expect(copy).toMatchObject({ status: 201, body: { status: 'copy-sent' } });
    expect(await stage.published(logistics.BillOfLadingCopySentSchema)).toMatchObject({ sentOn: '2027-02-05' });
    const release = () => post(xu, `/shipments/${id}/originals-release`, { form: 'telex-release' });
    expect(await release()).toMatchObject({ status: 409, body: { code: 'logistics.originals.locked' } });
    const settled = { orderId, shipmentId: id, stageId: 'stage-2', stage: 'bl-copy' };
    await stage.publish('finance', create(finance.PaymentStageSettledSchema, settled), exportSides);
    await eventually(
      async () => (await counted(`select 1 from logistics_documents.shipments where paid_orders <> '{}'`)) === 1,
    );
    expect(await release()).toMatchObject({ status: 201, body: { status: 'released' } });
    expect(await stage.published(logistics.OriginalsReleasedSchema)).toMatchObject({ form: 'telex-release' });
  });

  it('lets the second schedule ship later, as changed', async () => {
    const changed = create(orders.OrderChangedSchema, confirmed('1000', 2));
    await stage.publish('orders', changed, owners);
    await eventually(
      async () => (await counted('select 1 from logistics_documents.orders where order_version = 2')) === 1,
    );
    const schedules = [{ lineId: 'line-1', scheduleId: 's-2', quantity: pieces('1000') }];
    const opened = await post(xu, '/shipments', { orderId, schedules });
    expect(opened).toMatchObject({ status: 201 });
    id = opened.body.id;
    const { body } = await stage.as(buyer).get<{ shipments: Seen[] }>(`/shipments?order=${orderId}`);
    expect(body.shipments.map((s) => s.status)).toEqual(['released', 'planned']);
  });

  it('loads nothing that a change took away since it was packed, and follows the order when it is packed anew', async () => {
    const packing = (to: number) => ({ cartons: [{ lineId: 'line-1', from: 1, to, quantityPerCarton: '10' }] });
    expect((await post(liu, `/shipments/${id}/packing`, packing(100))).status).toBe(201);
    await stage.publish('orders', create(orders.OrderChangedSchema, confirmed('900', 3)), owners);
    await eventually(
      async () => (await counted('select 1 from logistics_documents.orders where order_version = 3')) === 1,
    );
    const container = { container: 'MSKU9070323', seal: 'CN8841208', vgmKg: '4780', tareKg: '2250' };
    const refused = { status: 422, body: { code: 'logistics.packing.more-than-ordered' } };
    expect(await post(liu, `/shipments/${id}/loading`, container)).toMatchObject(refused);
    expect((await post(liu, `/shipments/${id}/packing`, packing(90))).status).toBe(201);
    expect(await post(liu, `/shipments/${id}/loading`, container)).toMatchObject({
      body: { code: 'logistics.shipment.not-now' },
    });
    const more = [{ lineId: 'line-1', scheduleId: 's-2', quantity: pieces('1') }];
    expect(await post(liu, '/shipments', { orderId, schedules: more })).toMatchObject({
      body: { code: 'logistics.shipment.more-than-ordered' },
    });
    await stage.publish('orders', create(orders.OrderChangedSchema, confirmed('901', 4)), owners);
    await eventually(async () => (await post(liu, '/shipments', { orderId, schedules: more })).status === 201);
  });
});
