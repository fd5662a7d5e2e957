import { create, gateway, orders } from '@tradeloom/contracts';
import { readEdifactFile } from '@tradeloom/edi';
import type { Stage } from '@tradeloom/testing';
import { edifactCustomer, newcomerRows } from '../test/partners.ts';
import { Scene } from '../test/scene.ts';

const customer = edifactCustomer.id;

const header = (reference: string, sender = '4012345000009'): string =>
  `UNB+UNOC:3+${sender}:14+6901234500017:14+261207:0930+${reference}++++1'`;
const order = [
  "UNH+1+ORDERS:D:96A:UN:EAN008'",
  "BGM+220+4500117+9'",
  "DTM+137:20261207:102'",
  "FTX+ZZZ+++Lieferung an das Lager Süd'",
  "NAD+BY+4012345000009::9++Nordlicht Hausgeräte GmbH'",
  "NAD+DP+4012345000016::9++Lager Süd+Hafenstraße 4+Lübeck++23552+DE'",
  "CUX+2:EUR:9'",
  "LIN+1++4012345678901:EN'",
  "PIA+5+NL-7:BP'",
  "IMD+F++:::Wasserkocher'",
  "QTY+21:1200:PCE'",
  "DTM+2:20270125:102'",
  "PRI+AAA:13.40'",
  "UNS+S'",
  "CNT+2:1'",
  "UNT+16+1'",
];
const interchange = (reference: string, body: readonly string[] = order, from = header(reference)): Buffer =>
  Buffer.from([from, ...body, `UNZ+1+${reference}'`].join('\r\n'), 'latin1');

