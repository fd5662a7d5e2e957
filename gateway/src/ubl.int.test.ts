import { create, gateway, orders } from '@tradeloom/contracts';
import { type OrderResponse, readUblFile, writeUblDocument } from '@tradeloom/edi';
import type { Stage } from '@tradeloom/testing';
import { newcomerRows, ublCustomer } from '../test/partners.ts';
import { Scene } from '../test/scene.ts';

const customer = ublCustomer.id;

const ubl = 'urn:oasis:names:specification:ubl:schema:xsd:';
const party = (shell: string, address: string, name: string, country: string): string => `
  <cac:${shell}><cac:Party>
    <cbc:EndpointID schemeID="0088">${address}</cbc:EndpointID>
    <cac:PostalAddress><cac:Country><cbc:IdentificationCode>${country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:${shell}>`;

/** One order of one line, in the terms of Peppol BIS Ordering 3. */
const orderText = (number: string, quantity = '1200', sender = '4012345000009'): string => `<?xml version="1.0"?>
<Order xmlns="${ubl}Order-2" xmlns:cac="${ubl}CommonAggregateComponents-2" xmlns:cbc="${ubl}CommonBasicComponents-2">
  <cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:ordering:3</cbc:ProfileID>
  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>2026-12-07</cbc:IssueDate>
  <cbc:Note>Lieferung an das Lager Süd</cbc:Note>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  ${party('BuyerCustomerParty', sender, 'Nordlicht Hausgeräte GmbH', 'DE')}
  ${party('SellerSupplierParty', '6901234500011', '东桥贸易', 'CN')}
  <cac:Delivery>
    <cac:DeliveryLocation><cac:Address><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation>
    <cac:RequestedDeliveryPeriod><cbc:EndDate>2027-01-25</cbc:EndDate></cac:RequestedDeliveryPeriod>
    <cac:DeliveryParty><cac:PartyName><cbc:Name>Lager Süd</cbc:Name></cac:PartyName></cac:DeliveryParty>
  </cac:Delivery>
  <cac:OrderLine><cac:LineItem>
    <cbc:ID>1</cbc:ID>
    <cbc:Quantity unitCode="H87">${quantity}</cbc:Quantity>
    <cac:Delivery><cac:RequestedDeliveryPeriod><cbc:EndDate>2027-01-25</cbc:EndDate></cac:RequestedDeliveryPeriod></cac:Delivery>
    <cac:Price><cbc:PriceAmount currencyID="EUR">13.40</cbc:PriceAmount></cac:Price>
    <cac:Item>
      <cbc:Name>电热水壶 Wasserkocher</cbc:Name>
      <cac:BuyersItemIdentification><cbc:ID>NL-7</cbc:ID></cac:BuyersItemIdentification>
    </cac:Item>
  </cac:LineItem></cac:OrderLine>
</Order>`;

