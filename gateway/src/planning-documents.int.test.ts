import { create, gateway, production } from '@tradeloom/contracts';
import {
  type CanonicalDocument,
  type DeliveryCall,
  type DeliveryForecast,
  type InventoryReport,
  type OrderStatusEnquiry,
  readEdifactFile,
  readInterchanges,
  type TestResults,
  writeEdifactInterchange,
  writeInterchange,
} from '@tradeloom/edi';
import { edifactSupplier, newcomerRows } from '../test/partners.ts';
import { Scene } from '../test/scene.ts';

const stock: InventoryReport = {
  kind: 'inventory-report',
  reportNumber: 'ST-7',
  reportDate: '2026-12-20',
  countDate: '2026-12-19',
  parties: [],
  lines: [
    {
      line: '1',
      buyerItem: 'PP-GRANULE',
      location: { id: 'WH1', idQualifier: '92' },
      lot: 'PP-2411',
      quantities: [
        { state: 'on-hand', quantity: '415.5', unit: 'KGM' },
        { state: 'in-transit', quantity: '60', unit: 'KGM', date: '2026-12-22' },
      ],
    },
    { line: '2', buyerItem: 'KT18-BODY', quantities: [{ state: 'available', quantity: '77', unit: 'PCE' }] },
  ],
};

const results: TestResults = {
  kind: 'test-results',
  reportNumber: 'COA-7',
  reportDate: '2026-12-20',
  shipmentNumber: 'DN-7',
  parties: [],
  items: [
    {
      line: '1',
      buyerItem: 'KT18-BODY',
      lot: 'B7',
      quantity: { value: '2000', unit: 'PCE' },
      characteristics: [
        {
          name: 'Wall thickness',
          method: 'ISO 2178',
          limits: { minimum: '1.9', maximum: '2.1', target: '2.0' },
          unit: 'MMT',
          measurements: ['1.95', '2.15'],
          statistics: [{ kind: 'average', value: '2.05' }],
          verdict: 'conforming',
        },
      ],
    },
  ],
};

const plan = {
  scheduleNumber: 'FC-12',
  release: '12',
  purpose: 'replacement',
  issueDate: '2026-12-20',
  basis: 'delivery',
  horizonStart: '2027-01-04',
  horizonEnd: '2027-03-31',
  parties: [],
} as const;
const forecast: DeliveryForecast = {
  ...plan,
  kind: 'delivery-forecast',
  parties: [],
  counting: 'cumulative',
  lines: [
    {
      line: '1',
      buyerItem: 'HP-20018',
      unit: 'PCE',
      shipTo: { id: 'DC1', idQualifier: '92' },
      cumulativeReceived: { quantity: '5000' },
      schedules: [
        { quantity: '5600', certainty: 'firm', span: 'week', date: '2027-01-04' },
        { quantity: '7000', certainty: 'planned', span: 'month', date: '2027-02-01' },
      ],
    },
  ],
};
const call: DeliveryCall = {
  ...plan,
  kind: 'delivery-call',
  parties: [],
  scheduleNumber: 'DJ-3',
  horizonEnd: '2027-01-10',
  counting: 'discrete',
  lines: [
    {
      line: '1',
      buyerItem: 'HP-20018',
      orderNumber: 'PO-1',
      orderLine: '1',
      unit: 'PCE',
      schedules: [{ quantity: '600', certainty: 'firm', span: 'day', date: '2027-01-05' }],
    },
  ],
};

const enquiry: OrderStatusEnquiry = {
  kind: 'order-status-enquiry',
  enquiryNumber: 'SQ-7',
  enquiryDate: '2026-12-20',
  parties: [],
  orders: [
    { orderNumber: 'PO-1', lines: [{ line: '2', buyerItem: 'HP-30004' }] },
    { orderNumber: 'PO-2', lines: [] },
  ],
};

const partners = {
  jingsu: {
    write: writeInterchange,
    qualifier: 'ZZ',
    id: 'JINGSU',
    version: '004010',
    read: (file: Buffer) => readInterchanges(file)[0]?.groups[0]?.messages[0]?.document,
  },
  kaida: {
    write: writeEdifactInterchange,
    qualifier: 'ZZZ',
    id: 'KAIDA',
    version: 'D.97A',
    read: (file: Buffer) => readEdifactFile(file).interchanges[0]?.groups[0]?.messages[0]?.document,
  },
} as const;
type PartnerName = keyof typeof partners;
const both = Object.keys(partners) as PartnerName[];

const fileOf = (partner: PartnerName, control: number, document: CanonicalDocument): Buffer => {
  const { write, qualifier, id, version } = partners[partner];
  const envelope = {
    sender: { qualifier, id },
    receiver: { qualifier, id: 'HENGDA' },
    version,
    date: '2026-12-20',
    time: '0810',
    control,
  };
  return Buffer.from(write({ envelope, documents: [document] }));
};

