import { bytesOf } from '../../test/compose-interchange.ts';
import { chineseInvoice, composeUbl, germanOrder, readUbl, ways } from '../../test/compose-ubl.ts';
import { inspect } from '../inspect.ts';
import { readUblFile } from './read.ts';

const order = (edit: (body: string) => string = (body) => body) => readUbl('Order', edit(germanOrder));
const invoice = (edit: (body: string) => string = (body) => body) => readUbl('Invoice', edit(chineseInvoice));

describe('a UBL document', () => {
  it('is one interchange of one group of one message, between the electronic addresses', () => {
    const result = inspect(bytesOf(composeUbl('Order', germanOrder)), 'order.xml');
    expect(result).toMatchObject({
      format: 'ubl',
      charset: 'utf-8',
      verdict: 'accepted',
      errors: [],
      acknowledgements: [],
      interchanges: [
        {
          sender: '4012345000009',
          senderQualifier: '0088',
          receiver: '6901234500011',
          control: '4500117',
          date: '20261207',
          acknowledgementRequested: false,
          groups: [
            { functionalId: null, messages: [{ type: 'Order', version: '2.1', control: '4500117', errors: [] }] },
          ],
        },
      ],
    });
  });

  it('Order is read into the order that it is', () => {
    expect(order().document).toEqual({
      kind: 'purchase-order',
      orderNumber: '4500117',
      orderDate: '2026-12-07',
      purpose: 'original',
      currency: 'EUR',
      parties: [
        {
          role: 'buyer',
          name: 'Nordlicht Hausgeräte GmbH',
          id: '4012345000009',
          idQualifier: 'UL',
          address: ['Hafenstraße 4'],
          city: 'Lübeck',
          postalCode: '23552',
          country: 'DE',
        },
        { role: 'seller', name: '宁波明州贸易有限公司', country: 'CN' },
        { role: 'ship-to', name: 'Lager Süd', city: 'Hamburg', country: 'DE' },
      ],
      tradeTerm: { incoterm: 'FOB', place: 'Ningbo' },
      paymentTerms: 'T/T 30/60/10',
      requestedDelivery: '2027-01-25',
      references: { CT: 'RV-2026-4', DRW: 'ZEI-18' },
      notes: ['Lieferung an das Lager Süd & Nord'],
      lines: [
        {
          line: '1',
          buyerItem: 'NL-7',
          sellerItem: '04012345678901',
          description: 'Wasserkocher',
          quantity: '1200',
          unit: 'PCE',
          unitPrice: '13.4',
          schedules: [{ quantity: '1200', unit: 'PCE', date: '2027-01-22' }],
        },
        {
          line: '2',
          sellerItem: 'KT-18-D',
          description: 'Ersatzdeckel',
          quantity: '100',
          unit: 'CTN',
          unitPrice: '13.40',
          schedules: [],
        },
      ],
    });
  });

  it('Invoice is read with its totals; allowances and charges are in them, and said to be', () => {
    const { verdict, document, errors } = invoice();
    expect(verdict).toBe('accepted');
    expect(errors.map(({ code }) => code)).toEqual(['UBL_AMOUNTS_NOT_READ']);
    expect(document).toMatchObject({
      kind: 'invoice',
      invoiceNumber: 'INV-2026-88',
      orderNumber: '4500117',
      net: '1150.00',
      tax: { ratePercent: '16.91', amount: '194.50' },
      total: '1344.50',
      lines: [
        { line: '7', orderNumber: '4500117', amount: '1000.00', unitPrice: '10.0000' },
        { line: '2', quantity: '10', unit: 'PCE' },
      ],
    });
  });

  it('of another kind is known for what it is, and not supported', () => {
    expect(readUbl('Catalogue', '<b:ID>C-1</b:ID>')).toMatchObject({
      type: 'Catalogue',
      control: 'C-1',
      verdict: 'rejected',
      document: null,
      errors: [{ code: 'UBL_DOCUMENT_NOT_SUPPORTED' }],
    });
  });
});

