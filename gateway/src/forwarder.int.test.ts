import { create, gateway, logistics } from '@tradeloom/contracts';
import { readEdifactFile, type TransportStatus, writeEdifactInterchange } from '@tradeloom/edi';
import { until } from '@tradeloom/testing';
import { partnerRow } from '../test/partners.ts';
import { keyRow, Scene } from '../test/scene.ts';

const forwarder = { id: 'sinolink', identity: 'SINOLINK', ourIdentity: 'EASTBRIDGE' };
const status: TransportStatus = {
  kind: 'transport-status',
  statusNumber: 'ST-1',
  statusDate: '2027-02-06',
  reportedAt: '2027-02-06T09:00:00+08:00',
  parties: [{ role: 'forwarder', name: 'Sinolink' }],
  consignments: [
    {
      consignment: 'SNL-1',
      references: { booking: 'SNL270101', billOfLading: 'SNLNGB2701234', shipment: 'SH-000001' },
      events: [
        {
          event: 'departed',
          timing: 'actual',
          at: '2027-02-05T22:00:00+08:00',
          place: { id: 'CNNGB', idQualifier: '6' },
          conveyance: { mode: 'sea', name: 'EVER GRACE', voyage: '0127E' },
          containers: ['MSKU9070323'],
        },
        {
          event: 'arrived',
          timing: 'estimated',
          at: '2027-02-27T08:00:00-08:00',
          place: { name: 'Long Beach, pier E' },
        },
      ],
    },
  ],
};
const instructed = (revision: number) =>
  create(logistics.ShippingInstructionGivenSchema, {
    shipmentId: 's-1',
    number: 'SH-000001',
    orderId: 'order-1',
    revision,
    trader: 'eastbridge',
    forwarder: 'sinolink',
    mode: 'sea-fcl',
    bookingNumber: 'SNL270101',
    vessel: 'EVER GRACE',
    voyage: '0127E',
    portOfLoading: 'CNNGB',
    portOfDischarge: 'USLGB',
    etd: '2027-02-05',
    eta: '2027-02-23',
    closing: '2027-02-03',
    shipper: 'NINGBO EASTBRIDGE TRADING CO., LTD.',
    consignee: 'HARBOR & PINE HOME INC.',
    notify: 'HARBOR & PINE HOME INC.',
    marks: 'HARBOR & PINE\nA LINE OF MARKS THAT IS LONGER THAN THIRTY-FIVE',
    customerOrders: ['PO-4711'],
    goods: [
      {
        position: 1,
        customerOrder: 'PO-4711',
        description: 'Kettle',
        cartons: 100,
        grossKg: '1500.00',
        volumeM3: '12.000',
      },
    ],
    containers: [],
  });

describe('a forwarder who speaks EDIFACT', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.stage.seed({
      'gateway.partners': [partnerRow(forwarder, ['transport-instruction'])],
      'gateway.api_keys': [keyRow('sinolink', 'sinolink', 'forwarder', null)],
    });
  }, 60_000);
  afterAll(() => scene.close());

  it('reports where goods are: an event with places by UN/LOCODE and times of their own', async () => {
    const file = writeEdifactInterchange({
      envelope: {
        sender: { qualifier: '14', id: 'SINOLINK' },
        receiver: { qualifier: '14', id: 'EASTBRIDGE' },
        date: '2027-02-06',
        time: '0930',
        control: 1,
        version: 'D.96A',
      },
      documents: [status],
    });
    const fate = await scene.settled('sinolink', await scene.send('sinolink', Buffer.from(file)));
    expect(fate).toMatchObject({ status: 'processed', messages: [{ type: 'IFTSTA', errors: [] }] });
    expect(await scene.stage.published(gateway.TransportStatusReportedSchema)).toMatchObject({
      forwarder: 'sinolink',
      shipper: 'eastbridge',
      statusNumber: 'ST-1',
      reportedAt: '2027-02-06T09:00:00+08:00',
      consignments: [
        {
          consignment: 'SNL-1',
          booking: 'SNL270101',
          billOfLading: 'SNLNGB2701234',
          shipment: 'SH-000001',
          events: [
            {
              event: 'departed',
              timing: 'actual',
              at: '2027-02-05T22:00:00+08:00',
              place: 'CNNGB',
              vessel: 'EVER GRACE',
              voyage: '0127E',
              containers: ['MSKU9070323'],
            },
            { event: 'arrived', timing: 'estimated', place: '', placeName: 'Long Beach, pier E', containers: [] },
          ],
        },
      ],
    });
  });

  it('is told what to carry by IFTMIN, and by a replacement what has changed', async () => {
    for (const revision of [1, 2]) {
      const parties = { parties: ['eastbridge', 'sinolink'] };
      await scene.stage.publish('logistics_documents', instructed(revision), parties);
    }
    const sent = () =>
      scene.stage.rows<{ id: string }>(
        `select id from gateway.interchanges where direction = 'out' and message_type = 'IFTMIN' order by received_at`,
      );
    await until('both are sent', async () => (await sent()).length === 2);
    const said = [];
    for (const { id } of await sent()) {
      const { interchanges } = readEdifactFile(await scene.contentOf('sinolink', id));
      said.push(interchanges[0]?.groups[0]?.messages[0]?.document);
    }
    expect(said).toMatchObject([
      {
        kind: 'transport-instruction',
        instructionNumber: 'SH-000001',
        purpose: 'original',
        references: { booking: 'SNL270101', shipment: 'SH-000001', orders: ['PO-4711'] },
        legs: [{ stage: 'main-carriage', name: 'EVER GRACE', loading: { id: 'CNNGB' }, departure: '2027-02-05' }],
        goods: [{ packages: { count: 100 }, grossWeight: { value: '1500.00', unit: 'KGM' }, orderNumber: 'PO-4711' }],
      },
      { purpose: 'replacement' },
    ]);
    expect(said[0]).toMatchObject({
      goods: [{ marks: ['HARBOR & PINE', 'A LINE OF MARKS THAT IS LONGER THAN', ' THIRTY-FIVE'] }],
    });
  });
});
