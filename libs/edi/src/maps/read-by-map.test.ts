import fc from 'fast-check';
import { checked, envelope, orderOf } from '../../test/checked-map.ts';
import { edits, mangled, mustBeWhole } from '../../test/mangle.ts';
import type { PurchaseOrder } from '../canonical/documents.ts';
import { readEdifactFile } from '../edifact/read.ts';
import { writeEdifactInterchange } from '../edifact/write.ts';
import type { MessageResult } from '../result.ts';
import { readInterchanges } from '../x12/read.ts';
import type { CheckedMap } from './checked-map.ts';
import type { MapRule } from './partner-map.ts';

const seed = 20261125;

const order: PurchaseOrder = {
  kind: 'purchase-order',
  orderNumber: 'PO-7',
  orderDate: '2026-03-01',
  purpose: 'original',
  currency: 'USD',
  parties: [{ role: 'buyer', name: 'Harbor Pine' }],
  lines: [
    { line: '1', buyerItem: 'HP-1', quantity: '480', unit: 'PCE', unitPrice: '1.85', schedules: [] },
    { line: '2', sellerItem: 'KT-2', quantity: '20', unit: 'PCE', unitPrice: '2.50', schedules: [] },
  ],
};

const messageOf = (bytes: Uint8Array, map: CheckedMap): MessageResult => {
  const message = readInterchanges(bytes, { map: () => map })[0]?.groups[0]?.messages[0];
  if (!message) throw new Error('there is no message');
  return message;
};

const head = ['BEG*00*SA*PO-7**20260301', 'CUR*BY*USD'];

