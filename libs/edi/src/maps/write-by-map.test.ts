import { checked, envelope } from '../../test/checked-map.ts';
import type { CanonicalDocument, OrderResponse } from '../canonical/documents.ts';
import { writeInterchange } from '../x12/write.ts';
import type { KeptReference } from './kept.ts';
import type { MapRule } from './partner-map.ts';

const answer: OrderResponse = {
  kind: 'order-response',
  orderNumber: 'PO-7',
  orderDate: '2026-03-01',
  responseDate: '2026-03-02',
  outcome: 'accepted',
  parties: [{ role: 'seller', name: 'Eastbridge' }],
  lines: [
    {
      line: '1',
      buyerItem: 'HP-1',
      quantity: '480',
      unit: 'PCE',
      confirmations: [{ status: 'accepted', quantity: '480', unit: 'PCE', date: '2026-05-01' }],
    },
  ],
};

const written = (rules: MapRule[], kept: readonly KeptReference[] = []): string => {
  const map = checked('855', '004010', rules);
  const options = { map: { of: () => map, kept } };
  return new TextDecoder().decode(writeInterchange({ envelope, documents: [answer], options }));
};

describe('a map writes', () => {
  it('what the partner wants back, at its place among the segments', () => {
    const text = written(
      [
        { path: 'kept.dock', at: 'REF02 where REF01=DP', direction: 'out' },
        { path: 'lines[].kept.position', at: 'PO1>REF/REF02 where REF01=LI', direction: 'out' },
      ],
      [
        { orderNumber: 'PO-7', line: '', name: 'dock', value: 'D-12' },
        { orderNumber: 'PO-7', line: '1', name: 'position', value: '0010' },
        { orderNumber: 'PO-8', line: '', name: 'dock', value: 'of another order' },
      ],
    );
    expect(text).toContain('BAK*00*AD*PO-7*20260301*****20260302~\nREF*DP*D-12~\nN1*SE*Eastbridge~');
    expect(text).toMatch(/PO1\*1\*480\*PC\*\*\*BP\*HP-1~\nREF\*LI\*0010~\nACK/);
    expect(text).toContain('SE*9*0001');
  });

  it('fixed values, loops that were not there, and leaves out what is not wanted', () => {
    const text = written([
      { fixed: '0000123', at: 'N1/N104 where N101=SE and N103=92', direction: 'out' },
      { fixed: 'BUYER', at: 'N1/N102 where N101=BY', direction: 'out' },
      { omit: true, at: 'PO1/ACK06', direction: 'out' },
      { omit: true, at: 'CTT', direction: 'out' },
    ]);
    expect(text).toContain('N1*SE*Eastbridge*92*0000123~');
    expect(text).toContain('N1*BY*BUYER~');
    expect(text).not.toContain('CTT');
  });

  it('what belongs to the whole into each line, whether the segment is there or not', () => {
    const [line] = answer.lines;
    const two = {
      ...answer,
      lines: [
        { ...line, line: '1' },
        { ...line, line: '2' },
      ],
    } as OrderResponse;
    const map = checked('855', '004010', [
      { path: 'lines[].line', at: 'PO1/REF02 where REF01=LI', when: { path: 'lines[].line', is: '2' } },
      { path: 'orderNumber', at: 'PO1/REF03 where REF01=LI', direction: 'out' },
    ]);
    const options = { map: { of: () => map, kept: [] } };
    const text = new TextDecoder().decode(writeInterchange({ envelope, documents: [two], options }));
    expect(text.match(/REF[^~]*/g)).toEqual(['REF*LI**PO-7', 'REF*LI*2*PO-7']);
  });

  it('nothing into lines that do not qualify', () => {
    const text = written([{ fixed: 'X', at: 'PO1/REF02 where PO106=VP and REF01=ZZ', direction: 'out' }]);
    expect(text).not.toContain('REF*');
  });

  it('his own codes for the standard’s, at every place there is', () => {
    const text = written([
      { at: 'BAK02', codes: { AK: 'AD' } },
      { at: 'PO1>ACK/ACK03', codes: { ST: 'PC' } },
    ]);
    expect(text).toContain('BAK*00*AK*PO-7');
    expect(text).toContain('PO1*1*480*PC');
    expect(text).toContain('ACK*IA*480*ST*068*20260501~');
  });

  it('refuses to write over another qualifier, and what could not be read back', () => {
    expect(() => written([{ path: 'lines[].buyerItem', at: 'PO1/PO107 where PO106=ZZ' }])).toThrow(
      expect.objectContaining({ code: 'edi.map.place-taken', facts: expect.objectContaining({ rule: 1 }) }),
    );
    expect(() => written([{ path: 'lines[].sellerItem', at: 'PO1/PO107 where PO106=BP' }])).toThrow(
      expect.objectContaining({ code: 'edi.map.not-the-same' }),
    );
  });
});

describe('what a partner wants back', () => {
  const kept: KeptReference[] = [
    { orderNumber: 'PO-7', line: '', name: 'dock', value: 'D-7' },
    { orderNumber: 'PO-7', line: '1', name: 'position', value: '0010' },
    { orderNumber: 'PO-8', line: '1', name: 'position', value: '0080' },
  ];
  const item = { line: '1', quantity: '5', unit: 'PCE' };
  const textOf = (type: string, document: CanonicalDocument, rules: MapRule[]): string => {
    const map = checked(type, '004010', rules);
    return new TextDecoder().decode(
      writeInterchange({ envelope, documents: [document], options: { map: { of: () => map, kept } } }),
    );
  };

  it('stands in the 856 with the line of its own order', () => {
    const advice: CanonicalDocument = {
      kind: 'despatch-advice',
      shipmentNumber: 'S-1',
      despatchDate: '2026-05-01',
      parties: [],
      lines: [
        { ...item, orderNumber: 'PO-7' },
        { ...item, orderNumber: 'PO-8' },
      ],
    };
    const text = textOf('856', advice, [
      { path: 'kept.dock', at: 'HL/REF02 where HL03=S and REF01=DP', direction: 'out' },
      { path: 'lines[].kept.position', at: 'HL/REF02 where HL03=I and REF01=LI', direction: 'out' },
    ]);
    expect(text).toMatch(/HL\*1\*\*S\*1~\s+REF\*DP\*D-7~/);
    expect(text.match(/HL\*\d\*\d\*I[\s\S]*?REF\*LI\*\d+/g)?.map((level) => level.slice(-4))).toEqual(['0010', '0080']);
  });

  it('stands in the 810', () => {
    const invoice: CanonicalDocument = {
      kind: 'invoice',
      invoiceNumber: 'I-1',
      invoiceDate: '2026-05-01',
      orderNumber: 'PO-7',
      currency: 'USD',
      parties: [],
      net: '5.00',
      total: '5.00',
      lines: [{ ...item, orderNumber: 'PO-7', unitPrice: '1.00', amount: '5.00' }],
    };
    const text = textOf('810', invoice, [
      { path: 'kept.dock', at: 'REF02 where REF01=DP', direction: 'out' },
      { path: 'lines[].kept.position', at: 'IT1/REF02 where REF01=LI', direction: 'out' },
      { path: 'kept.constructor', at: 'REF02 where REF01=ZZ', direction: 'out' },
    ]);
    expect(text).toContain('REF*DP*D-7~');
    expect(text).toMatch(/IT1\*1[\s\S]*REF\*LI\*0010~/);
    expect(text).not.toContain('REF*ZZ');
  });
});
