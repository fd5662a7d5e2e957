import { create, gateway, logistics } from '@tradeloom/contracts';
import {
  type CanonicalDocument,
  type ReceiptAdvice,
  readEdifactFile,
  readX12File,
  writeEdifactInterchange,
  writeInterchange,
} from '@tradeloom/edi';
import { edifactCustomer, partnerRow } from '../test/partners.ts';
import { keyRow, Scene } from '../test/scene.ts';

type Door = 'x12' | 'edifact';
const customers: Readonly<Record<Door, string>> = { x12: 'harbor-pine', edifact: edifactCustomer.id };

const receipt: ReceiptAdvice = {
  kind: 'receipt-advice',
  receiptNumber: 'RC-88',
  receiptDate: '2027-03-02',
  shipmentNumber: 'SH-000001',
  parties: [{ role: 'buyer', name: 'Customer' }],
  lines: [
    {
      orderNumber: 'PO-4711',
      line: '1',
      received: '1190',
      accepted: '1187',
      rejected: '3',
      damaged: '3',
      unit: 'PCE',
      reason: 'Dented lids',
    },
    { orderNumber: 'PO-4711', line: '2', received: '502', accepted: '502', rejected: '0', unit: 'PCE' },
  ],
};

let control = 100;
const fileOf: Readonly<Record<Door, (document: CanonicalDocument) => Uint8Array>> = {
  x12: (document) =>
    writeInterchange({
      envelope: {
        sender: { qualifier: 'ZZ', id: 'HARBORPINE' },
        receiver: { qualifier: 'ZZ', id: 'EASTBRIDGE' },
        date: '2027-03-02',
        time: '0930',
        control: ++control,
        version: '004010',
      },
      documents: [document],
    }),
  edifact: (document) =>
    writeEdifactInterchange({
      envelope: {
        sender: { qualifier: '14', id: edifactCustomer.identity },
        receiver: { qualifier: '14', id: edifactCustomer.ourIdentity },
        date: '2027-03-02',
        time: '0930',
        control: ++control,
        version: 'D.96A',
      },
      documents: [document],
    }),
};

describe.each<Door>(['x12', 'edifact'])('what a customer reports in %s', (door) => {
  const customer = customers[door];
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.stage.seed({
      'gateway.organisations': [edifactCustomer.organisation],
      'gateway.partners': [partnerRow(edifactCustomer, ['application-advice'])],
      'gateway.api_keys': [keyRow(edifactCustomer.id, edifactCustomer.id, 'customer', null)],
    });
  }, 60_000);
  afterAll(() => scene.close());

  const send = async (document: CanonicalDocument) => {
    const id = await scene.send(customer, Buffer.from(fileOf[door](document)));
    return { id, fate: await scene.settled(customer, id) };
  };

  it('is an event of the goods received', async () => {
    const { fate } = await send(receipt);
    expect(fate).toMatchObject({ status: 'processed', messages: [{ verdict: 'accepted', errors: [] }] });
    const heard = await scene.stage.published(gateway.ReceiptReportedSchema);
    expect(heard).toMatchObject({
      customer,
      seller: 'eastbridge',
      receiptNumber: 'RC-88',
      receiptDate: '2027-03-02',
      shipmentNumber: 'SH-000001',
      lines: [
        { orderNumber: 'PO-4711', line: '1', received: '1190', accepted: '1187', rejected: '3', damaged: '3' },
        { orderNumber: 'PO-4711', line: '2', received: '502', accepted: '502', rejected: '0', damaged: '' },
      ],
    });
    expect(heard.lines[0]).toMatchObject({ unit: 'PCE', reason: 'Dented lids' });
  });

  it('is answered by an application advice where the business says no', async () => {
    const { id, fate } = await send({ ...receipt, receiptNumber: 'RC-89' });
    expect(fate.status).toBe('processed');
    const { ref } = await scene.stage.published(gateway.ReceiptReportedSchema, (e) => e.receiptNumber === 'RC-89');
    const text = { en: 'Line 9 of order PO-4711 is not in this shipment', zh: '订单 PO-4711 第 9 行不在本次装运中' };
    const refused = create(logistics.DocumentRefusedSchema, {
      ...(ref && { ref }),
      partner: customer,
      receiver: 'eastbridge',
      documentNumber: 'RC-89',
      findings: [{ code: 'logistics.receipt.unknown-line', severity: 'block', text, facts: { position: '1' } }],
    });
    await scene.stage.publish('logistics_documents', refused, { parties: [customer, 'eastbridge'] });
    await scene.stage.published(gateway.MessageSentSchema, (e) => ['824', 'APERAK'].includes(e.messageType));
    const { acknowledgements, messages } = await scene.fateOf(customer, id);
    expect(messages).toMatchObject([
      { verdict: 'accepted-with-errors', errors: [{ code: 'logistics.receipt.unknown-line', position: '1' }] },
    ]);
    const content = await scene.contentOf(customer, acknowledgements.at(-1) ?? '');
    const read = door === 'x12' ? readX12File(content) : readEdifactFile(content);
    expect(read.interchanges[0]?.groups[0]?.messages[0]?.document).toMatchObject({
      kind: 'application-advice',
      outcome: 'rejected',
      refersTo: { type: door === 'x12' ? '861' : 'RECADV', number: 'RC-89' },
      errors: [{ code: 'logistics.receipt.unknown-line', position: '1' }],
    });
  });
});