describe('a map reads', () => {
  it('an item number that stands in an odd place, line by line', () => {
    const map = checked('850', '004010', [{ path: 'lines[].sellerItem', at: 'PO1>REF/REF02 where REF01=ZZ' }]);
    const bytes = orderOf([...head, 'PO1*1*5*EA*1.85**BP*HP-1', 'REF*ZZ*KT-9', 'PO1*2*5*EA*1.85**VP*KT-2', 'CTT*2']);
    const message = messageOf(bytes, map);
    expect(message.errors).toEqual([]);
    expect(message.document).toMatchObject({
      lines: [{ buyerItem: 'HP-1', sellerItem: 'KT-9' }, { sellerItem: 'KT-2' }],
    });
  });

  it('codes, dates, decimals, joined and fixed texts, defaults, under conditions', () => {
    const map = checked('850', '004010', [
      { path: 'lines[].unit', at: 'PO1/PO103', codes: { '05': 'PCE', EA: 'PCE' }, direction: 'in' },
      { path: 'requestedDelivery', at: 'REF02 where REF01=DD', apply: [{ date: 'DD.MM.YYYY' }] },
      { path: 'lines[].unitPrice', at: 'PO1/REF02 where REF01=PR', apply: [{ scale: 4 }] },
      { path: 'paymentTerms', at: 'REF02 where REF01=TM', concat: ['REF03 where REF01=TM'], direction: 'in' },
      { path: 'tradeTerm.incoterm', fixed: 'FCA', when: { at: 'REF02 where REF01=TM' }, direction: 'in' },
      { path: 'tradeTerm.place', at: 'REF02 where REF01=PL', default: 'Ningbo', direction: 'in' },
      { path: 'parties[role=ship-to].id', at: 'REF02 where REF01=ST', apply: [{ prefix: 'HP-' }] },
      { path: 'charges.freight', fixed: 'buyer', when: { path: 'tradeTerm.incoterm', is: 'FOB' }, direction: 'in' },
    ]);
    const references = ['REF*DD*25.12.2026', 'REF*TM*Net 30*from arrival', 'REF*ST*0042'];
    const bytes = orderOf([...head, ...references, 'PO1*1*5*05*1.85**BP*HP-1', 'REF*PR*145000', 'CTT*1']);
    const message = messageOf(bytes, map);
    expect(message.errors).toEqual([]);
    expect(message.document).toMatchObject({
      requestedDelivery: '2026-12-25',
      paymentTerms: 'Net 30 from arrival',
      tradeTerm: { incoterm: 'FCA', place: 'Ningbo' },
      parties: [{ role: 'ship-to', id: 'HP-0042' }],
      lines: [{ unit: 'PCE', unitPrice: '14.5000' }],
    });
    expect(message.document).not.toHaveProperty('charges');
  });

  it('no document where a code is in no table, and says where', () => {
    const map = checked('850', '004010', [
      { path: 'lines[].unit', at: 'PO1/PO103', codes: { '05': 'PCE' }, direction: 'in' },
    ]);
    const message = messageOf(orderOf([...head, 'PO1*1*5*EA*1.85**BP*HP-1', 'CTT*1']), map);
    expect(message).toMatchObject({ verdict: 'rejected', document: null });
    expect(message.errors).toMatchObject([
      { code: 'MAP_CODE_UNKNOWN', segment: 'PO1', segmentPosition: 4, element: 3, value: 'EA' },
    ]);
  });

  it.each([
    ['1,234', undefined],
    ['12,5', undefined],
    ['1.234', '1.234'],
    ['.5', '0.5'],
    ['many', undefined],
  ])('a text of X12 as a number only where it is one: %s', (text, quantity) => {
    const map = checked('850', '004010', [
      { path: 'lines[].quantity', at: 'PO1/REF02 where REF01=QY', direction: 'in', default: '7' },
    ]);
    const message = messageOf(orderOf([...head, 'PO1*1*5*EA*1.85**BP*HP-1', `REF*QY*${text}`, 'CTT*1']), map);
    if (quantity !== undefined) expect(message.document).toMatchObject({ lines: [{ quantity }] });
    else {
      expect(message).toMatchObject({ verdict: 'rejected', document: null });
      expect(message.errors).toMatchObject([
        { code: 'MAP_VALUE_UNUSABLE', segment: 'REF', segmentPosition: 5, element: 2, value: text },
      ]);
    }
  });

  it.each([
    [
      'as the decimal mark of a number',
      'SG25/QTY.C186.6060 where QTY.C186.6063=192',
      "QTY+21:20:PCE'",
      "QTY+192:1,5'",
      '1.5',
    ],
    ['nowhere else', 'SG25/PIA.C212.7140 where PIA.4347=1', "PIA+5+KT-2:SA'", "PIA+1+1,234:QY'", undefined],
  ])('a comma of EDIFACT %s', (_what, at, before, segment, quantity) => {
    const map = checked('ORDERS', 'D.96A', [{ path: 'lines[].quantity', at, direction: 'in' }]);
    const bytes = writeEdifactInterchange({ envelope: { ...envelope, version: 'D.96A' }, documents: [order] });
    const written = new TextDecoder().decode(bytes);
    expect(written).toContain(before);
    const text = written.replace(before, before + segment);
    const count = /UNT\+(\d+)/.exec(text)?.[1] ?? '';
    const whole = new TextEncoder().encode(text.replace(`UNT+${count}`, `UNT+${Number(count) + 1}`));
    const [message] = readEdifactFile(whole, { map: () => map }).interchanges[0]?.groups[0]?.messages ?? [];
    if (quantity !== undefined) expect(message?.document).toMatchObject({ lines: [{}, { quantity }] });
    else
      expect(message).toMatchObject({ verdict: 'rejected', errors: [{ code: 'MAP_VALUE_UNUSABLE', segment: 'PIA' }] });
  });

  it('a negative quantity as the standard reads it: who acts on the document refuses it', () => {
    const lines = ['PO1*1*-5*EA*1.85**BP*HP-1', 'REF*QY*-5', 'CTT*1'];
    const map = checked('850', '004010', [{ path: 'lines[].quantity', at: 'PO1/REF02 where REF01=QY' }]);
    const standard = readInterchanges(orderOf([...head, ...lines]))[0]?.groups[0]?.messages[0];
    expect(messageOf(orderOf([...head, ...lines]), map).document).toEqual(standard?.document);
  });

  it('nothing into a part that would not be whole', () => {
    const map = checked('850', '004010', [{ path: 'tradeTerm.place', at: 'REF02 where REF01=PL' }]);
    const message = messageOf(orderOf([...head, 'REF*PL*Ningbo', 'PO1*1*5*EA*1.85**BP*HP-1', 'CTT*1']), map);
    expect(message.document).not.toHaveProperty('tradeTerm');
    expect(message).toMatchObject({ verdict: 'accepted', errors: [{ code: 'MAP_PART_INCOMPLETE' }] });
  });

  it('his own codes as the standard’s, before they are checked', () => {
    const bytes = orderOf([
      'BEG*07*SA*PO-7**20260301',
      'CUR*BY*USD',
      'N1*WH*Lager*92*77',
      'PO1*1*5*ST*1.85**BP*HP-1',
      'CTT*1',
    ]);
    const rules: MapRule[] = [
      { at: 'BEG01', codes: { '07': '00' } },
      { at: 'N1/N101', codes: { WH: 'ST' } },
      { at: 'PO1/PO103', codes: { ST: 'EA' } },
    ];
    const [standard] = readInterchanges(bytes)[0]?.groups[0]?.messages ?? [];
    expect(standard).toMatchObject({ verdict: 'rejected', errors: [{ code: 'ELEMENT_INVALID_CODE' }] });
    expect(messageOf(bytes, checked('850', '004010', rules))).toMatchObject({
      verdict: 'accepted',
      errors: [],
      document: { purpose: 'original', parties: [{ role: 'ship-to', id: '77' }], lines: [{ unit: 'EA' }] },
    });
    const some = checked('850', '004010', rules.slice(1));
    expect(messageOf(bytes, some).errors).toMatchObject([{ code: 'ELEMENT_INVALID_CODE', element: 1, value: '07' }]);
  });

  it('what is to come back, by order and line, and leaves the document as it is', () => {
    const map = checked('850', '004010', [
      { path: 'kept.dock', at: 'REF02 where REF01=DP', direction: 'in' },
      { path: 'lines[].kept.position', at: 'PO1>REF/REF02 where REF01=LI', direction: 'in' },
    ]);
    const bytes = orderOf([...head, 'REF*DP*D-12', 'PO1*1*5*EA*1.85**BP*HP-1', 'REF*LI*0010', 'CTT*1']);
    const message = messageOf(bytes, map);
    expect(message.kept).toEqual([
      { orderNumber: 'PO-7', line: '', name: 'dock', value: 'D-12' },
      { orderNumber: 'PO-7', line: '1', name: 'position', value: '0010' },
    ]);
    expect(JSON.stringify(message.document)).not.toContain('kept');
  });

  it('EDIFACT by the names of its elements', () => {
    const map = checked('ORDERS', 'D.96A', [
      { path: 'lines[].buyerItem', at: 'SG25/LIN.C212.7140 where LIN.C212.7143=ZZZ' },
    ]);
    const options = { map: { of: () => map, kept: [] } };
    const bytes = writeEdifactInterchange({ envelope: { ...envelope, version: 'D.96A' }, documents: [order], options });
    expect(new TextDecoder().decode(bytes)).toContain("LIN+1++HP-1:ZZZ'");
    const [message] = readEdifactFile(bytes, { map: () => map }).interchanges[0]?.groups[0]?.messages ?? [];
    expect(message?.document).toEqual(order);
  });

  it('codes of EDIFACT too, and writes them', () => {
    const map = checked('ORDERS', 'D.96A', [
      { at: 'BGM.1225', codes: { '7': '9' } },
      { at: 'SG2/NAD.3035', codes: { OB: 'BY' } },
      { at: 'SG25/QTY.C186.6411', codes: { ST: 'PCE' } },
    ]);
    const options = { map: { of: () => map, kept: [] } };
    const bytes = writeEdifactInterchange({ envelope: { ...envelope, version: 'D.96A' }, documents: [order], options });
    const text = new TextDecoder().decode(bytes);
    for (const part of ["BGM+220+PO-7+7'", "NAD+OB+++Harbor Pine'", "QTY+21:480:ST'"]) expect(text).toContain(part);
    const [message] = readEdifactFile(bytes, { map: () => map }).interchanges[0]?.groups[0]?.messages ?? [];
    expect(message).toMatchObject({ verdict: 'accepted', document: order });
  });
});