describe('where a finding stands', () => {
  it('is said by byte, line, column, the way of the elements, and the number of the element', () => {
    const body = germanOrder.replace('>100</cbc:Quantity>', '>viele</cbc:Quantity>');
    const text = composeUbl('Order', body);
    const [message] = inspect(bytesOf(text)).interchanges?.[0]?.groups[0]?.messages ?? [];
    const at = text.indexOf('<cbc:Quantity unitCode="XCT">');
    expect(message?.verdict).toBe('rejected');
    expect(message?.errors).toMatchObject([
      {
        level: 'structure',
        code: 'UBL_VALUE_INVALID',
        segment: 'Quantity',
        path: '/Order/OrderLine[2]/LineItem/Quantity',
        value: 'viele',
        byteOffset: Buffer.byteLength(text.slice(0, at)),
        line: text.slice(0, at).split('\n').length,
        column: at - text.lastIndexOf('\n', at),
        segmentPosition: (text.slice(0, at).match(/<[a-zA-Z]/g) ?? []).length + 1,
      },
    ]);
  });
});

describe('structure', () => {
  it.each([
    [
      'a missing date',
      (b: string) => b.replace(/<cbc:IssueDate>.*?<\/cbc:IssueDate>/, ''),
      ['UBL_ELEMENT_MISSING@/Order'],
    ],
    ['an empty number', (b: string) => b.replace('>4500117<', '><'), ['UBL_ELEMENT_MISSING@/Order']],
    [
      'an unknown element',
      (b: string) => b.replace('<cbc:OrderTypeCode>', '<cbc:Colour>red</cbc:Colour><cbc:OrderTypeCode>'),
      ['UBL_ELEMENT_UNKNOWN@/Order/Colour'],
    ],
    [
      'the wrong namespace',
      (b: string) => b.replaceAll('cbc:OrderTypeCode', 'cac:OrderTypeCode'),
      ['UBL_NAMESPACE_WRONG@/Order/OrderTypeCode'],
    ],
    [
      'the wrong order',
      (b: string) => b.replace(/(<cbc:ID>4500117<\/cbc:ID>)\s*(<cbc:IssueDate>.*?<\/cbc:IssueDate>)/, '$2$1'),
      ['UBL_ELEMENT_OUT_OF_ORDER@/Order/ID'],
    ],
    [
      'one too many',
      (b: string) => b.replace(/(<cbc:ID>4500117<\/cbc:ID>)/, '$1$1'),
      ['UBL_ELEMENT_TOO_MANY@/Order/ID[2]'],
    ],
    [
      'text between elements',
      (b: string) => b.replace('<cac:Contract>', '<cac:Contract>see'),
      ['UBL_TEXT_MISPLACED@/Order/Contract'],
    ],
    [
      'a day that there is not',
      (b: string) => b.replace('2026-12-07', '2026-02-30'),
      ['UBL_VALUE_INVALID@/Order/IssueDate'],
    ],
    [
      'an element in a text',
      (b: string) => b.replace('>4500117<', '><cbc:ID>1</cbc:ID><'),
      ['UBL_ELEMENT_MISSING@/Order'],
    ],
    [
      'a currency that there is not',
      (b: string) => b.replace('>EUR<', '>EUX<'),
      ['UBL_CODE_UNKNOWN@/Order/DocumentCurrencyCode'],
    ],
    [
      'a number that costs time',
      (b: string) => b.replace('>100</cbc:Quantity>', `>${'9'.repeat(41)}</cbc:Quantity>`),
      ['UBL_VALUE_INVALID@/Order/OrderLine[2]/LineItem/Quantity'],
    ],
    [
      'an identifier that no index takes',
      (b: string) => b.replace('>4500117<', `>${'A'.repeat(201)}<`),
      ['UBL_VALUE_INVALID@/Order/ID'],
    ],
    [
      'an amount without currency',
      (b: string) => b.replace('<cbc:PayableAmount currencyID="EUR">', '<cbc:PayableAmount>'),
      ['UBL_ATTRIBUTE_MISSING@/Order/AnticipatedMonetaryTotal/PayableAmount'],
    ],
    [
      'a country that there is not',
      (b: string) => b.replace('>CN<', '>ZZ<'),
      ['UBL_CODE_UNKNOWN@/Order/SellerSupplierParty/Party/PostalAddress/Country/IdentificationCode'],
    ],
  ])('refuses %s', (_what, edit, found) => {
    const message = order(edit);
    expect(message).toMatchObject({ verdict: 'rejected', document: null });
    expect(ways(message)).toEqual(found);
  });

  it('notes a unit that Recommendation 20 does not have, and reads it', () => {
    const message = order((b) => b.replace('unitCode="XCT"', 'unitCode="PCE"'));
    expect(message.verdict).toBe('accepted-with-errors');
    expect(ways(message)).toEqual(['UBL_UNIT_UNKNOWN@/Order/OrderLine[2]/LineItem/Quantity/@unitCode']);
    expect(message.document).toMatchObject({ lines: [{}, { unit: 'PCE' }] });
  });

  it('looks into no extension', () => {
    const ext = `<ext:UBLExtensions xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"><any xmlns="urn:x"><thing/></any></ext:UBLExtensions>`;
    expect(ways(order((b) => ext + b))).toEqual(['BIS_ELEMENT_NOT_USED@/Order/UBLExtensions']);
  });
});

