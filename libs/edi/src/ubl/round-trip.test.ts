import fc from 'fast-check';
import { fitUbl } from '../../test/fit-ubl.ts';
import { documents } from '../../test/generate-documents.ts';
import type { CanonicalDocument, OrderResponse, PurchaseOrder } from '../canonical/documents.ts';
import { supportedUbl, ublTypeOf } from './messages/registry.ts';
import { readUblFile } from './read.ts';
import { writeUblDocument } from './write.ts';

const seed = 20260311;

const envelope = {
  sender: { qualifier: '0088', id: '4012345000009' },
  receiver: { qualifier: '0088', id: '6901234500011' },
  control: 77,
};

/** The documents of X12's sets that UBL has. */
const sets = ['810', '824', '850', '855', '856', '860', '865'];

const write = (document: CanonicalDocument): Uint8Array => writeUblDocument({ envelope, document });
const textOf = (document: CanonicalDocument): string => new TextDecoder().decode(write(document));
const messageOf = (bytes: Uint8Array) => readUblFile(bytes).interchanges[0]?.groups[0]?.messages[0];

const hasLines = (document: CanonicalDocument): boolean => 'lines' in document && document.lines.length > 0;

const order: PurchaseOrder = {
  kind: 'purchase-order',
  orderNumber: 'PO-7',
  orderDate: '2026-03-01',
  purpose: 'original',
  currency: 'EUR',
  parties: [
    { role: 'buyer', name: 'Nordlicht Hausgeräte GmbH' },
    { role: 'seller', name: '宁波明州贸易有限公司', country: 'CN' },
  ],
  lines: [
    {
      line: '1',
      quantity: '480',
      unit: 'PCE',
      unitPrice: '1.85',
      buyerItem: 'NL-7',
      description: '电热水壶 <1.8 L> & "Deckel"',
      schedules: [{ quantity: '480', unit: 'PCE', date: '2026-05-01' }],
    },
  ],
};

describe(`what is written reads back as the same document (seed ${seed})`, () => {
  it('covers every supported document', () => {
    const all = sets.flatMap((set) =>
      fc.sample(documents[set] as fc.Arbitrary<CanonicalDocument>, { seed, numRuns: 40 }),
    );
    const types = new Set(all.map((document) => ublTypeOf(fitUbl(document))));
    expect([...types].sort()).toEqual([...supportedUbl].sort());
  });

  it.each(sets)('the document of %s', (set) => {
    fc.assert(
      fc.property(documents[set] as fc.Arbitrary<CanonicalDocument>, (generated) => {
        const document = fitUbl(generated);
        // UBL has no invoice and no change without a line.
        fc.pre(!['Invoice', 'OrderChange'].includes(ublTypeOf(document) ?? '') || hasLines(document));
        const bytes = write(document);
        const message = messageOf(bytes);
        expect([document, message?.document]).toEqual([document, document]);
        expect(message).toMatchObject({ type: ublTypeOf(document), version: '2.1' });
        expect(message?.verdict).not.toBe('rejected');
      }),
      { seed, numRuns: 60 },
    );
  });
});

describe('the writer', () => {
  it('claims the BIS where the document keeps to it, and then has nothing against it', () => {
    const text = textOf(order);
    expect(text).toContain('<cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</cbc:CustomizationID>');
    expect(text).toContain('<cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:ordering:3</cbc:ProfileID>');
    expect(messageOf(write(order))).toMatchObject({ verdict: 'accepted', errors: [] });
  });

  it('is plain UBL where the document says more than the BIS has: a second schedule', () => {
    const [line] = order.lines as [PurchaseOrder['lines'][0]];
    const schedules = ['2026-05-01', '2026-06-01'].map((date) => ({ quantity: '240', unit: 'PCE', date }));
    const text = textOf({ ...order, lines: [{ ...line, schedules }] });
    expect(text).not.toContain('CustomizationID');
    expect(text.match(/<cac:Delivery>/g)).toHaveLength(2);
  });

  it('escapes what XML reserves, and writes Chinese as it is', () => {
    expect(textOf(order)).toContain('<cbc:Name>电热水壶 &lt;1.8 L&gt; &amp; "Deckel"</cbc:Name>');
    expect(textOf(order)).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<Order xmlns="urn:oasis/);
  });

  it('speaks in codes that a partner knows: H87 pieces, 0088 for a GLN', () => {
    expect(textOf(order)).toContain('<cbc:Quantity unitCode="H87">480</cbc:Quantity>');
    expect(textOf(order)).toContain('<cbc:EndpointID schemeID="0088">4012345000009</cbc:EndpointID>');
  });

  it('answers in Peppol terms, with what the BIS has no element for in words', () => {
    const answer: OrderResponse = {
      kind: 'order-response',
      orderNumber: 'PO-7',
      orderDate: '2026-03-01',
      responseDate: '2026-03-02',
      outcome: 'changed',
      currency: 'EUR',
      parties: [{ role: 'seller', name: '宁波明州贸易有限公司' }],
      lines: [
        {
          line: '1',
          quantity: '480',
          unit: 'PCE',
          sellerItem: 'KT-18',
          confirmations: [
            { status: 'accepted', quantity: '300', unit: 'PCE', date: '2026-05-01' },
            { status: 'date-changed', quantity: '100', unit: 'PCE', date: '2026-05-20', reason: '产能不足' },
          ],
        },
      ],
    };
    const text = textOf(answer);
    expect(text).toContain('urn:fdc:peppol.eu:poacc:trns:order_response:3');
    expect(text).toContain('<cbc:OrderResponseCode>CA</cbc:OrderResponseCode>');
    expect(text).toContain('Order of 2026-03-01 / 订单日期 2026-03-01');
    expect(text).toContain('Date changed / 日期变更\nOrdered 480 PCE / 订购 480 PCE\n产能不足');
    expect(text).toContain('<cbc:ID>77</cbc:ID>');
  });

  it.each([
    [
      'a party that the document has no place for',
      { parties: [{ role: 'payer' as const, name: 'X' }] },
      'not-the-same',
    ],
    ['a control character', { notes: ['a\u0007b'] }, 'character-not-in-charset'],
    ['half a character', { notes: ['\ud83d'] }, 'character-not-in-charset'],
    ['a currency that there is not', { currency: 'ZZZ' }, 'not-writable'],
    ['a day that there is not', { orderDate: '2026-02-30' }, 'not-writable'],
    ['the cancellation of an order by an order', { purpose: 'cancellation' as const }, 'message-not-in-directory'],
    ['blanks that XML readers take off', { orderNumber: ' PO-7' }, 'not-the-same'],
  ])('refuses %s', (_what, changed, code) => {
    expect(() => write({ ...order, ...changed })).toThrow(expect.objectContaining({ code: `edi.write.${code}` }));
  });

  it('refuses another version', () => {
    expect(() => writeUblDocument({ envelope: { ...envelope, version: '2.3' }, document: order })).toThrow(
      expect.objectContaining({ code: 'edi.write.version-not-supported' }),
    );
  });
});
