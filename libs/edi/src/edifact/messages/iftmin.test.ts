import { mustSpeakBoth, placesIn, readBack, readMessage, writtenText } from '../../../test/edifact-message.ts';
import type { TransportInstruction } from '../../canonical/documents.ts';

const shippersLetter = [
  'BGM+340+SI-2026-17+9',
  'DTM+137:202603010915:203',
  'DTM+200:20260305:102',
  'TSR+30+2',
  'FTX+AAI+++FREIGHT PREPAID:SHIPPED ON BOARD',
  'FTX+CCI+++CUSTOMS ONLY',
  'CNT+11:1200',
  'DOC+705+:::3',
  'LOC+88+CNNGB:139:6:NINGBO',
  'LOC+7+DEDUI:139:6',
  'TOD+6++CIF:::HAMBURG',
  'RFF+BN:6123456780',
  'RFF+ON:PO-7',
  'RFF+ON:PO-8',
  'CPI+4++P',
  'TDT+20+027W+1++COSU:172:87+++9795622:146::COSCO SHIPPING LIBRA',
  'LOC+9+CNNGB:139:6',
  'DTM+133:20260310:102',
  'LOC+11+DEHAM:139:6',
  'DTM+132:20260412:102',
  'TDT+30++3',
  'NAD+CZ+++NINGBO MINGZHOU CO., LTD.+1 HARBOUR RD+NINGBO++315000+CN',
  'NAD+CN+4012345000019::9++ACME GMBH',
  'NAD+NI++ACME GMBH:DUISBURG',
  'CTA+IC+:MR SCHMIDT',
  'GID+1+1200:CT',
  'PIA+5+73181500:HS',
  'FTX+AAA+++HEXAGON BOLTS M10X50',
  'MEA+AAE+G+KGM:18432,5',
  'MEA+AAE+AAW+MTQ:24.6',
  'RFF+ON:PO-7',
  'PCI+28+ACME:HAMBURG:NO. 1-1200',
  'SGP+CSNU7654321+1200',
  'GID+2+5:PX::6:PALLETS',
  'DGS+IMD+3+1263',
  'EQD+CN+CSNU7654321+45G1:102:5',
  'SEL+CN88771',
  'SEL+CN88772+CU',
];

describe('an instruction', () => {
  it.each(['D.96A', 'D.97A', 'D.01B'])('of a shipper in %s', (version) => {
    const message = readMessage('IFTMIN', version, shippersLetter);
    expect(placesIn(message)).toEqual([]);
    expect(message.document).toEqual({
      kind: 'transport-instruction',
      instructionNumber: 'SI-2026-17',
      instructionDate: '2026-03-01',
      purpose: 'original',
      references: { booking: '6123456780', orders: ['PO-7', 'PO-8'] },
      tradeTerm: { incoterm: 'CIF', place: 'HAMBURG' },
      freight: 'prepaid',
      service: 'port-to-port',
      collection: '2026-03-05',
      placeOfReceipt: { id: 'CNNGB', idQualifier: '6', name: 'NINGBO' },
      placeOfDelivery: { id: 'DEDUI', idQualifier: '6' },
      legs: [
        {
          stage: 'main-carriage',
          mode: 'sea',
          name: 'COSCO SHIPPING LIBRA',
          voyage: '027W',
          loading: { id: 'CNNGB', idQualifier: '6' },
          discharge: { id: 'DEHAM', idQualifier: '6' },
          departure: '2026-03-10',
          arrival: '2026-04-12',
        },
        { stage: 'on-carriage', mode: 'road' },
      ],
      parties: [
        {
          role: 'consignor',
          name: 'NINGBO MINGZHOU CO., LTD.',
          address: ['1 HARBOUR RD'],
          city: 'NINGBO',
          postalCode: '315000',
          country: 'CN',
        },
        { role: 'consignee', id: '4012345000019', idQualifier: 'UL', name: 'ACME GMBH' },
        { role: 'notify', name: 'ACME GMBH', address: ['DUISBURG'] },
      ],
      notes: ['FREIGHT PREPAID SHIPPED ON BOARD'],
      goods: [
        {
          item: '1',
          packages: { count: 1200, type: 'CT' },
          description: 'HEXAGON BOLTS M10X50',
          orderNumber: 'PO-7',
          hsCode: '73181500',
          grossWeight: { value: '18432.5', unit: 'KGM' },
          volume: { value: '24.6', unit: 'MTQ' },
          marks: ['ACME', 'HAMBURG', 'NO. 1-1200'],
          stowed: [{ container: 'CSNU7654321', packages: 1200 }],
        },
        {
          item: '2',
          packages: { count: 5, type: 'PX' },
          description: 'PALLETS',
          dangerous: { imdgClass: '3', unNumber: '1263' },
        },
      ],
      containers: [{ number: 'CSNU7654321', type: '45G1', seals: ['CN88771', 'CN88772'] }],
    });
  });

  it('by road has the freight in its terms of delivery, and orders a container by its type', () => {
    const body = [
      'BGM+340+SI-1+5',
      'DTM+137:20260301:102',
      'TOD+6+CC+FCA',
      'TDT+20++3',
      'DTM+133:20260302:102',
      'NAD+FW+++KN',
      'GID',
      'EQD+CN++22G1',
      'EQD+TE+TRAILER1',
    ];
    const message = readMessage('IFTMIN', 'D.97A', body);
    expect(message.document).toMatchObject({
      purpose: 'replacement',
      freight: 'collect',
      legs: [{ mode: 'road', departure: '2026-03-02' }],
      goods: [{ item: '1' }],
      containers: [{ type: '22G1' }],
    });
    expect(placesIn(message)).toEqual(['QUANTITY_NOT_STATED@8/2 in SG18']);
  });
});

