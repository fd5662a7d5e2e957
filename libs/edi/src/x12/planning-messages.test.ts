import { places, readSet } from '../../test/compose-interchange.ts';
import type { DeliveryCall, DeliveryForecast } from '../canonical/documents.ts';
import { readInterchanges } from './read.ts';
import { writeInterchange } from './write.ts';

const documentOf = (type: string, body: string[], version?: string): unknown => {
  const message = readSet(type, body, version);
  expect(message.errors).toEqual([]);
  return message.document;
};

const written = (document: DeliveryForecast | DeliveryCall): string[] => {
  const bytes = writeInterchange({
    envelope: {
      sender: { qualifier: 'ZZ', id: 'FACTORY01' },
      receiver: { qualifier: 'ZZ', id: 'SUPPLIER01' },
      control: 7,
      date: '2026-03-01',
    },
    documents: [document],
  });
  expect(readInterchanges(bytes)[0]?.groups[0]?.messages[0]?.document).toEqual(document);
  const segments = new TextDecoder().decode(bytes).split('~\n');
  return segments.slice(
    3,
    segments.findIndex((s) => s.startsWith('SE*')),
  );
};

describe('830 Planning Schedule', () => {
  const forecast = [
    'BFR*05*FC-2026-11*R-42*SH*A*20260302*20260831*20260301**BLK-7*PO-900',
    'N1*MI*Ningbo Mingzhou*92*F001',
    'N1*SU*Wenzhou Xinyuan*92*S001',
    'LIN**BP*BOLT-M10*VP*XY-10',
    'UIT*PC',
    'PID*F****hex bolt M10x50',
    'REF*DK*D4',
    'ATH*FI*20260331*15040**20260101',
    'ATH*MT*20260430*16640**20260101',
    'ATH*PQ*20260228*9000**20260101',
    'FST*120*A*D*20260302',
    'FST*1200*C*D*20260304**002*0830*DO*CALL-9',
    'FST*5000*D*W*20260309',
    'LM*ZZ',
    'LQ*ZZ*MATERIAL',
    'FST*21000*D*M*20260401',
    'FST*60000*D*F*20260501*20260831',
    'SHP*01*1600*050*20260226',
    'REF*SI*ASN-22',
    'SHP*02*13440*051*20260101**20260226',
    'LIN*7*BP*NUT-8*PO*PO-901*PL*3',
    'UIT*KG',
    'N1*ST*Plant 2*92*P2',
    'SDP*Y*Y',
    'FST*.5*C*Q*20260401',
    'CTT*2',
  ];

  it('keeps certainty, spans, authorisations and counts apart', () => {
    expect(documentOf('830', forecast)).toEqual({
      kind: 'delivery-forecast',
      scheduleNumber: 'FC-2026-11',
      release: 'R-42',
      purpose: 'replacement',
      issueDate: '2026-03-01',
      basis: 'shipment',
      counting: 'discrete',
      horizonStart: '2026-03-02',
      horizonEnd: '2026-08-31',
      contract: 'BLK-7',
      parties: [
        { role: 'buyer', name: 'Ningbo Mingzhou', id: 'F001', idQualifier: '92' },
        { role: 'seller', name: 'Wenzhou Xinyuan', id: 'S001', idQualifier: '92' },
      ],
      lines: [
        {
          line: '1',
          buyerItem: 'BOLT-M10',
          sellerItem: 'XY-10',
          description: 'hex bolt M10x50',
          orderNumber: 'PO-900',
          unit: 'PCE',
          dock: 'D4',
          authorizations: [
            { resource: 'production', quantity: '15040', from: '2026-01-01', until: '2026-03-31' },
            { resource: 'material', quantity: '16640', from: '2026-01-01', until: '2026-04-30' },
          ],
          schedules: [
            { quantity: '120', certainty: 'immediate', span: 'day', date: '2026-03-02' },
            {
              quantity: '1200',
              certainty: 'firm',
              span: 'day',
              date: '2026-03-04',
              time: '08:30',
              callOff: 'CALL-9',
            },
            { quantity: '5000', certainty: 'material', span: 'week', date: '2026-03-09' },
            { quantity: '21000', certainty: 'planned', span: 'month', date: '2026-04-01' },
            { quantity: '60000', certainty: 'planned', span: 'flexible', date: '2026-05-01', until: '2026-08-31' },
          ],
          lastReceipt: { quantity: '1600', date: '2026-02-26', shipmentNumber: 'ASN-22' },
          cumulativeReceived: { quantity: '13440', from: '2026-01-01', until: '2026-02-26' },
        },
        {
          line: '7',
          buyerItem: 'NUT-8',
          orderNumber: 'PO-901',
          orderLine: '3',
          unit: 'KGM',
          shipTo: { name: 'Plant 2', id: 'P2', idQualifier: '92' },
          schedules: [{ quantity: '0.5', certainty: 'firm', span: 'quarter', date: '2026-04-01' }],
        },
      ],
    });
  });

  it('names what stands one place off', () => {
    const message = readSet(
      '830',
      forecast.map((segment) => segment.replace('20260304**002', '20260304***002')),
    );
    expect(message.verdict).toBe('rejected');
    expect(places(message)).toEqual([
      'ELEMENT_INVALID_TIME@13/7',
      'ELEMENT_TOO_LONG@13/8',
      'ELEMENT_TOO_LONG@13/10',
      'ELEMENT_CONDITION_MISSING@13/6',
    ]);
    expect(message.errors[0]?.message).toEqual({
      en: 'FST07 is not a time: "002"',
      zh: 'FST07 不是有效时间："002"',
    });
  });

  it('spreads a delivery over places, and counts the item once', () => {
    const body = [
      'BFR*00*FC-1**DL*C*20260302**20260301',
      'LIN*1*BP*BOLT-M10',
      'UIT*PC',
      'FST*300*C*D*20260304',
      'SDQ*PC*92*P1*100*P2*200',
      'FST*50*D*W*20260309',
      'SDQ*PC*92*P2*50',
      'SHP*02*24*011*20260226',
    ];
    expect(documentOf('830', body)).toMatchObject({
      counting: 'cumulative',
      lines: [
        {
          line: '1',
          shipTo: { id: 'P1', idQualifier: '92' },
          schedules: [{ quantity: '100' }],
          cumulativeReceived: { quantity: '24', until: '2026-02-26' },
        },
        { line: '1', shipTo: { id: 'P2', idQualifier: '92' }, schedules: [{ quantity: '200' }, { quantity: '50' }] },
      ],
    });
  });

  it('leaves out a capacity, and says so', () => {
    const message = readSet('830', [
      'BFR*00*FC-1**DL*A*20260302**20260301',
      'LIN*1*BP*BOLT-M10',
      'UIT*PC',
      'FST*9000*M*M*20260301',
    ]);
    expect(message).toMatchObject({ verdict: 'accepted', document: { lines: [{ schedules: [] }] } });
    expect(places(message)).toEqual(['QUANTITY_NOT_READ@5/2']);
    expect(message.errors[0]?.message).toEqual({
      en: 'FST02: no quantity of the kind "M" is read',
      zh: 'FST02：不读取类别为"M"的数量',
    });
  });

  it.each([
    ['a cancelled figure', 'FST*9*W*D*20260304', 'ELEMENT_INVALID_CODE@5/2', 'FST02 has an unknown code "W"'],
    ['a date that is none', 'FST*9*C*D*20260231', 'ELEMENT_INVALID_DATE@5/4', 'FST04 is not a date: "20260231"'],
    ['an hour without its kind', 'FST*9*C*D*20260304***0830', 'ELEMENT_CONDITION_MISSING@5/6', 'by rule P0607'],
  ])('refuses %s', (_, fst, place, en) => {
    const message = readSet('830', ['BFR*00*FC-1**DL*A*20260302**20260301', 'LIN*1*BP*B-1', 'UIT*PC', fst]);
    expect(places(message)).toEqual([place]);
    expect(message.errors[0]?.message.en).toContain(en);
    expect(message).toMatchObject({ verdict: 'rejected', document: null });
  });
});