describe('a partner who speaks UBL', () => {
  let scene: Scene;
  let stage: Stage;
  beforeAll(async () => {
    scene = await Scene.open();
    stage = scene.stage;
    await stage.seed(newcomerRows(ublCustomer, ['order-response', 'application-advice']));
  }, 60_000);
  afterAll(() => scene.close());

  const fateOf = async (file: string | Uint8Array) =>
    scene.settled(customer, await scene.send(customer, Buffer.from(file)));

  it('orders: Chinese and umlauts arrive, and nothing but the answer is owed', async () => {
    const fate = await fateOf(orderText('4500117'));
    expect(fate).toMatchObject({
      status: 'processed',
      format: 'ubl',
      charset: 'utf-8',
      control: '4500117',
      messages: [{ type: 'Order', control: '4500117', verdict: 'accepted', errors: [] }],
      acknowledgements: [],
    });
    const heard = await stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === '4500117');
    expect(heard).toMatchObject({ customer, seller: 'eastbridge', currency: 'EUR', destinationCountry: 'DE' });
    expect(heard.lines[0]).toMatchObject({
      line: '1',
      buyerItem: 'NL-7',
      description: '电热水壶 Wasserkocher',
      quantity: '1200',
      unit: 'PCE',
      unitPrice: '13.40',
      schedules: [{ quantity: '1200', date: '2027-01-25' }],
    });
  });

  it('has a document taken once, and its number not given to another', async () => {
    const again = await fateOf(orderText('4500117'));
    expect(again).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.ubl.duplicate' }] });
    const other = await fateOf(orderText('4500117', '900'));
    expect(other).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.ubl.number-taken' }] });
    expect(stage.soFar(gateway.PurchaseOrderReceivedSchema)).toHaveLength(1);
  });

  it('is known by his electronic address', async () => {
    const fate = await fateOf(orderText('4500118', '1', '4099999000003'));
    expect(fate).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.ubl.unknown-sender' }] });
  });

  it('is told of a kind of document that is not read, and not that he is unknown', async () => {
    const catalogue = `<Catalogue xmlns="${ubl}Catalogue-2"/>`;
    const fate = await fateOf(catalogue);
    expect(fate).toMatchObject({
      status: 'rejected',
      errors: [],
      messages: [{ type: 'Catalogue', errors: [{ code: 'UBL_DOCUMENT_NOT_SUPPORTED' }] }],
    });
  });

  it('is told which element is wrong, and may send the number again when it is right', async () => {
    const fate = await fateOf(orderText('4500119', 'viele'));
    expect(fate).toMatchObject({ status: 'rejected', messages: [{ verdict: 'rejected' }] });
    expect(fate.messages[0]?.errors[0]).toMatchObject({
      code: 'UBL_VALUE_INVALID',
      path: '/Order/OrderLine/LineItem/Quantity',
      value: 'viele',
    });
    expect(await fateOf(orderText('4500119'))).toMatchObject({ status: 'processed' });
  });

  it('is refused a DOCTYPE, whatever it would have expanded to, and a document in another syntax', async () => {
    const bomb = orderText('4500120').replace('<Order', '<!DOCTYPE Order [<!ENTITY a "ha">]><Order');
    expect(await fateOf(bomb)).toMatchObject({ status: 'rejected', errors: [{ code: 'XML_DOCTYPE_REFUSED' }] });
    const x12 = await fateOf('ISA*00*          *00*          *ZZ*X              *ZZ*Y              *~');
    expect(x12).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.file.format-not-agreed' }] });
  });

  it('gets the answer as an OrderResponse of Peppol', async () => {
    await stage.publish(
      'orders',
      create(orders.OrderAnsweredSchema, {
        orderId: 'o-nl',
        number: 'TL-2026-000009',
        customerOrder: '4500117',
        orderDate: '2026-12-07',
        customer,
        trader: 'eastbridge',
        outcome: 'changed',
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
            confirmations: [
              { status: 'accepted', quantity: '800', unit: 'PCE', date: '2027-01-25', reason: '' },
              { status: 'date-changed', quantity: '400', unit: 'PCE', date: '2027-02-10', reason: '产能不足' },
            ],
          },
        ],
      }),
      { parties: [customer, 'eastbridge'] },
    );
    const sent = await stage.published(gateway.MessageSentSchema, (e) => e.orderId === 'o-nl');
    expect(sent.messageType).toBe('OrderResponse');
    const id = sent.ref?.interchangeId ?? '';
    const content = await scene.contentOf(customer, id);
    const [written] = readUblFile(content).interchanges;
    expect(written).toMatchObject({ sender: '6901234500011', receiver: '4012345000009', receiverQualifier: '0088' });
    expect(written?.groups[0]?.versionCode).toBe('urn:fdc:peppol.eu:poacc:trns:order_response:3');
    const document = written?.groups[0]?.messages[0]?.document as OrderResponse;
    expect(document).toMatchObject({ kind: 'order-response', orderNumber: '4500117', outcome: 'changed' });
    expect(document.lines[0]?.confirmations).toMatchObject([
      { status: 'accepted', quantity: '800', date: '2027-01-25' },
      { status: 'date-changed', quantity: '400', date: '2027-02-10', reason: '产能不足' },
    ]);
    expect(await scene.fateOf(customer, id)).toMatchObject({
      status: 'sent',
      format: 'ubl',
      control: written?.control,
    });
  });

  it('is told in UBL why a document of his was refused', async () => {
    const { ref } = await stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === '4500119');
    await stage.publish(
      'orders',
      create(orders.DocumentRefusedSchema, {
        ref,
        partner: customer,
        receiver: 'eastbridge',
        documentNumber: '4500119',
        findings: [
          {
            code: 'orders.line.unknown-item',
            text: { en: 'NL-7 is not known', zh: '未知货号 NL-7' },
            facts: { position: '1' },
          },
        ],
      }),
      { parties: [customer, 'eastbridge'] },
    );
    const sent = await stage.published(gateway.MessageSentSchema, (e) => e.messageType === 'ApplicationResponse');
    const content = await scene.contentOf(customer, sent.ref?.interchangeId ?? '');
    expect(readUblFile(content).interchanges[0]?.groups[0]?.messages[0]?.document).toMatchObject({
      kind: 'application-advice',
      refersTo: { type: 'Order', number: '4500119' },
      outcome: 'rejected',
      errors: [{ code: 'orders.line.unknown-item', position: '1' }],
    });
  });

  it('changes his order', async () => {
    const change = writeUblDocument({
      envelope: {
        sender: { qualifier: '0088', id: '4012345000009' },
        receiver: { qualifier: '0088', id: '6901234500011' },
        control: 1,
      },
      document: {
        kind: 'order-change',
        orderNumber: '4500117',
        orderDate: '2026-12-07',
        changeNumber: '4500117-C1',
        changeDate: '2026-12-09',
        purpose: 'change',
        currency: 'EUR',
        parties: [],
        lines: [
          {
            line: '1',
            action: 'quantity-decrease',
            quantity: '1000',
            unit: 'PCE',
            buyerItem: 'NL-7',
            schedules: [{ quantity: '1000', unit: 'PCE', date: '2027-01-25' }],
          },
        ],
      },
    });
    expect(await fateOf(change)).toMatchObject({ status: 'processed', messages: [{ type: 'OrderChange' }] });
    const heard = await stage.published(
      gateway.PurchaseOrderChangeReceivedSchema,
      (e) => e.changeNumber === '4500117-C1',
    );
    expect(heard.lines[0]).toMatchObject({ line: '1', quantity: '1000' });
  });
});