describe('what is wrong with an IFTMIN is told with its place', () => {
  const changed = (from: string, to: string): string[] => shippersLetter.map((segment) => segment.replace(from, to));

  it.each([
    [changed('SI-2026-17+9', 'SI-2026-17+36'), 'ELEMENT_INVALID_CODE@2/3.1'],
    [changed('KGM:18432,5', 'KGM:heavy'), 'ELEMENT_INVALID_CHARACTER@30/3.2 in SG18/SG20'],
    [changed('IMD+3+1263', 'IMD+3+UN1263'), 'ELEMENT_INVALID_CHARACTER@36/3.1 in SG18/SG32'],
    [changed('20260412', '20260431'), 'ELEMENT_INVALID_DATE@21/1.2 in SG8/SG9'],
    [changed('CPI+4', 'CPI+4000'), 'ELEMENT_TOO_LONG@16/1.1 in SG6'],
    [shippersLetter.filter((segment) => !/^(NAD|CTA)/.test(segment)), 'SEGMENT_MISSING@23/ in SG11'],
    [[...shippersLetter, 'GID+3'], 'SEGMENT_OUT_OF_ORDER@40/'],
  ])('%j: %s', (segments, place) => {
    const message = readMessage('IFTMIN', 'D.96A', segments);
    expect(placesIn(message)).toContain(place);
    expect(message).toMatchObject({ verdict: 'rejected', document: null });
    mustSpeakBoth(message);
  });
});

describe('what we instruct', () => {
  const instruction: TransportInstruction = {
    kind: 'transport-instruction',
    instructionNumber: 'SI-1',
    instructionDate: '2026-03-01',
    purpose: 'original',
    freight: 'collect',
    legs: [
      {
        stage: 'main-carriage',
        mode: 'sea',
        loading: { name: 'Ningbo' },
        departure: '2026-03-10',
        arrival: '2026-04-12',
      },
    ],
    parties: [{ role: 'consignor', name: 'Mingzhou' }],
    goods: [{ item: '1', packages: { count: 3, type: 'CT' }, marks: ['a', 'b'] }],
  };

  it('puts a date beside its place, and before the places where it has none', () => {
    const text = writtenText(instruction, 'D.01B');
    expect(text).toContain(
      "CPI+4++C'\nTDT+20++1'\nDTM+132:20260412:102'\nLOC+9+:::Ningbo'\nDTM+133:20260310:102'\nNAD+CZ",
    );
    expect(readBack(instruction, 'D.01B')).toEqual(instruction);
  });

  it('is refused where an item has more marks than D.96A has room for', () => {
    const marks = Array.from({ length: 91 }, (_, i) => `mark ${i}`);
    const full = { ...instruction, goods: [{ item: '1', packages: { count: 1, type: 'CT' }, marks }] };
    expect(readBack(full, 'D.97A')).toEqual(full);
    expect(() => writtenText(full, 'D.96A')).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ problem: 'LOOP_TOO_MANY', segment: 'PCI' }) }),
    );
  });
});