describe(`no bytes make a map fail (seed ${seed})`, () => {
  const map = checked('850', '004010', [
    { at: 'BEG01', codes: { '07': '00' } },
    { at: 'PO1/PO103', codes: { ST: 'EA' } },
    { path: 'lines[].sellerItem', at: 'PO1>REF/REF02 where REF01=ZZ' },
    { path: 'requestedDelivery', at: 'REF02 where REF01=DD', apply: [{ date: 'DD.MM.YYYY' }] },
    { path: 'tradeTerm.place', at: 'REF03 where REF01=PL', apply: ['trim'], direction: 'in' },
    { path: 'kept.dock', at: 'REF02 where REF01=DP', direction: 'in' },
  ]);
  const file = orderOf([
    'BEG*07*SA*PO-7**20260301',
    'CUR*BY*USD',
    'REF*DD*25.12.2026',
    'REF*PL**Ningbo',
    'REF*DP*D-12',
    'PO1*1*5*ST*1.85**BP*HP-1',
    'REF*ZZ*KT-9',
    'PO1*2*5*ST*1.85**VP*KT-2',
    'CTT*2',
  ]);

  it('nor half accept what it finds', () => {
    fc.assert(
      fc.property(edits(['*', '~', '>', 'REF*ZZ*', 'PO1*', '~BEG*07', '\u0000', '*25.13.2026']), (hurt) => {
        for (const interchange of readInterchanges(mangled(file, hurt), { map: () => map })) mustBeWhole(interchange);
      }),
      { seed, numRuns: 1000 },
    );
  });
});
