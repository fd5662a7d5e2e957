import { readUbl, ways } from '../../test/compose-ubl.ts';

/** Two parties reached by their addresses. */
const parties = (first: string, second: string): string => `
  <a:${first}><a:Party><b:EndpointID schemeID="0088">4012345000009</b:EndpointID></a:Party></a:${first}>
  <a:${second}><a:Party><b:EndpointID schemeID="0088">6901234500011</b:EndpointID></a:Party></a:${second}>`;

const codesOf = ({ errors }: ReturnType<typeof readUbl>): string[] => errors.map(({ code }) => code);

describe('OrderResponse', () => {
  const head = (code: string, more = ''): string => `
    <b:ID>R-1</b:ID><b:SalesOrderID>SO-9</b:SalesOrderID><b:IssueDate>2026-12-08</b:IssueDate>
    <b:OrderResponseCode>${code}</b:OrderResponseCode><b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
    <a:OrderReference><b:ID>4500117</b:ID></a:OrderReference>${more}
    ${parties('SellerSupplierParty', 'BuyerCustomerParty')}`;
  const line = (id: string, of: string, item: string): string => `
    <a:OrderLine>
      <a:LineItem><b:ID>${id}</b:ID>${item}<a:Item><b:Name>Wasserkocher</b:Name></a:Item></a:LineItem>
      <a:OrderLineReference><b:LineID>${of}</b:LineID></a:OrderLineReference>
    </a:OrderLine>`;
  const promised = (day: string): string =>
    `<a:Delivery><a:PromisedDeliveryPeriod><b:EndDate>${day}</b:EndDate></a:PromisedDeliveryPeriod></a:Delivery>`;

  it('that says yes to the whole needs no line, and says that the date of the order was not stated', () => {
    const message = readUbl('OrderResponse', head('AP'));
    expect(message.verdict).toBe('accepted');
    expect(codesOf(message)).toContain('ORDER_DATE_NOT_STATED');
    expect(message.document).toMatchObject({
      kind: 'order-response',
      orderNumber: '4500117',
      orderDate: '2026-12-08',
      sellerOrder: 'SO-9',
      outcome: 'accepted',
      lines: [],
    });
  });

  it('splits a line in parts: they are one line of what they add up to', () => {
    const body =
      head('CA') +
      line(
        '1',
        '1',
        `<b:LineStatusCode>5</b:LineStatusCode><b:Quantity unitCode="C62">700</b:Quantity>${promised('2027-01-25')}`,
      ) +
      line('2', '2', '<b:Note>out of production</b:Note><b:LineStatusCode>7</b:LineStatusCode>') +
      line(
        '3',
        '1',
        `<b:LineStatusCode>3</b:LineStatusCode><b:MaximumBackorderQuantity unitCode="C62">500</b:MaximumBackorderQuantity>${promised('2027-02-25')}`,
      );
    expect(readUbl('OrderResponse', body).document).toMatchObject({
      outcome: 'changed',
      lines: [
        {
          line: '1',
          quantity: '1200',
          unit: 'PCE',
          description: 'Wasserkocher',
          confirmations: [
            { status: 'accepted', quantity: '700', unit: 'PCE', date: '2027-01-25' },
            { status: 'backordered', quantity: '500', unit: 'PCE', date: '2027-02-25' },
          ],
        },
        { line: '2', confirmations: [{ status: 'rejected', quantity: '0', reason: 'out of production' }] },
      ],
    });
  });

  it('to a change answers the change', () => {
    const reference = '<a:OrderChangeDocumentReference><b:ID>C-1</b:ID></a:OrderChangeDocumentReference>';
    const { document } = readUbl('OrderResponse', head('RE', reference));
    expect(document).toMatchObject({ kind: 'order-change-response', changeNumber: 'C-1', outcome: 'rejected' });
  });

  it('that only says that the order came decides nothing', () => {
    const message = readUbl('OrderResponse', head('AB'));
    expect([message.verdict, message.document]).toEqual(['accepted', null]);
    expect(codesOf(message)).toContain('ANSWER_UNDECIDED');
  });

  it('with a code that there is not is refused', () => {
    expect(ways(readUbl('OrderResponse', head('XX')))).toEqual(['UBL_CODE_UNKNOWN@/OrderResponse/OrderResponseCode']);
  });
});

