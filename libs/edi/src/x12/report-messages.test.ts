import { places, readSet } from '../../test/compose-interchange.ts';
import type { CanonicalDocument, OrderStatusEnquiry, TestResults } from '../canonical/documents.ts';
import { writeInterchange } from './write.ts';

const documentOf = (type: string, body: string[], version?: string): unknown => {
  const message = readSet(type, body, version);
  expect(message.errors).toEqual([]);
  return message.document;
};

const written = (document: CanonicalDocument, version = '004010'): string[] => {
  const bytes = writeInterchange({
    envelope: {
      sender: { qualifier: 'ZZ', id: 'FACTORY01' },
      receiver: { qualifier: 'ZZ', id: 'CUSTOMER01' },
      control: 7,
      date: '2026-03-01',
      version,
    },
    documents: [document],
  });
  const segments = new TextDecoder().decode(bytes).split('~\n');
  return segments.slice(
    3,
    segments.findIndex((s) => s.startsWith('SE*')),
  );
};

describe('846 Inventory Advice', () => {
  it('tells states apart, and takes the warehouse from the line or else from the report', () => {
    const body = [
      'BIA*00*SI*INV-9*20260301*0600',
      'DTM*184*20260228',
      'N1*SU*Wenzhou Xinyuan*92*S001',
      'N1*WH**92*WH-A',
      'LIN**VP*XY-10*BP*BOLT-M10',
      'PID*F****hex bolt M10x50',
      'REF*LT*L-77',
      'QTY*17*1200*PC',
      'QTY*33*1000.50*PC',
      'QTY*QH*150*PC',
      'QTY*IQ*5000*PC',
      'DTM*017*20260310',
      'LIN*9*VP*XY-12*LT*L-78',
      'QTY*37*8*CT',
      'DTM*018*20260320',
      'QTY*63*9*CT',
      'QTY*27*.5*CT',
      'N1*WH*Warehouse at the port, hall 3',
      'N2*second gate',
      'CTT*2',
    ];
    expect(documentOf('846', body)).toEqual({
      kind: 'inventory-report',
      reportNumber: 'INV-9',
      reportDate: '2026-03-01',
      countDate: '2026-02-28',
      parties: [{ role: 'seller', name: 'Wenzhou Xinyuan', id: 'S001', idQualifier: '92' }],
      lines: [
        {
          line: '1',
          buyerItem: 'BOLT-M10',
          sellerItem: 'XY-10',
          description: 'hex bolt M10x50',
          location: { id: 'WH-A', idQualifier: '92' },
          lot: 'L-77',
          quantities: [
            { state: 'on-hand', quantity: '1200', unit: 'PCE' },
            { state: 'available', quantity: '1000.50', unit: 'PCE' },
            { state: 'blocked', quantity: '150', unit: 'PCE' },
            { state: 'in-transit', quantity: '5000', unit: 'PCE', date: '2026-03-10' },
          ],
        },
        {
          line: '9',
          sellerItem: 'XY-12',
          location: { name: 'Warehouse at the port, hall 3 second gate' },
          lot: 'L-78',
          quantities: [
            { state: 'in-production', quantity: '8', unit: 'CTN', date: '2026-03-20' },
            { state: 'on-order', quantity: '9', unit: 'CTN' },
            { state: 'committed', quantity: '0.5', unit: 'CTN' },
          ],
        },
      ],
    });
  });

  it('notes a level, a quantity in words, and one without its unit', () => {
    const message = readSet('846', [
      'BIA*00*SI*INV-9*20260301',
      'LIN*1*VP*XY-10',
      'QTY*72*100*PC',
      'QTY*17**PC*12 pallets',
      'QTY*33*7',
    ]);
    expect(message).toMatchObject({
      verdict: 'accepted',
      document: { lines: [{ quantities: [{ state: 'available', quantity: '7', unit: 'EA' }] }] },
    });
    expect(message.errors.map((p) => [p.segmentPosition, p.element, p.message.zh])).toEqual([
      [4, 1, 'QTY01：不读取类别为"72"的数量'],
      [5, null, 'QTY 在此有效，但不读取'],
      [6, 3, 'QTY 未写明单位（记为 EA）'],
    ]);
  });

  it('refuses a quantity in figures and words', () => {
    const message = readSet('846', ['BIA*00*SI*INV-9*20260301', 'LIN*1*VP*XY-10', 'QTY*17*12*PC*twelve']);
    expect(message.verdict).toBe('rejected');
    expect(places(message)).toEqual(['ELEMENT_EXCLUDED@4/4']);
  });

  it('is no report when it asks for one', () => {
    const message = readSet('846', ['BIA*13*SI*INV-9*20260301', 'LIN*1*VP*XY-10']);
    expect(message).toMatchObject({ verdict: 'rejected', document: null });
    expect(message.errors[0]).toMatchObject({
      code: 'ELEMENT_INVALID_CODE',
      segment: 'BIA',
      segmentPosition: 2,
      element: 1,
      message: { en: 'BIA01 has an unknown code "13"', zh: 'BIA01 代码"13"无效' },
    });
  });
});

