import { readOne } from '../../test/compose-interchange.ts';
import type { PurchaseOrder } from '../canonical/documents.ts';
import { readInterchanges } from './read.ts';
import { type Interchange, writeInterchange } from './write.ts';

const envelope = {
  sender: { qualifier: 'ZZ', id: 'FACTORY01' },
  receiver: { qualifier: 'ZZ', id: 'SUPPLIER01' },
  control: 7,
  at: new Date('2026-03-01T01:15:00Z'),
};
const order: PurchaseOrder = {
  kind: 'purchase-order',
  orderNumber: 'PO-7',
  orderDate: '2026-03-01',
  purpose: 'original',
  currency: 'USD',
  parties: [{ role: 'buyer', name: 'Mingzhou' }],
  lines: [{ line: '1', buyerItem: 'NUT-8', quantity: '480', unit: 'PCE', unitPrice: '1.85', schedules: [] }],
};
const textOf = (interchange: Interchange): string => new TextDecoder().decode(writeInterchange(interchange));
const refusal = (change: Partial<PurchaseOrder>, options: Interchange['options'] = {}): unknown => {
  try {
    return textOf({ envelope, documents: [{ ...order, ...change }], options });
  } catch (error) {
    const { code, facts } = error as { code: string; facts: unknown };
    return { code, facts };
  }
};

describe('an interchange is written', () => {
  it('with a padded ISA, groups by functional id and counts that hold', () => {
    const ship = {
      kind: 'despatch-advice' as const,
      shipmentNumber: 'S-1',
      despatchDate: '2026-03-01',
      parties: [],
      lines: [],
    };
    const text = textOf({
      envelope: { ...envelope, test: true },
      documents: [order, ship, { ...order, orderNumber: 'PO-8' }],
    });
    expect(text.split('\n')).toEqual([
      'ISA*00*          *00*          *ZZ*FACTORY01      *ZZ*SUPPLIER01     *260301*0115*U*00401*000000007*0*T*>~',
      'GS*PO*FACTORY01*SUPPLIER01*20260301*011500*7*X*004010~',
      'ST*850*0001~',
      'BEG*00*SA*PO-7**20260301~',
      'CUR*BY*USD~',
      'N1*BY*Mingzhou~',
      'PO1*1*480*PC*1.85**BP*NUT-8~',
      'CTT*1~',
      'SE*7*0001~',
      'ST*850*0002~',
      'BEG*00*SA*PO-8**20260301~',
      'CUR*BY*USD~',
      'N1*BY*Mingzhou~',
      'PO1*1*480*PC*1.85**BP*NUT-8~',
      'CTT*1~',
      'SE*7*0002~',
      'GE*2*7~',
      'GS*SH*FACTORY01*SUPPLIER01*20260301*011500*8*X*004010~',
      'ST*856*0001~',
      'BSN*00*S-1*20260301*0115~',
      'HL*1**S*0~',
      'DTM*011*20260301~',
      'CTT*1~',
      'SE*6*0001~',
      'GE*1*8~',
      'IEA*2*000000007~',
      '',
    ]);
  });

  it('with other delimiters where the partner wants them', () => {
    const options = { delimiters: { element: '|', component: ':', terminator: '\n' }, lineBreaks: false };
    const text = textOf({ envelope, documents: [{ ...order, orderNumber: 'PO*7' }], options });
    expect(readOne(text).message.document).toMatchObject({ orderNumber: 'PO*7' });
  });
});

describe('what X12 cannot carry is refused, never written', () => {
  it('a delimiter inside data, with its place', () => {
    expect(refusal({ parties: [{ role: 'buyer', name: 'Nuts*Bolts' }] })).toEqual({
      code: 'edi.write.delimiter-in-data',
      facts: { segment: 'N1', segmentPosition: 4, element: 2, value: 'Nuts*Bolts', delimiter: '*' },
    });
  });

  it('unless the partner agreed to a replacement', () => {
    const text = refusal({ parties: [{ role: 'buyer', name: 'Nuts*Bolts~' }] }, { onDelimiter: { replaceWith: '-' } });
    const [interchange] = readInterchanges(new TextEncoder().encode(text as string));
    expect(interchange?.groups[0]?.messages[0]?.document).toMatchObject({ parties: [{ name: 'Nuts-Bolts-' }] });
  });

  it('a value that its element refuses', () => {
    expect(refusal({ orderNumber: 'P'.repeat(23) })).toMatchObject({
      code: 'edi.write.not-writable',
      facts: { problem: 'ELEMENT_TOO_LONG', segment: 'BEG', element: 3 },
    });
    expect(refusal({ orderDate: '2026-02-30' })).toMatchObject({ facts: { problem: 'ELEMENT_INVALID_DATE' } });
  });

  it('a value that would be read as another', () => {
    const lines = order.lines.map((line) => ({ ...line, unit: 'PC' }));
    expect(refusal({ lines })).toEqual({
      code: 'edi.write.not-the-same',
      facts: { path: 'purchase-order.lines.0.unit', written: 'PC', read: 'PCE' },
    });
    expect(refusal({ orderNumber: 'PO-7 ' })).toMatchObject({ code: 'edi.write.not-the-same' });
  });

  it('what only EDIFACT says', () => {
    const contrl = {
      kind: 'interchange-acknowledgement' as const,
      control: '7',
      outcome: 'accepted' as const,
      messages: [],
    };
    expect(() => writeInterchange({ envelope, documents: [contrl] })).toThrow(
      'X12 has no set for interchange-acknowledgement',
    );
  });

  it('control numbers, parties and delimiters that are none', () => {
    const refused = (change: object): unknown => {
      try {
        return textOf({ envelope: { ...envelope, ...change }, documents: [order] });
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(refused({ control: '1234567890' })).toBe('edi.write.control-invalid');
    expect(refused({ sender: { qualifier: 'ZZ', id: 'X'.repeat(16) } })).toBe('edi.write.party-invalid');
    expect(refused({ version: '003040' })).toBe('edi.write.version-not-supported');
    expect(refused({ at: undefined })).toBe('edi.write.no-date');
    expect(refusal({}, { delimiters: { element: '~' } })).toMatchObject({ code: 'edi.write.delimiters-invalid' });
  });
});