describe('what a partner plans, holds, measured and asks, as X12 and as EDIFACT', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.stage.seed(newcomerRows(edifactSupplier, []));
  }, 60_000);
  afterAll(() => scene?.close());

  let control = 70;
  /** Sends it by the partner's door; it is taken without a word. */
  const take = async (partner: PartnerName, document: CanonicalDocument): Promise<void> => {
    const fate = await scene.settled(partner, await scene.send(partner, fileOf(partner, ++control, document)));
    expect(fate).toMatchObject({ status: 'processed', errors: [], messages: [{ verdict: 'accepted', errors: [] }] });
  };

  it.each(both)('a stock report of %s', async (partner) => {
    await take(partner, stock);
    const heard = await scene.stage.published(gateway.StockReportedSchema, (e) => e.holder === partner);
    expect(heard).toMatchObject({
      receiver: 'hengda',
      reportNumber: 'ST-7',
      asOf: '2026-12-19',
      lines: [
        {
          line: '1',
          buyerItem: 'PP-GRANULE',
          location: 'WH1',
          lot: 'PP-2411',
          position: '1',
          quantities: [
            { state: 'on-hand', quantity: '415.5', unit: 'KGM', date: '' },
            { state: 'in-transit', quantity: '60', unit: 'KGM', date: '2026-12-22' },
          ],
        },
        {
          line: '2',
          buyerItem: 'KT18-BODY',
          location: '',
          lot: '',
          quantities: [{ state: 'available', quantity: '77' }],
        },
      ],
    });
  });

  it.each(both)('a test report of %s', async (partner) => {
    await take(partner, results);
    const heard = await scene.stage.published(gateway.TestResultsReportedSchema, (e) => e.supplier === partner);
    expect(heard).toMatchObject({
      receiver: 'hengda',
      reportNumber: 'COA-7',
      reportDate: '2026-12-20',
      shipmentNumber: 'DN-7',
      items: [
        {
          line: '1',
          buyerItem: 'KT18-BODY',
          lot: 'B7',
          quantity: { value: '2000', unit: 'PCE' },
          characteristics: [
            {
              name: 'Wall thickness',
              method: 'ISO 2178',
              minimum: '1.9',
              maximum: '2.1',
              target: '2.0',
              unit: 'MMT',
              measurements: ['1.95', '2.15'],
              statistics: [{ kind: 'average', value: '2.05' }],
              verdict: 'conforming',
            },
          ],
        },
      ],
    });
  });

  it.each(both)('an enquiry of %s, and its answer in the same format', async (partner) => {
    await take(partner, enquiry);
    const heard = await scene.stage.published(gateway.OrderStatusEnquiredSchema, (e) => e.customer === partner);
    expect(heard).toMatchObject({
      seller: 'hengda',
      enquiryNumber: 'SQ-7',
      orders: [
        { orderNumber: 'PO-1', lines: ['2'], position: '1' },
        { orderNumber: 'PO-2', lines: [], position: '2' },
      ],
    });
    const line = { customerLine: '2', buyerItem: 'HP-30004', item: 'TS-04', unit: 'PCE' };
    const deliveries = [
      { quantity: { value: '300', unit: 'PCE' }, date: '2027-01-18' },
      { quantity: { value: '200', unit: 'PCE' }, date: '2027-02-02' },
    ];
    const told = create(production.OrderStatusToldSchema, {
      orderId: `o-${partner}`,
      customerOrder: 'PO-1',
      customer: partner,
      trader: 'hengda',
      reportNumber: 'SQ-7-1',
      lines: [{ ...line, milestone: 'finished', good: '140', asOf: '2026-12-20T08:00:00.123Z', deliveries }],
    });
    await scene.stage.publish('production', told, { parties: [partner, 'hengda'] });
    const sent = await scene.stage.published(gateway.MessageSentSchema, (e) => e.orderId === `o-${partner}`);
    const content = await scene.contentOf(partner, sent.ref?.interchangeId ?? '');
    const file = partners[partner].read(content);
    expect(file).toMatchObject({
      kind: 'progress-report',
      reportNumber: 'SQ-7-1',
      lines: [
        {
          orderNumber: 'PO-1',
          line: '2',
          milestone: 'finished',
          good: '140',
          remark: 'Promised: 300 by 2027-01-18, 200 by 2027-02-02',
        },
      ],
    });
    expect(content.toString()).not.toMatch(/QTY\*05|SCR/);
  });

  it.each(both)('a forecast of %s', async (partner) => {
    await take(partner, forecast);
    const heard = await scene.stage.published(gateway.ForecastReceivedSchema, (e) => e.customer === partner);
    expect(heard).toMatchObject({
      seller: 'hengda',
      scheduleNumber: 'FC-12',
      purpose: 'replacement',
      issueDate: '2026-12-20',
      basis: 'delivery',
      counting: 'cumulative',
      horizonStart: '2027-01-04',
      horizonEnd: '2027-03-31',
      lines: [
        {
          buyerItem: 'HP-20018',
          unit: 'PCE',
          shipTo: 'DC1',
          received: '5000',
          position: '1',
          deliveries: [
            { quantity: '5600', certainty: 'firm', span: 'week', date: '2027-01-04' },
            { quantity: '7000', certainty: 'planned', span: 'month', date: '2027-02-01' },
          ],
        },
      ],
    });
  });

  it.each(both)('a delivery call of %s', async (partner) => {
    await take(partner, call);
    const heard = await scene.stage.published(gateway.DeliveryCallReceivedSchema, (e) => e.customer === partner);
    expect(heard).toMatchObject({
      scheduleNumber: 'DJ-3',
      counting: 'discrete',
      horizonStart: '2027-01-04',
      lines: [
        {
          buyerItem: 'HP-20018',
          orderNumber: 'PO-1',
          orderLine: '1',
          deliveries: [{ quantity: '600', certainty: 'firm', span: 'day', date: '2027-01-05' }],
        },
      ],
    });
  });
});