describe('a partner who speaks EDIFACT', () => {
  let scene: Scene;
  let stage: Stage;
  beforeAll(async () => {
    scene = await Scene.open();
    stage = scene.stage;
    await stage.seed(newcomerRows(edifactCustomer, ['order-response']));
  }, 60_000);
  afterAll(() => scene.close());

  const fateOf = async (file: Buffer) => scene.settled(customer, await scene.send(customer, file));
  const controlOf = async ({ acknowledgements }: { acknowledgements: string[] }) => {
    const content = await scene.contentOf(customer, acknowledgements[0] ?? '');
    return readEdifactFile(content).interchanges[0]?.groups[0]?.messages[0]?.document;
  };

  it('orders: the umlauts of UNOC arrive, and a CONTRL says that the order was read', async () => {
    const fate = await fateOf(interchange('REF1'));
    expect(fate).toMatchObject({
      status: 'processed',
      format: 'edifact',
      charset: 'iso-8859-1',
      control: 'REF1',
      messages: [{ type: 'ORDERS', control: '1', verdict: 'accepted' }],
    });
    const heard = await stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === '4500117');
    expect(heard).toMatchObject({ customer, seller: 'eastbridge', currency: 'EUR', destinationCountry: 'DE' });
    expect(heard.lines[0]).toMatchObject({
      line: '1',
      buyerItem: 'NL-7',
      description: 'Wasserkocher',
      quantity: '1200',
      unit: 'PCE',
      unitPrice: '13.40',
      schedules: [{ quantity: '1200', date: '2027-01-25' }],
    });
    expect(await controlOf(fate)).toEqual({
      kind: 'interchange-acknowledgement',
      control: 'REF1',
      outcome: 'accepted',
      messages: [{ type: 'ORDERS', control: '1', outcome: 'accepted', segments: [] }],
    });
  });

  it('has an interchange taken once: the same reference again is refused by CONTRL 26', async () => {
    const fate = await fateOf(interchange('REF1'));
    expect(fate).toMatchObject({
      status: 'rejected',
      errors: [{ code: 'UNB_CONTROL_TAKEN', segment: 'UNB', element: 5 }],
    });
    expect(fate.errors[0]?.message.zh).toContain('此前已接收');
    expect(await controlOf(fate)).toMatchObject({ outcome: 'rejected', error: '26' });
    expect(stage.soFar(gateway.PurchaseOrderReceivedSchema)).toHaveLength(1);
  });

  it('is known by his identity in UNB: another sender is refused by CONTRL 23', async () => {
    const fate = await fateOf(interchange('REF2', order, header('REF2', '4099999000001')));
    expect(fate).toMatchObject({ status: 'rejected', errors: [{ code: 'UNB_SENDER_UNKNOWN' }] });
    expect(await controlOf(fate)).toMatchObject({ outcome: 'rejected', error: '23' });
  });

  it('is told which element of which segment is wrong, and nobody hears of the order', async () => {
    const broken = order.map((line) => line.replace('QTY+21:1200', 'QTY+21:viele').replace('4500117', '4500118'));
    const fate = await fateOf(interchange('REF3', broken));
    expect(fate).toMatchObject({ status: 'rejected', messages: [{ verdict: 'rejected' }] });
    expect(fate.messages[0]?.errors[0]).toMatchObject({
      segment: 'QTY',
      segmentPosition: 11,
      element: 1,
      component: 2,
    });
    expect(await controlOf(fate)).toMatchObject({ messages: [{ outcome: 'rejected', segments: [{ position: 11 }] }] });
    expect(stage.soFar(gateway.PurchaseOrderReceivedSchema)).toHaveLength(1);
  });

  it('is told of a document that nobody here acts on, instead of waiting for what follows from it', async () => {
    const declaration = [
      "UNH+1+CUSDEC:D:96A:UN'",
      "BGM+929+CD-1+9'",
      "DTM+137:20261207:102'",
      "UNS+D'",
      "UNS+S'",
      "UNT+6+1'",
    ];
    const fate = await fateOf(interchange('REF4', declaration));
    expect(fate).toMatchObject({
      status: 'processed-with-errors',
      messages: [{ verdict: 'accepted-with-errors', errors: [{ code: 'gateway.document.untaken' }] }],
    });
    expect(await controlOf(fate)).toMatchObject({ outcome: 'accepted' });
  });

  it('is refused X12, which is not agreed with him', async () => {
    const fate = await fateOf(Buffer.from('ISA*00*          *00*          *ZZ*X              *ZZ*Y              *~'));
    expect(fate).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.file.format-not-agreed' }] });
  });

  it('gets the answer as ORDRSP, and his CONTRL about it settles it', async () => {
    await stage.publish(
      'orders',
      create(orders.OrderAnsweredSchema, {
        orderId: 'o-nl',
        number: 'TL-2026-000009',
        customerOrder: '4500117',
        orderDate: '2026-12-07',
        customer,
        trader: 'eastbridge',
        outcome: 'accepted',
        currency: 'EUR',
        lines: [
          {
            lineId: 'l-1',
            customerLine: '1',
            item: 'KT-18',
            buyerItem: 'NL-7',
            description: '电热水壶 Wasserkocher',
            quantity: '1200',
            unit: 'PCE',
            unitPrice: '13.40',
            confirmations: [{ status: 'accepted', quantity: '1200', unit: 'PCE', date: '2027-01-25', reason: '' }],
          },
        ],
      }),
      { parties: [customer, 'eastbridge'] },
    );
    const sent = await stage.published(gateway.MessageSentSchema, (e) => e.orderId === 'o-nl');
    expect(sent.messageType).toBe('ORDRSP');
    const id = sent.ref?.interchangeId ?? '';
    const content = await scene.contentOf(customer, id);
    const [written] = readEdifactFile(content).interchanges;
    expect(written).toMatchObject({
      sender: '6901234500017',
      receiver: '4012345000009',
      acknowledgementRequested: true,
    });
    expect(written?.groups[0]?.messages[0]).toMatchObject({
      type: 'ORDRSP',
      version: 'D.96A',
      document: { kind: 'order-response', orderNumber: '4500117', outcome: 'accepted' },
    });
    expect(content.toString('utf8')).toContain('电热水壶');
    const about = [
      "UNH+1+CONTRL:D:3:UN'",
      `UCI+${written?.control}+6901234500017:14+4012345000009:14+7'`,
      "UCM+1+ORDRSP:D:96A:UN+7'",
      "UNT+4+1'",
    ];
    const fate = await fateOf(interchange('REF9', about));
    expect(fate).toMatchObject({ status: 'processed', acknowledgements: [] });
    expect(await stage.published(gateway.MessageAcknowledgedSchema)).toMatchObject({
      orderId: 'o-nl',
      outcome: 'accepted',
    });
    expect((await scene.fateOf(customer, id)).status).toBe('acknowledged');
  });

  it('is read by a map of his: what was rejected for his own code is taken when it is read anew', async () => {
    const own = order.map((line) => line.replace('4500117+9', '4500119+7'));
    const id = await scene.send(customer, interchange('REF10', own));
    expect(await scene.settled(customer, id)).toMatchObject({
      status: 'rejected',
      messages: [{ errors: [{ code: 'ELEMENT_INVALID_CODE', segment: 'BGM', element: 3, value: '7' }] }],
    });
    const rules = [
      { at: 'BGM.1225', codes: { '7': '9' } },
      { path: 'paymentTerms', at: 'FTX.C108.4440 where FTX.4451=ZZZ', direction: 'in' },
    ];
    const ask = (method: 'PUT' | 'POST', path: string, body?: string) =>
      scene.call(
        method,
        `/api/v1/partners/${customer}/${path}`,
        'ops.e',
        body,
        body ? { 'content-type': 'application/json' } : {},
      );
    const map = { message: 'ORDERS', version: 'D.96A', rules };
    const draft = (await ask('PUT', 'maps', JSON.stringify({ map }))).json<{ id: string; problems: object[] }>();
    expect(draft.problems).toEqual([]);
    const tried = (await ask('POST', `maps/${draft.id}/trial`)).json<{ map: { trial: object }; messages: object[] }>();
    expect(tried.messages).toContainEqual(
      expect.objectContaining({ interchange: id, after: expect.objectContaining({ verdict: 'accepted' }) }),
    );
    await ask('POST', `maps/${draft.id}/activation`);
    expect((await ask('POST', `interchanges/${id}/replay`)).json()).toMatchObject({ messages: [{ taken: 'now' }] });
    expect(
      await stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === '4500119'),
    ).toMatchObject({ paymentTerms: 'Lieferung an das Lager Süd' });
  });
});
