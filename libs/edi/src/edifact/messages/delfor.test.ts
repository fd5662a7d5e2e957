import { mustSpeakBoth, placesIn, readBack, readMessage, writtenText } from '../../../test/edifact-message.ts';
import type { DeliveryForecast } from '../../canonical/documents.ts';

const firstEdition = [
  'BGM+241+DF-6+9',
  'DTM+137:20260301:102',
  'DTM+158:20260302:102',
  'DTM+159:20260830:102',
  'RFF+RE:17',
  'RFF+CT:BL-2026',
  'NAD+BY+4012345000019::9',
  'NAD+SU+6901234500017::9',
  'UNS+D',
  'NAD+CN+PLANT1::92++ACME WERK 1',
  'LOC+11+GATE3',
  'LIN+1++BOLT-M10:IN',
  'IMD+F++:::Hex bolt M10x50',
  'RFF+ON:PO-42:10',
  'QTY+70:31000:PCE',
  'DTM+51:20260101:102',
  'QTY+48:2400:PCE',
  'DTM+50:20260225:102',
  'RFF+AAK:ASN-88',
  'QTY+113:12000:PCE',
  'SCC+1++W',
  'DTM+2:20260309:102',
  'QTY+113:8000:PCE',
  'SCC+4++M',
  'DTM+2:20260401:102',
  'QTY+3:90000:PCE',
  'SCC+3',
  'DTM+52:20260630:102',
  'LIN+2++NUT-M10:IN',
  'LOC+11+GATE4',
  'QTY+113:500:PCE',
  'SCC+10',
  'DTM+2:202603020800:203',
  'UNS+S',
  'CNT+2:2',
];