describe('OrderChange and OrderCancellation', () => {
  it('say what of which line is changed', () => {
    const { document } = readUbl(
      'OrderChange',
      `<b:ID>C-1</b:ID><b:IssueDate>2026-12-09</b:IssueDate><b:SequenceNumberID>1</b:SequenceNumberID>
       <b:Note>Wie besprochen</b:Note><b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
       <a:OrderReference><b:ID>4500117</b:ID><b:IssueDate>2026-12-07</b:IssueDate></a:OrderReference>
       ${parties('BuyerCustomerParty', 'SellerSupplierParty')}
       <a:OrderLine><a:LineItem>
         <b:ID>1</b:ID><b:LineStatusCode>3</b:LineStatusCode><b:Quantity unitCode="C62">900</b:Quantity>
         <a:Item><b:Name>Wasserkocher</b:Name></a:Item>
       </a:LineItem></a:OrderLine>
       <a:OrderLine><a:LineItem>
         <b:ID>2</b:ID><b:LineStatusCode>2</b:LineStatusCode><a:Item><b:Name>Deckel</b:Name></a:Item>
       </a:LineItem></a:OrderLine>`,
    );
    expect(document).toMatchObject({
      kind: 'order-change',
      orderNumber: '4500117',
      orderDate: '2026-12-07',
      changeNumber: 'C-1',
      purpose: 'change',
      notes: ['Wie besprochen'],
      lines: [
        { line: '1', action: 'change', quantity: '900', unit: 'PCE' },
        { line: '2', action: 'delete', quantity: '0' },
      ],
    });
  });

  it('cancel the whole order, and why', () => {
    const { document } = readUbl(
      'OrderCancellation',
      `<b:ID>X-1</b:ID><b:IssueDate>2026-12-09</b:IssueDate><b:CancellationNote>Projekt beendet</b:CancellationNote>
       <a:OrderReference><b:ID>4500117</b:ID></a:OrderReference>${parties('BuyerCustomerParty', 'SellerSupplierParty')}`,
    );
    expect(document).toMatchObject({
      kind: 'order-change',
      purpose: 'cancellation',
      orderNumber: '4500117',
      notes: ['Projekt beendet'],
      lines: [],
    });
  });
});

describe('DespatchAdvice', () => {
  it('says what is under way, by which ship, in which container, for which order', () => {
    const message = readUbl(
      'DespatchAdvice',
      `<b:ID>SH-1</b:ID><b:IssueDate>2027-01-20</b:IssueDate>
       <a:OrderReference><b:ID>4500117</b:ID></a:OrderReference>
       <a:AdditionalDocumentReference><b:ID>COSU123</b:ID><b:DocumentTypeCode>705</b:DocumentTypeCode></a:AdditionalDocumentReference>
       ${parties('DespatchSupplierParty', 'DeliveryCustomerParty')}
       <a:Shipment>
         <b:ID>1</b:ID><b:GrossWeightMeasure unitCode="KGM">5210.5</b:GrossWeightMeasure>
         <b:TotalTransportHandlingUnitQuantity unitCode="XCT">100</b:TotalTransportHandlingUnitQuantity>
         <a:Consignment><b:ID>1</b:ID><a:CarrierParty><a:PartyName><b:Name>中远海运</b:Name></a:PartyName></a:CarrierParty></a:Consignment>
         <a:ShipmentStage><a:TransportMeans>
           <b:JourneyID>041W</b:JourneyID><a:MaritimeTransport><b:VesselName>COSCO ARIES</b:VesselName></a:MaritimeTransport>
         </a:TransportMeans></a:ShipmentStage>
         <a:Delivery>
           <a:EstimatedDeliveryPeriod><b:EndDate>2027-02-22</b:EndDate></a:EstimatedDeliveryPeriod>
           <a:Despatch><b:ActualDespatchDate>2027-01-21</b:ActualDespatchDate></a:Despatch>
         </a:Delivery>
         <a:TransportHandlingUnit><a:TransportEquipment>
           <b:ID>CSNU1234567</b:ID><a:TransportEquipmentSeal><b:ID>S-77</b:ID></a:TransportEquipmentSeal>
         </a:TransportEquipment></a:TransportHandlingUnit>
       </a:Shipment>
       <a:DespatchLine>
         <b:ID>1</b:ID><b:DeliveredQuantity unitCode="C62">1200</b:DeliveredQuantity>
         <a:OrderLineReference><b:LineID>1</b:LineID></a:OrderLineReference>
         <a:Item>
           <b:Name>Wasserkocher</b:Name><a:SellersItemIdentification><b:ID>KT-18</b:ID></a:SellersItemIdentification>
           <a:ItemInstance><a:LotIdentification><b:LotNumberID>L-5</b:LotNumberID></a:LotIdentification></a:ItemInstance>
         </a:Item>
       </a:DespatchLine>`,
    );
    expect(ways(message)).toEqual([]);
    expect(message.document).toEqual({
      kind: 'despatch-advice',
      shipmentNumber: 'SH-1',
      despatchDate: '2027-01-21',
      estimatedArrival: '2027-02-22',
      parties: [{ role: 'carrier', name: '中远海运' }],
      packages: { count: 100, type: 'CTN' },
      grossWeight: { value: '5210.5', unit: 'KGM' },
      billOfLading: 'COSU123',
      containers: [{ number: 'CSNU1234567', seal: 'S-77' }],
      vessel: 'COSCO ARIES',
      voyage: '041W',
      lines: [
        {
          orderNumber: '4500117',
          line: '1',
          sellerItem: 'KT-18',
          description: 'Wasserkocher',
          quantity: '1200',
          unit: 'PCE',
          lot: 'L-5',
        },
      ],
    });
  });
});

