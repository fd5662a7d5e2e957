import { bytesOf, composeText } from '../test/compose-interchange.ts';
import { composeUbl, prefixed } from '../test/compose-ubl.ts';
import type { PurchaseOrder } from './canonical/documents.ts';
import { inspect } from './inspect.ts';

/** One order as three partners would send it. */
const expected: PurchaseOrder = {
  kind: 'purchase-order',
  orderNumber: 'PO-7',
  orderDate: '2026-12-07',
  purpose: 'original',
  currency: 'EUR',
  parties: [
    { role: 'buyer', name: '北光家电', id: '4012345000009', idQualifier: 'UL' },
    {
      role: 'ship-to',
      name: 'Lager Sued',
      address: ['Hafenstrasse 4'],
      city: 'Luebeck',
      postalCode: '23552',
      country: 'DE',
    },
  ],
  tradeTerm: { incoterm: 'FOB', place: 'Ningbo' },
  paymentTerms: 'T/T 30/60/10',
  references: { CT: 'RV-4' },
  notes: ['Handle with care'],
  lines: [
    {
      line: '1',
      buyerItem: 'NL-7',
      sellerItem: 'KT-18',
      description: '电热水壶',
      quantity: '1200',
      unit: 'PCE',
      unitPrice: '13.40',
      schedules: [
        { quantity: '700', unit: 'PCE', date: '2027-01-25' },
        { quantity: '500', unit: 'PCE', date: '2027-02-25' },
      ],
    },
  ],
};

const x12 = composeText({
  sets: [
    {
      type: '850',
      body: [
        'BEG*00*SA*PO-7**20261207',
        'CUR*BY*EUR',
        'REF*CT*RV-4',
        'FOB*DF***ZZ*FOB*ZZ*Ningbo',
        'ITD************T/T 30/60/10',
        'N9*ZZ*1',
        'MSG*Handle with care',
        'N1*BY*北光家电*UL*4012345000009',
        'N1*ST*Lager Sued',
        'N3*Hafenstrasse 4',
        'N4*Luebeck**23552*DE',
        'PO1*1*1200*PC*13.40**BP*NL-7*VP*KT-18',
        'PID*F****电热水壶',
        'SCH*700*PC***002*20270125',
        'SCH*500*PC***002*20270225',
        'CTT*1',
      ],
    },
  ],
});

const edifact = [
  "UNA:+.?*'",
  "UNB+UNOW:4+4012345000009:14+6901234500011:14+20261207:0930+1'",
  "UNH+1+ORDERS:D:96A:UN'",
  "BGM+220+PO-7+9'",
  "DTM+137:20261207:102'",
  "FTX+AAI+++Handle with care'",
  "FTX+AAB+++T/T 30/60/10'",
  "RFF+CT:RV-4'",
  "NAD+BY+4012345000009::9++北光家电'",
  "NAD+DP+++Lager Sued+Hafenstrasse 4+Luebeck++23552+DE'",
  "CUX+2:EUR:9'",
  "TOD+6+DF+FOB:::Ningbo'",
  "LIN+1'",
  "PIA+5+NL-7:IN+KT-18:SA'",
  "IMD+F++:::电热水壶'",
  "QTY+21:1200:PCE'",
  "PRI+AAA:13.40'",
  "SCC+1'",
  "QTY+21:700:PCE'",
  "DTM+2:20270125:102'",
  "SCC+1'",
  "QTY+21:500:PCE'",
  "DTM+2:20270225:102'",
  "UNS+S'",
  "CNT+2:1'",
  "UNT+24+1'",
  "UNZ+1+1'",
].join('\n');

const ubl = composeUbl(
  'Order',
  prefixed(`
    <b:ID>PO-7</b:ID><b:IssueDate>2026-12-07</b:IssueDate><b:Note>Handle with care</b:Note>
    <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
    <a:Contract><b:ID>RV-4</b:ID></a:Contract>
    <a:BuyerCustomerParty><a:Party>
      <a:PartyIdentification><b:ID schemeID="0088">4012345000009</b:ID></a:PartyIdentification>
      <a:PartyName><b:Name>北光家电</b:Name></a:PartyName>
    </a:Party></a:BuyerCustomerParty>
    <a:SellerSupplierParty><a:Party><b:EndpointID schemeID="0088">6901234500011</b:EndpointID></a:Party></a:SellerSupplierParty>
    <a:Delivery><a:DeliveryParty>
      <a:PartyName><b:Name>Lager Sued</b:Name></a:PartyName>
      <a:PostalAddress>
        <b:StreetName>Hafenstrasse 4</b:StreetName><b:CityName>Luebeck</b:CityName><b:PostalZone>23552</b:PostalZone>
        <a:Country><b:IdentificationCode>DE</b:IdentificationCode></a:Country>
      </a:PostalAddress>
    </a:DeliveryParty></a:Delivery>
    <a:DeliveryTerms><b:ID>FOB</b:ID><a:DeliveryLocation><b:ID>Ningbo</b:ID></a:DeliveryLocation></a:DeliveryTerms>
    <a:PaymentTerms><b:Note>T/T 30/60/10</b:Note></a:PaymentTerms>
    <a:OrderLine><a:LineItem>
      <b:ID>1</b:ID><b:Quantity unitCode="H87">1200</b:Quantity>
      <a:Delivery>
        <b:Quantity unitCode="H87">700</b:Quantity>
        <a:RequestedDeliveryPeriod><b:EndDate>2027-01-25</b:EndDate></a:RequestedDeliveryPeriod>
      </a:Delivery>
      <a:Delivery>
        <b:Quantity unitCode="H87">500</b:Quantity>
        <a:RequestedDeliveryPeriod><b:EndDate>2027-02-25</b:EndDate></a:RequestedDeliveryPeriod>
      </a:Delivery>
      <a:Price><b:PriceAmount currencyID="EUR">13.40</b:PriceAmount></a:Price>
      <a:Item>
        <b:Name>电热水壶</b:Name>
        <a:BuyersItemIdentification><b:ID>NL-7</b:ID></a:BuyersItemIdentification>
        <a:SellersItemIdentification><b:ID>KT-18</b:ID></a:SellersItemIdentification>
      </a:Item>
    </a:LineItem></a:OrderLine>`),
);

describe('one order, whatever its syntax, is one document', () => {
  it.each([
    ['850', x12],
    ['ORDERS', edifact],
    ['Order', ubl],
  ])('%s', (type, text) => {
    const result = inspect(bytesOf(text), 'order');
    const message = result.interchanges?.[0]?.groups[0]?.messages[0];
    expect([message?.type, message?.errors.filter(({ severity }) => severity === 'error')]).toEqual([type, []]);
    expect(message?.document).toEqual(expected);
  });
});