describe('a forecast', () => {
  it('in D.96A: lines below the place they go to', () => {
    const message = readMessage('DELFOR', 'D.96A', firstEdition);
    expect(placesIn(message)).toEqual([]);
    expect(message.document).toEqual({
      kind: 'delivery-forecast',
      scheduleNumber: 'DF-6',
      release: '17',
      purpose: 'original',
      issueDate: '2026-03-01',
      basis: 'delivery',
      counting: 'discrete',
      horizonStart: '2026-03-02',
      horizonEnd: '2026-08-30',
      contract: 'BL-2026',
      parties: [
        { role: 'buyer', id: '4012345000019', idQualifier: 'UL' },
        { role: 'seller', id: '6901234500017', idQualifier: 'UL' },
      ],
      lines: [
        {
          line: '1',
          buyerItem: 'BOLT-M10',
          description: 'Hex bolt M10x50',
          orderNumber: 'PO-42',
          orderLine: '10',
          unit: 'PCE',
          shipTo: { id: 'PLANT1', idQualifier: '92', name: 'ACME WERK 1' },
          dock: 'GATE3',
          cumulativeReceived: { quantity: '31000', from: '2026-01-01' },
          lastReceipt: { quantity: '2400', date: '2026-02-25', shipmentNumber: 'ASN-88' },
          authorizations: [{ resource: 'material', quantity: '90000', until: '2026-06-30' }],
          schedules: [
            { quantity: '12000', certainty: 'firm', span: 'week', date: '2026-03-09' },
            { quantity: '8000', certainty: 'planned', span: 'month', date: '2026-04-01' },
          ],
        },
        {
          line: '2',
          buyerItem: 'NUT-M10',
          unit: 'PCE',
          shipTo: { id: 'PLANT1', idQualifier: '92', name: 'ACME WERK 1' },
          dock: 'GATE4',
          schedules: [{ quantity: '500', certainty: 'immediate', span: 'day', date: '2026-03-02', time: '08:00' }],
        },
      ],
    });
  });

  it('in D.96A: a line spread over several places is one line for each', () => {
    const body = [
      'BGM+241+DF-7+5',
      'DTM+137:20260301:102',
      'DTM+64:20260301:102',
      'UNS+D',
      'LIN+1++BOLT:IN',
      'QTY+70:100:PCE',
      'NAD+ST+P1::92',
      'QTY+113:10:PCE',
      'SCC+1',
      'DTM+10:20260305:102',
      'NAD+ST+P2::92',
      'LOC+11+D9',
      'QTY+113:20:PCE',
      'DTM+10:20260306:102',
      'UNS+S',
    ];
    expect(readMessage('DELFOR', 'D.96A', body).document).toMatchObject({
      purpose: 'replacement',
      basis: 'shipment',
      lines: [
        { line: '1', cumulativeReceived: { quantity: '100' }, schedules: [] },
        { line: '1', shipTo: { id: 'P1' }, schedules: [{ quantity: '10', certainty: 'firm' }] },
        { line: '1', shipTo: { id: 'P2' }, dock: 'D9', schedules: [{ quantity: '20', certainty: 'planned' }] },
      ],
    });
  });

  it('in D.97A: sections by GIS, quantities below the SCC they share, weeks and months by number', () => {
    const body = [
      'BGM+241+4711+9',
      'DTM+137:20260301:102',
      'DTM+158:202610:616',
      'NAD+MI+ABC::92',
      'NAD+SU+77777::92',
      'GIS+37',
      'NAD+ST+0010::92',
      'LOC+11+R2',
      'LIN+++7H0-805:IN',
      'LOC+159+LINE7',
      'RFF+ON:550001',
      'QTY+3:88000:C62',
      'DTM+52:20260228:102',
      'SCC+1',
      'QTY+1:400:C62',
      'DTM+10:20260305:102',
      'RFF+AAJ:CALL-1',
      'QTY+1:300:C62',
      'DTM+10:20260301-20260315:718',
      'SCC+4++W',
      'QTY+1:1200:C62',
      'DTM+10:202614:616',
      'SCC+4',
      'QTY+1:5000:C62',
      'DTM+10:202605:610',
    ];
    const message = readMessage('DELFOR', 'D.97A', body);
    expect(message.document).toMatchObject({
      basis: 'shipment',
      counting: 'discrete',
      horizonStart: '2026-03-02',
      lines: [
        {
          line: '1',
          buyerItem: '7H0-805',
          orderNumber: '550001',
          dock: 'R2',
          unit: 'C62',
          schedules: [
            { quantity: '400', certainty: 'firm', span: 'day', date: '2026-03-05', callOff: 'CALL-1' },
            { quantity: '300', certainty: 'firm', span: 'flexible', date: '2026-03-01', until: '2026-03-15' },
            { quantity: '1200', certainty: 'planned', span: 'week', date: '2026-03-30' },
            { quantity: '5000', certainty: 'planned', span: 'month', date: '2026-05-01' },
          ],
        },
      ],
    });
    // The count (QTY 3) beside single deliveries is not read as one more delivery.
    expect(placesIn(message)).toEqual(['PLAN_COUNTS_MIXED@13/1 in SG6/SG12/SG15']);
  });

  it('whose quantities are all counts is cumulative', () => {
    const body = firstEdition.map((segment) => segment.replace('QTY+113', 'QTY+3'));
    expect(readMessage('DELFOR', 'D.96A', body).document).toMatchObject({
      counting: 'cumulative',
      lines: [{ schedules: [{ quantity: '12000' }, { quantity: '8000' }] }, { schedules: [{ quantity: '500' }] }],
    });
  });
});