describe('869 Order Status Inquiry', () => {
  it('finds the order of an item by HL02, whatever stands between', () => {
    const body = [
      'BSI*ENQ-3*20260301*PP*1*2*0915',
      'NTE*GEN*urgent, the vessel sails',
      'NTE*ADD*on Friday',
      'NTE*DEL*call the dispatcher',
      'HL*1**O*1',
      'PRF*PO-7***20260110',
      'N1*BY*Acme*92*C1',
      'HL*2**O*1',
      'PRF*PO-8',
      'HL*3*1*I*0',
      'LIN*1*BP*NUT-8',
      'PID*F****hex nut M10',
      'HL*4*2*I*0',
      'LIN**PL*5*VP*XY-12',
      'HL*5*1*I*0',
      'LIN*2*BP*NUT-9',
      'CTT*5',
    ];
    expect(documentOf('869', body)).toEqual({
      kind: 'order-status-enquiry',
      enquiryNumber: 'ENQ-3',
      enquiryDate: '2026-03-01',
      parties: [{ role: 'buyer', name: 'Acme', id: 'C1', idQualifier: '92' }],
      notes: ['urgent, the vessel sails on Friday', 'call the dispatcher'],
      orders: [
        {
          orderNumber: 'PO-7',
          orderDate: '2026-01-10',
          lines: [
            { line: '1', buyerItem: 'NUT-8', description: 'hex nut M10' },
            { line: '2', buyerItem: 'NUT-9' },
          ],
        },
        { orderNumber: 'PO-8', lines: [{ line: '5', sellerItem: 'XY-12' }] },
      ],
    });
  });

  it('reads items that stand at the order itself, and notes one that belongs to none', () => {
    const atOrder = ['BSI*ENQ-4*20260301*PP', 'HL*1**O', 'PRF*PO-7', 'LIN*1*BP*NUT-8', 'LIN*2*BP*NUT-9'];
    expect(documentOf('869', atOrder)).toMatchObject({
      orders: [{ orderNumber: 'PO-7', lines: [{ line: '1' }, { line: '2', buyerItem: 'NUT-9' }] }],
    });
    const stray = readSet('869', ['BSI*ENQ-5*20260301*PP', 'HL*1**I*0', 'LIN*1*BP*NUT-8']);
    expect(places(stray)).toEqual(['ORDER_NOT_STATED@3']);
    expect(stray.document).toMatchObject({ orders: [{ orderNumber: '', lines: [{ line: '1' }] }] });
  });

  it('refuses an item whose parent is none', () => {
    const message = readSet('869', ['BSI*ENQ-6*20260301*PP', 'HL*1**O*1', 'PRF*PO-7', 'HL*2*9*I*0', 'LIN*1*BP*NUT-8']);
    expect(message.verdict).toBe('rejected');
    expect(message.errors.find((p) => p.severity === 'error')).toMatchObject({
      code: 'HL_PARENT_UNKNOWN',
      segmentPosition: 5,
      element: 2,
      message: { en: 'HL02 9 names no earlier HL', zh: 'HL02 9 未指向在前的 HL' },
    });
  });

  const enquiry: OrderStatusEnquiry = {
    kind: 'order-status-enquiry',
    enquiryNumber: 'ENQ-7',
    enquiryDate: '2026-03-01',
    parties: [{ role: 'buyer', id: 'C1', idQualifier: '92' }],
    orders: [],
  };

  it.each([
    ['CO', [], ['HL*1**O*0', 'N1*BY**92*C1', 'CTT*1']],
    ['PA', [{ orderNumber: 'PO-7', lines: [] }], ['HL*1**O*0', 'PRF*PO-7', 'N1*BY**92*C1', 'CTT*1']],
    [
      'PP',
      [
        { orderNumber: 'PO-7', lines: [{ line: '1' }] },
        { orderNumber: 'PO-8', orderDate: '2026-01-10', lines: [] },
      ],
      [
        'HL*1**O*1',
        'PRF*PO-7',
        'N1*BY**92*C1',
        'HL*2*1*I*0',
        'LIN*1*PL*1',
        'HL*3**O*0',
        'PRF*PO-8***20260110',
        'CTT*3',
      ],
    ],
  ])('is written with its scope %s', (scope, orders, body) => {
    expect(written({ ...enquiry, orders })).toEqual([`BSI*ENQ-7*20260301*${scope}`, ...body]);
  });
});