describe('the rules of the BIS that is claimed', () => {
  it('are not checked where none is', () => {
    const message = order((b) =>
      b.replace(/<cbc:CustomizationID>.*?<\/cbc:CustomizationID>/, '').replace('17416.00', '1.00'),
    );
    expect(message.errors.map(({ code }) => code)).toEqual(['UBL_GUIDE_NOT_CLAIMED']);
    expect(message.verdict).toBe('accepted');
  });

  it.each([
    ['PEPPOL-T01-R001', '/Order/OrderLine[2]/LineItem/ID', (b: string) => b.replace('<cbc:ID>2<', '<cbc:ID>1<')],
    [
      'PEPPOL-T01-R003',
      '/Order/OrderLine[2]/LineItem/Price/PriceAmount',
      (b: string) => b.replace('"EUR">13.40', '"USD">13.40'),
    ],
    [
      'PEPPOL-T01-R004',
      '/Order/OrderLine[2]/LineItem/Quantity',
      (b: string) => b.replace('>100</cbc:Quantity>', '>-100</cbc:Quantity>'),
    ],
    [
      'PEPPOL-T01-R008',
      '/Order/AnticipatedMonetaryTotal/LineExtensionAmount',
      (b: string) => b.replace('17416.00', '17415.00'),
    ],
    [
      'PEPPOL-T01-R024',
      '/Order/OrderLine[2]/LineItem/LineExtensionAmount',
      (b: string) => b.replace('1336.00', '1340.00'),
    ],
    [
      'PEPPOL-COMMON-R040',
      '/Order/BuyerCustomerParty/Party/EndpointID',
      (b: string) => b.replace('4012345000009', '4012345000008'),
    ],
    [
      'PEPPOL-EN16931-CL008',
      '/Order/BuyerCustomerParty/Party/EndpointID/@schemeID',
      (b: string) => b.replace('schemeID="0088"', 'schemeID="ZZ"'),
    ],
    [
      'BIS_ELEMENT_MISSING',
      '/Order/BuyerCustomerParty/Party',
      (b: string) => b.replace(/<cbc:EndpointID.*?<\/cbc:EndpointID>/, ''),
    ],
    ['BIS_PROFILE_WRONG', '/Order/ProfileID', (b: string) => b.replace('bis:ordering:3', 'bis:billing:3')],
  ])('%s refuses an order', (rule, path, edit) => {
    const message = order(edit);
    expect(message.verdict).toBe('rejected');
    const found = message.errors.find(({ code }) => code === rule);
    expect(found).toMatchObject({ level: 'guide', severity: 'error', path });
    expect(found?.message.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each([
    ['BR-CO-10', (b: string) => b.replace('>1200.00<', '>1200.01<')],
    [
      'BR-CO-11',
      (b: string) =>
        b.replace(
          '<cbc:AllowanceTotalAmount currencyID="EUR">100.00',
          '<cbc:AllowanceTotalAmount currencyID="EUR">90.00',
        ),
    ],
    [
      'BR-CO-12',
      (b: string) =>
        b.replace('<cbc:ChargeTotalAmount currencyID="EUR">50.00', '<cbc:ChargeTotalAmount currencyID="EUR">60.00'),
    ],
    ['BR-CO-13', (b: string) => b.replace('>1150.00<', '>1200.00<')],
    ['BR-CO-14', (b: string) => b.replace('>194.50<', '>194.00<')],
    ['BR-CO-15', (b: string) => b.replace('>1344.50<', '>1344.00<')],
    ['BR-CO-16', (b: string) => b.replace('>1044.50<', '>1344.50<')],
    ['BR-CO-17', (b: string) => b.replace('>180.50<', '>178.50<')],
    ['BR-CO-18', (b: string) => b.replace(/<cac:TaxTotal>.*?<\/cac:TaxTotal>/s, '')],
    ['BR-CO-25', (b: string) => b.replace(/<cbc:DueDate>.*?<\/cbc:DueDate>/, '')],
    ['BR-S-02', (b: string) => b.replace(/<cac:PartyTaxScheme>.*?<\/cac:PartyTaxScheme>/, '')],
    ['BR-CO-26', (b: string) => b.replace(/<cac:PartyTaxScheme>.*?<\/cac:PartyTaxScheme>/, '')],
    ['BR-27', (b: string) => b.replace('>20.00</cbc:PriceAmount>', '>-20.00</cbc:PriceAmount>')],
    ['BR-DEC-01', (b: string) => b.replace('>1000.00<', '>1000.000<')],
    ['PEPPOL-EN16931-R003', (b: string) => b.replace(/<cac:OrderReference>.*?<\/cac:OrderReference>/, '')],
    ['PEPPOL-EN16931-R120', (b: string) => b.replace('>10.0000<', '>11.0000<')],
    [
      'PEPPOL-EN16931-R121',
      (b: string) =>
        b.replace(
          '10.0000</cbc:PriceAmount>',
          '10.0000</cbc:PriceAmount><cbc:BaseQuantity unitCode="H87">0</cbc:BaseQuantity>',
        ),
    ],
  ])('%s refuses an invoice', (rule, edit) => {
    const message = invoice(edit);
    expect(message.verdict).toBe('rejected');
    expect(message.errors.map(({ code }) => code)).toContain(rule);
  });

  it('refuse a credit note, whose amounts would be read as owed', () => {
    expect(ways(invoice((b) => b.replace('>380<', '>381<')))).toContain('UBL_CODE_UNKNOWN@/Invoice/InvoiceTypeCode');
  });
});

const refusalOf = (bytes: Uint8Array) => {
  const { verdict, errors, interchanges } = inspect(bytes, 'a.xml');
  expect([verdict, interchanges]).toEqual(['rejected', []]);
  return errors[0];
};

describe('what is refused before it is looked at', () => {
  const root = composeUbl('Order', '', '');

  it.each([
    [
      'an external entity',
      `<!DOCTYPE Order [<!ENTITY x SYSTEM "file:///etc/passwd">]>${root.replace('</Order>', '&x;</Order>')}`,
    ],
    ['entities of entities', `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${root}`],
    ['a document type from elsewhere', `<!DOCTYPE Order PUBLIC "-//X//Y" "http://127.0.0.1:1/x.dtd">${root}`],
  ])('%s', (_what, text) => {
    expect(refusalOf(bytesOf(text))).toMatchObject({ level: 'syntax', code: 'XML_DOCTYPE_REFUSED' });
  });

  it('an entity that nobody defined', () => {
    expect(refusalOf(bytesOf(root.replace('</Order>', '&x;</Order>')))?.code).toBe('XML_NOT_WELL_FORMED');
  });

  it('elements without end, with the line where they end', () => {
    const text = composeUbl('Order', '\n<cbc:ID>1');
    expect(refusalOf(bytesOf(text))).toMatchObject({ code: 'XML_NOT_WELL_FORMED', line: 5 });
  });

  it('more levels, attributes and bytes than any document has', () => {
    const deep = composeUbl('Order', `${'<cac:Party>'.repeat(50)}${'</cac:Party>'.repeat(50)}`);
    expect(refusalOf(bytesOf(deep))?.code).toBe('XML_TOO_LARGE');
    const wide = composeUbl('Order', `<cbc:ID ${Array.from({ length: 40 }, (_, i) => `a${i}="1"`).join(' ')}/>`);
    expect(refusalOf(bytesOf(wide))?.code).toBe('XML_TOO_LARGE');
    const long = Buffer.concat([bytesOf(root), Buffer.alloc(17 * 1024 * 1024, ' ')]);
    expect(refusalOf(long)?.code).toBe('XML_TOO_LARGE');
  });

  it('a root that is not what its namespace says', () => {
    expect(refusalOf(bytesOf(root.replace('xsd:Order-2', 'xsd:Invoice-2')))?.code).toBe('UBL_ROOT_UNKNOWN');
  });
});

describe('the encoding', () => {
  const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`;
  const named = (encoding: string, name: string) =>
    composeUbl(
      'Order',
      germanOrder.replace('宁波明州贸易有限公司', name).replace('>100</cbc:Quantity>', '>x</cbc:Quantity>'),
      declared(encoding),
    );
  const quantityOf = (bytes: Uint8Array) => {
    const file = readUblFile(bytes);
    const message = file.interchanges[0]?.groups[0]?.messages[0];
    return { charset: file.charset, at: message?.errors[0]?.byteOffset };
  };

  it('is that of the byte order mark', () => {
    const text = named('UTF-16', '宁波');
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(inspect(bytes).format).toBe('ubl');
    const at = 2 + 2 * text.indexOf('<cbc:Quantity unitCode="XCT">');
    expect(quantityOf(bytes)).toEqual({ charset: 'utf-16le', at });
  });

  it('else that of the declaration: ISO 8859-1, and GB18030 with bytes counted right', () => {
    const latin = named('ISO-8859-1', 'Söhne');
    const at = latin.indexOf('<cbc:Quantity unitCode="XCT">');
    expect(quantityOf(Buffer.from(latin, 'latin1'))).toEqual({ charset: 'iso-8859-1', at });
    const gb = named('GB18030', 'N1').replace(/[äöüß]/g, 'x');
    const bytes = Buffer.from(gb, 'latin1');
    const chinese = Buffer.from([0xc4, 0xfe, 0xb2, 0xa8]);
    const from = bytes.indexOf('N1');
    const whole = Buffer.concat([bytes.subarray(0, from), chinese, bytes.subarray(from + 2)]);
    const message = readUblFile(whole).interchanges[0]?.groups[0]?.messages[0];
    expect(message?.errors[0]).toMatchObject({ byteOffset: whole.indexOf('<cbc:Quantity unitCode="XCT">') });
    expect(readUblFile(whole.subarray()).charset).toBe('gb18030');
  });

  it('that the bytes do not keep to is refused: nothing is replaced', () => {
    expect(refusalOf(Buffer.from(named('UTF-8', 'Söhne'), 'latin1'))?.code).toBe('XML_ENCODING_VIOLATED');
  });

  it('that is not known is refused', () => {
    expect(refusalOf(bytesOf(named('EBCDIC-CP-US', 'X')))?.code).toBe('XML_ENCODING_NOT_SUPPORTED');
  });
});