describe('what a forecast leaves out is assumed with a warning, what is wrong is told with its place', () => {
  const changed = (from: string, to: string): string[] => firstEdition.map((segment) => segment.replace(from, to));
  const without = (start: string): string[] => firstEdition.filter((segment) => !segment.startsWith(start));

  it.each([
    [without('DTM+158'), 'accepted', 'HORIZON_NOT_STATED@2/'],
    [changed('DTM+2:20260401', 'DTM+10:20260401'), 'accepted', 'PLAN_DATES_MIXED@24/1 in SG4/SG8/SG12'],
    [without('DTM+2:20260309'), 'accepted', 'PLAN_DATE_NOT_STATED@21/ in SG4/SG8/SG12'],
    [changed('QTY+48:', 'QTY+72:'), 'accepted', 'QUANTITY_NOT_READ@18/1.1 in SG4/SG8/SG12'],
    [firstEdition.map((segment) => segment.replace(':PCE', '')), 'accepted', 'UNIT_NOT_STATED@13/ in SG4/SG8'],
    [without('UNS+D'), 'rejected', 'SEGMENT_MISSING@12/'],
    [changed('QTY+113:12000', 'QTY+113:12O00'), 'rejected', 'ELEMENT_INVALID_CHARACTER@21/1.2 in SG4/SG8/SG12'],
    [changed('20260309:102', '20260309:102:1'), 'accepted-with-errors', 'COMPONENT_TOO_MANY@23/1 in SG4/SG8/SG12'],
    [changed('DF-6+9', 'DF-6+7'), 'rejected', 'ELEMENT_INVALID_CODE@2/3.1'],
    [changed('DTM+158:20260302:102', 'DTM+158:202654:616'), 'rejected', 'ELEMENT_INVALID_DATE@4/1.2'],
  ])('%j: %s, %s', (segments, verdict, place) => {
    const message = readMessage('DELFOR', 'D.96A', segments);
    expect(placesIn(message)).toContain(place);
    expect(message).toMatchObject({ verdict });
    mustSpeakBoth(message);
  });

  it.each([
    ['202601', '2025-12-29'],
    ['202653', '2026-12-28'],
    ['202501', '2024-12-30'],
  ])('week %s begins on %s', (week, day) => {
    const message = readMessage('DELFOR', 'D.96A', changed('158:20260302:102', `158:${week}:616`));
    expect(message.document).toMatchObject({ horizonStart: day });
  });
});

describe('the forecast we send', () => {
  const forecast: DeliveryForecast = {
    kind: 'delivery-forecast',
    scheduleNumber: 'DF-1',
    purpose: 'original',
    issueDate: '2026-03-01',
    basis: 'delivery',
    counting: 'discrete',
    horizonStart: '2026-03-02',
    parties: [],
    lines: [
      {
        line: '1',
        buyerItem: 'BOLT',
        unit: 'PCE',
        schedules: [{ quantity: '10', certainty: 'firm', span: 'day', date: '2026-03-05', time: '08:30' }],
      },
    ],
  };
  const { lines } = forecast;

  it('has the SCC behind its quantity in D.96A and before it in D.97A', () => {
    expect(writtenText(forecast, 'D.96A')).toContain(
      "UNS+D'\nLIN+1'\nPIA+5+BOLT:IN'\nQTY+113:10:PCE'\nSCC+1++D'\nDTM+2:202603050830:203'\nUNS+S'\nCNT+2:1'",
    );
    expect(writtenText(forecast, 'D.97A')).toContain(
      "GIS+37'\nLIN+1'\nPIA+5+BOLT:IN'\nSCC+1++D'\nQTY+113:10:PCE'\nDTM+2:202603050830:203'\nUNT",
    );
  });

  it.each(['D.96A', 'D.97A', 'D.01B'])('says in %s what a plan without quantities cannot show by them', (version) => {
    const cancelled: DeliveryForecast = {
      ...forecast,
      purpose: 'cancellation',
      basis: 'shipment',
      counting: 'cumulative',
      lines: [{ line: '1', unit: 'KGM', schedules: [] }],
    };
    expect(readBack(cancelled, version)).toEqual(cancelled);
    expect(readBack({ ...cancelled, lines: [] }, version)).toEqual({ ...cancelled, lines: [] });
  });

  it('has lines with and without a place side by side', () => {
    const [line] = lines as [DeliveryForecast['lines'][number]];
    const mixed = { ...forecast, lines: [line, { ...line, line: '2', shipTo: { id: 'P1' } }, { ...line, line: '3' }] };
    expect(readBack(mixed, 'D.96A')).toEqual(mixed);
    expect(readBack(mixed, 'D.01B')).toEqual(mixed);
  });

  it('has room for sixty days in D.96A, and is refused where a line has more than the directory allows', () => {
    const days = (n: number): DeliveryForecast => ({
      ...forecast,
      lines: [{ line: '1', unit: 'PCE', schedules: Array.from({ length: n }, () => day) }],
    });
    const day = { quantity: '1', certainty: 'firm', span: 'day', date: '2026-03-05' } as const;
    expect(readBack(days(60), 'D.96A')).toEqual(days(60));
    expect(() => writtenText(days(201), 'D.96A')).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ problem: 'LOOP_TOO_MANY', segment: 'QTY' }) }),
    );
    expect(readBack(days(201), 'D.97A')).toEqual(days(201));
  });
});