describe('863 Report of Test Results', () => {
  const report = [
    'BTR*00*20260301*0915*CA*COA-1',
    'NTE*GEN*heat treated',
    'REF*SI*ASN-22',
    'N1*SU*Wenzhou Xinyuan*92*S001',
    'LIN*1*BP*BOLT-M10*PO*PO-42*PL*3*HN*H-5521',
    'PID*F****hex bolt M10x50',
    'QTY*85*5000*PC',
    'REF*LT*LOT2601',
    'CID*****tensile strength',
    'REF*ZZ*VERDICT*CONFORMING',
    'NTE*ADD*three of five broke in the thread',
    'MEA*TS**830*M8*800*900',
    'MEA*TR**851.5*M8',
    'MEA*TR**846*M8',
    'STA*30*848.75*M8',
    'STA*18*1.67',
    'TMD******ISO 898-1',
    'CID**HD**HRC',
    'MEA*TR**-.5*ZZ*-1*2',
    'CTT*1',
  ];

  it('keeps limits, values and statistics of each characteristic', () => {
    expect(documentOf('863', report)).toEqual({
      kind: 'test-results',
      reportNumber: 'COA-1',
      reportDate: '2026-03-01',
      shipmentNumber: 'ASN-22',
      parties: [{ role: 'seller', name: 'Wenzhou Xinyuan', id: 'S001', idQualifier: '92' }],
      notes: ['heat treated'],
      items: [
        {
          line: '1',
          buyerItem: 'BOLT-M10',
          description: 'hex bolt M10x50',
          orderNumber: 'PO-42',
          orderLine: '3',
          lot: 'LOT2601',
          heat: 'H-5521',
          quantity: { value: '5000', unit: 'PCE' },
          characteristics: [
            {
              name: 'tensile strength',
              method: 'ISO 898-1',
              limits: { target: '830', minimum: '800', maximum: '900' },
              unit: 'MPA',
              measurements: ['851.5', '846'],
              statistics: [
                { kind: 'average', value: '848.75' },
                { kind: 'capability', value: '1.67' },
              ],
              verdict: 'conforming',
              remark: 'three of five broke in the thread',
            },
            { name: 'HRC', limits: { minimum: '-1', maximum: '2' }, measurements: ['-0.5'] },
          ],
        },
      ],
    });
  });

  it('says what it leaves out', () => {
    const message = readSet(
      '863',
      [
        'BTR*00*20260301',
        'LIN*1*BP*BOLT-M10',
        'MEA*TR*HD*255*ZZ',
        'CID*****hardness',
        'STA*12*255',
        'HL*1**I',
        'LIN*2*BP*BOLT-M12',
      ],
      '005010',
    );
    expect(message.verdict).toBe('accepted');
    expect(message.errors.map((p) => `${p.segment} ${p.segmentPosition} ${p.message.en}`)).toEqual([
      'BTR 2 BTR05 is empty; BTR06, BTR02 is used instead',
      'HL 7 HL is valid here, but not read',
      'MEA 4 MEA is valid here, but not read',
      'STA 6 STA01: no quantity of the kind "12" is read',
    ]);
  });

  it.each([
    ['a figure that is none', 'MEA*TR**25,5*MM', 'ELEMENT_INVALID_CHARACTER@5/3'],
    ['a range without its unit', 'MEA*TS****10*20', 'ELEMENT_CONDITION_MISSING@5/4'],
    ['a measurement of nothing', 'MEA*TR', 'ELEMENT_CONDITION_MISSING@5/3'],
  ])('refuses %s', (_, mea, place) => {
    const message = readSet('863', ['BTR*00*20260301**RT*T-1', 'LIN*1*BP*B-1', 'CID*****width', mea]);
    expect(places(message)[0]).toBe(place);
    expect(message).toMatchObject({ verdict: 'rejected', document: null });
  });

  it('is written in both versions: CTT ends only that of 004010, which has it', () => {
    const results: TestResults = {
      kind: 'test-results',
      reportNumber: 'T-1',
      reportDate: '2026-03-01',
      parties: [],
      items: [
        {
          line: '1',
          characteristics: [
            { name: 'pH', limits: { minimum: '6.5' }, measurements: ['7.1'], verdict: 'conforming' },
            { name: 'thread', measurements: [], verdict: 'nonconforming', remark: 'no-go gauge enters' },
          ],
        },
      ],
    };
    const body = [
      'BTR*00*20260301**RT*T-1',
      'LIN*1*ZZ*1',
      'CID*****pH',
      'REF*ZZ*VERDICT*CONFORMING',
      'MEA*TS***ZZ*6.5',
      'MEA*TR**7.1',
      'CID*****thread',
      'REF*ZZ*VERDICT*NONCONFORMING',
      'NTE*ADD*no-go gauge enters',
    ];
    expect(written(results)).toEqual([...body, 'CTT*1']);
    expect(written(results, '005010')).toEqual(body);
  });
});