describe('862 Shipping Schedule', () => {
  it('reads hours from FST, DTM and JIT', () => {
    const body = [
      'BSS*05*CALL-7*20260301*DL*20260302*20260306**CALL-7**PO-42*A',
      'N1*SI*Ningbo Mingzhou*92*F001',
      'LIN*1*BP*BOLT-M10*PD*hex bolt',
      'UIT*PC',
      'REF*DK*DOCK4',
      'FST*1200*C*D*20260302**002*0800*DO*CALL-7-1',
      'FST*600*C*D*20260303',
      'DTM*002*20260303*1415',
      'FST*1000*C*D*20260304',
      'JIT*400*0600',
      'REF*DO*CALL-7-2',
      'JIT*600*1800',
      'SHP*02*24000*052*20260228',
    ];
    expect(documentOf('862', body)).toEqual({
      kind: 'delivery-call',
      scheduleNumber: 'CALL-7',
      purpose: 'replacement',
      issueDate: '2026-03-01',
      basis: 'delivery',
      counting: 'discrete',
      horizonStart: '2026-03-02',
      horizonEnd: '2026-03-06',
      parties: [{ role: 'buyer', name: 'Ningbo Mingzhou', id: 'F001', idQualifier: '92' }],
      lines: [
        {
          line: '1',
          buyerItem: 'BOLT-M10',
          description: 'hex bolt',
          orderNumber: 'PO-42',
          unit: 'PCE',
          dock: 'DOCK4',
          schedules: [
            {
              quantity: '1200',
              certainty: 'firm',
              span: 'day',
              date: '2026-03-02',
              time: '08:00',
              callOff: 'CALL-7-1',
            },
            { quantity: '600', certainty: 'firm', span: 'day', date: '2026-03-03', time: '14:15' },
            { quantity: '400', certainty: 'firm', span: 'day', date: '2026-03-04', time: '06:00' },
            { quantity: '600', certainty: 'firm', span: 'day', date: '2026-03-04', time: '18:00' },
          ],
          cumulativeReceived: { quantity: '24000', until: '2026-02-28' },
        },
      ],
    });
  });

  it('says when hours do not add up to their day, and when the unit is not stated', () => {
    const head = ['BSS*00*CALL-8*20260301*SH*20260302*20260306*R-1', 'LIN*1*BP*BOLT-M10'];
    const shares = readSet('862', [...head, 'UIT*EA', 'FST*1000*C*D*20260304', 'JIT*.5*0600', 'JIT*.5*1800']);
    expect(shares.errors.map((p) => [p.code, p.message.en, p.message.zh])).toEqual([
      ['QUANTITIES_NOT_ADDING_UP', 'FST01 is 1000, but its parts add up to 1', 'FST01 为 1000，但其各部分合计 1'],
    ]);
    const unitless = readSet('862', [...head, 'FST*1000*C*D*20260304']);
    expect(places(unitless)).toEqual(['SEGMENT_MISSING@4']);
    expect(unitless.errors[0]?.message.zh).toBe('缺少必备段 UIT');
  });

  it('refuses a call-off that names neither release nor forecast', () => {
    const message = readSet('862', [
      'BSS*00*CALL-8*20260301*SH*20260302*20260306',
      'LIN*1*BP*BOLT-M10',
      'UIT*EA',
      'FST*9*C*D*20260304',
    ]);
    expect(places(message)).toEqual(['ELEMENT_CONDITION_MISSING@2/7']);
    expect(message.errors[0]?.message).toEqual({
      en: 'BSS07 is required by rule R0708',
      zh: '按规则 R0708 须有 BSS07',
    });
  });

  const call: DeliveryCall = {
    kind: 'delivery-call',
    scheduleNumber: 'CALL-9',
    purpose: 'original',
    issueDate: '2026-03-01',
    basis: 'shipment',
    counting: 'discrete',
    horizonStart: '2026-03-02',
    horizonEnd: '2026-03-06',
    parties: [],
    lines: [
      {
        line: '1',
        sellerItem: 'XY-10',
        unit: 'PCE',
        shipTo: { id: 'P2', idQualifier: '92' },
        schedules: [{ quantity: '40', certainty: 'firm', span: 'day', date: '2026-03-02', time: '06:45' }],
      },
    ],
  };

  it('is written with the hour of shipment and the place in SDQ', () => {
    expect(written(call)).toEqual([
      'BSS*00*CALL-9*20260301*SH*20260302*20260306**CALL-9***A',
      'LIN*1*VP*XY-10',
      'UIT*PC',
      'FST*40*C*D*20260302**010*0645',
      'SDQ*PC*92*P2*40',
      'CTT*1',
    ]);
  });

  it('is not written when it says what a call-off cannot', () => {
    const [line] = call.lines as [DeliveryCall['lines'][number]];
    const withLine = (change: Partial<typeof line>): (() => string[]) => {
      const changed = { ...call, lines: [{ ...line, ...change }] };
      return () => written(changed);
    };
    const [delivery] = line.schedules as [(typeof line.schedules)[number]];
    expect(withLine({ schedules: [{ ...delivery, certainty: 'material' }] })).toThrow(/certainty/);
    expect(withLine({ shipTo: { name: 'Plant 2' } })).toThrow(/SDQ03/);
    expect(withLine({ authorizations: [{ resource: 'material', until: '2026-04-30' }] })).toThrow(/authorizations/);
  });
});
