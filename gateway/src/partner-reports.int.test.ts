import { create, gateway, logistics } from '@tradeloom/contracts';
import {
  type ApplicationAdvice,
  type CanonicalDocument,
  type ReceiptAdvice,
  type RemittanceAdvice,
  readEdifactFile,
  readX12File,
  writeEdifactInterchange,
  writeInterchange,
} from '@tradeloom/edi';
import { until } from '@tradeloom/testing';
import { edifactCustomer, newcomerRows } from '../test/partners.ts';
import { Scene } from '../test/scene.ts';

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

const remittance: RemittanceAdvice = {
  kind: 'remittance-advice',
  remittanceNumber: 'RA-2027-9',
  paymentDate: '2027-01-25',
  currency: 'USD',
  amount: '5900.00',
  parties: [{ role: 'payer', name: 'Customer' }],
  invoices: [
    {
      invoiceNumber: 'CI-1',
      invoiceDate: '2027-01-18',
      paid: '5900.00',
      invoiced: '6000.00',
      deduction: '100.00',
      reason: '3 pieces damaged',
    },
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
    await scene.stage.seed(newcomerRows(edifactCustomer, ['application-advice', 'invoice']));
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

  it('is an event of money that is under way', async () => {
    const { fate } = await send(remittance);
    expect(fate).toMatchObject({ status: 'processed', messages: [{ verdict: 'accepted', errors: [] }] });
    const [paid] = remittance.invoices;
    expect(await scene.stage.published(gateway.PaymentAdvisedSchema)).toMatchObject({
      payer: customer,
      payee: 'eastbridge',
      remittanceNumber: 'RA-2027-9',
      paymentDate: '2027-01-25',
      money: { amount: '5900.00', currency: 'USD' },
      invoices: [paid],
    });
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

  describe('and says of a document of ours', () => {
    const invoiceType = door === 'x12' ? '810' : 'INVOIC';
    const orderId = `order-${door}`;
    const advice = (about: string, outcome: ApplicationAdvice['outcome'] = 'rejected'): ApplicationAdvice => ({
      kind: 'application-advice',
      adviceNumber: `AA-${about}`,
      adviceDate: '2027-01-20',
      refersTo: { type: invoiceType, number: about },
      outcome,
      parties: [],
      errors:
        outcome === 'rejected' ? [{ code: 'E17', text: 'Price of line 1 differs from the order', position: '1' }] : [],
    });
    const invoiced = async (invoiceNumber: string) => {
      const shipped = create(logistics.GoodsShippedSchema, {
        shipmentId: `s-${invoiceNumber}`,
        number: `SH-${invoiceNumber}`,
        orderId,
        customerOrder: 'PO-4711',
        customer,
        trader: 'eastbridge',
        factory: 'hengda',
        onBoardDate: '2027-01-18',
        billOfLading: 'BL-1',
        vessel: 'EVER GRACE',
        voyage: '0127E',
        container: 'MSKU9070323',
        seal: 'CN8841207',
        cartons: 10,
        grossKg: '100',
        invoiceNumber,
        invoiceDate: '2027-01-18',
        currency: 'USD',
        total: { amount: '1485.00', currency: 'USD' },
        lines: [
          {
            orderId,
            customerLine: '1',
            item: 'KT-18',
            description: 'Kettle',
            quantity: { value: '100', unit: 'PCE' },
            unitPrice: '14.85',
            amount: '1485.00',
            cartons: 10,
          },
        ],
      });
      await scene.stage.publish('logistics_documents', shipped, { parties: [customer, 'eastbridge'] });
      const sent = () =>
        scene.stage.rows<{ id: string }>(
          `select id from gateway.interchanges where direction = 'out' and order_number = $1`,
          [invoiceNumber],
        );
      await until(`invoice ${invoiceNumber} is sent`, async () => (await sent()).length === 1);
      return (await sent())[0]?.id ?? '';
    };

    it('that his business refuses it: our file shows why, and the order’s story tells it', async () => {
      const id = await invoiced('CI-501');
      expect((await send(advice('CI-501'))).fate).toMatchObject({ status: 'processed', messages: [{ errors: [] }] });
      expect(await scene.fateOf(customer, id)).toMatchObject({
        status: 'refused',
        errors: [{ code: 'E17', message: { en: 'Price of line 1 differs from the order' }, position: '1' }],
      });
      expect(await scene.stage.published(gateway.DocumentRejectedSchema)).toMatchObject({
        partner: customer,
        sender: 'eastbridge',
        messageType: invoiceType,
        documentNumber: 'CI-501',
        orderId,
        adviceNumber: 'AA-CI-501',
        ref: { interchangeId: id },
      });
      await until('the order tells it', async () => {
        const { status, json } = await scene.call('GET', `/api/v1/orders/${orderId}/timeline`, 'chen.li');
        if (status !== 200) return false;
        const { entries } = json<{ entries: { type: string; text: { en: string; zh: string } }[] }>();
        const told = entries.find(({ type }) => type === 'DocumentRejected')?.text;
        return (
          told?.en.endsWith(`refuses ${invoiceType} CI-501: Price of line 1 differs from the order`) === true &&
          told.zh.includes(`拒收 ${invoiceType} CI-501`)
        );
      });
    });

    it('that his business accepts it', async () => {
      const id = await invoiced('CI-502');
      await send(advice('CI-502', 'accepted'));
      expect(await scene.fateOf(customer, id)).toMatchObject({ status: 'acknowledged', errors: [] });
    });

    it('which we never sent: that is no secret to him', async () => {
      const { fate } = await send(advice('CI-999'));
      expect(fate).toMatchObject({
        status: 'processed-with-errors',
        messages: [{ errors: [{ code: 'gateway.advice.unknown-document', value: 'CI-999' }] }],
      });
    });
  });
});