describe('ApplicationResponse', () => {
  const about = (response: string, type = '380', more = ''): string => `
    <b:ID>A-1</b:ID><b:IssueDate>2027-02-03</b:IssueDate>
    <a:SenderParty><b:EndpointID schemeID="0088">4012345000009</b:EndpointID></a:SenderParty>
    <a:ReceiverParty><b:EndpointID schemeID="0088">6901234500011</b:EndpointID></a:ReceiverParty>
    <a:DocumentResponse>
      <a:Response>${response}</a:Response>
      <a:DocumentReference><b:ID>INV-88</b:ID><b:DocumentTypeCode>${type}</b:DocumentTypeCode></a:DocumentReference>${more}
    </a:DocumentResponse>`;

  it('refuses an invoice, and says what of it is wrong', () => {
    const body = about(
      `<b:ResponseCode>RE</b:ResponseCode>
       <a:Status><b:StatusReasonCode listID="OPStatusReason">PRI</b:StatusReasonCode><b:StatusReason>Preis falsch</b:StatusReason></a:Status>`,
    );
    expect(readUbl('ApplicationResponse', body).document).toMatchObject({
      kind: 'application-advice',
      adviceNumber: 'A-1',
      refersTo: { type: 'Invoice', number: 'INV-88' },
      outcome: 'rejected',
      errors: [{ code: 'PRI', text: 'Preis falsch' }],
    });
  });

  it('of a message level names the places of the errors', () => {
    const body = about(
      '<b:ResponseCode>RE</b:ResponseCode>',
      '220',
      `<a:LineResponse>
        <a:LineReference><b:LineID>/Order/OrderLine[2]</b:LineID></a:LineReference>
        <a:Response><b:Description>no price</b:Description><a:Status><b:StatusReasonCode>BV</b:StatusReasonCode></a:Status></a:Response>
      </a:LineResponse>`,
    );
    expect(readUbl('ApplicationResponse', body).document).toMatchObject({
      refersTo: { type: 'Order' },
      errors: [{ code: 'BV', text: 'no price', position: '/Order/OrderLine[2]' }],
    });
  });

  it.each(['AB', 'IP', 'UQ'])('that says %s decides nothing', (code) => {
    const message = readUbl('ApplicationResponse', about(`<b:ResponseCode>${code}</b:ResponseCode>`));
    expect([message.verdict, message.document]).toEqual(['accepted', null]);
  });
});
