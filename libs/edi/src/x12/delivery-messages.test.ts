import { places, readSet } from '../../test/compose-interchange.ts';

const documentOf = (type: string, body: string[], version?: string): unknown => {
  const message = readSet(type, body, version);
  expect(message.errors.filter((p) => p.level !== 'guide')).toEqual([]);
  return message.document;
};

describe('856 Ship Notice', () => {
  it('finds the order of an item by HL02 through a pack level', () => {
    const body = [
      'BSN*00*ASN-9*20260510*0915',
      'HL*1**S*1',
      'TD1*CTN*120****G*1830.5*KG',
      'TD5****S',
      'TD3*CN*MSKU*1234565******CN88123',
      'REF*BM*COSU123',
      'DTM*011*20260512',
      'DTM*017*20260610',
      'N1*CA*Cosco',
      'V1**Ever Given**0125E',
      'HL*2*1*O*1',
      'PRF*PO-7',
      'HL*3*1*O*1',
      'PRF*PO-8',
      'HL*4*2*P*1',
      'HL*5*4*I*0',
      'LIN*1*BP*NUT-8*VP*M-10',
      'SN1*1*1200*PC',
      'TD1*CTN*60',
      'REF*LT*L-77',
      'HL*6*3*I*0',
      'LIN**PL*2',
      'SN1**10*PC',
    ];
    expect(documentOf('856', body)).toEqual({
      kind: 'despatch-advice',
      shipmentNumber: 'ASN-9',
      despatchDate: '2026-05-12',
      estimatedArrival: '2026-06-10',
      parties: [{ role: 'carrier', name: 'Cosco' }],
      packages: { count: 120, type: 'CTN' },
      grossWeight: { value: '1830.5', unit: 'KGM' },
      billOfLading: 'COSU123',
      containers: [{ number: 'MSKU1234565', seal: 'CN88123' }],
      vessel: 'Ever Given',
      voyage: '0125E',
      lines: [
        {
          buyerItem: 'NUT-8',
          sellerItem: 'M-10',
          orderNumber: 'PO-7',
          line: '1',
          quantity: '1200',
          unit: 'PCE',
          lot: 'L-77',
          cartons: 60,
        },
        { orderNumber: 'PO-8', line: '2', quantity: '10', unit: 'PCE' },
      ],
    });
  });
});

describe('861 Receiving Advice', () => {
  it('tells received from accepted and rejected', () => {
    const body = [
      'BRA*GR-4*20260615*00*1',
      'REF*SI*ASN-9',
      'DTM*050*20260615',
      'RCD*1*1200*PC***1150*PC*07*50*PC*08',
      'LIN*1*BP*NUT-8',
      'REF*LT*L-77',
      'REF*ZZ*REASON*thread damaged',
      'PRF*PO-7',
      'RCD*2*10*PC***2*PC*01',
      'PRF*PO-7',
    ];
    expect(documentOf('861', body)).toMatchObject({
      shipmentNumber: 'ASN-9',
      lines: [
        {
          received: '1200',
          accepted: '1150',
          rejected: '50',
          lot: 'L-77',
          reason: 'thread damaged',
          orderNumber: 'PO-7',
        },
        { received: '10', accepted: '8', rejected: '2' },
      ],
    });
  });
});

describe('810 Invoice', () => {
  it('reads implied decimals, tax and line amounts', () => {
    const body = [
      'BIG*20260601*INV-5**PO-7',
      'CUR*SE*CNY',
      'REF*BM*COSU123',
      'IT1*1*1200*PC*0.35**BP*NUT-8',
      'IT1*2*3*PC*0.335',
      'REF*PO*PO-8',
      'TDS*47574',
      'TXI*VA*54.73*13',
      'AMT*1*421.01',
    ];
    expect(documentOf('810', body)).toMatchObject({
      net: '421.01',
      tax: { ratePercent: '13', amount: '54.73' },
      total: '475.74',
      billOfLading: 'COSU123',
      lines: [
        { orderNumber: 'PO-7', amount: '420.00' },
        { orderNumber: 'PO-8', amount: '1.01' },
      ],
    });
  });
});

describe('820 Remittance Advice', () => {
  it('reads deductions with their reasons, whoever the sender numbers them for', () => {
    const body = [
      'BPR*I*980.50*C*FWT************20260701',
      'TRN*1*RA-3',
      'CUR*PR*USD',
      'ENT*1',
      'RMR*IV*INV-5**880.50*900.50',
      'DTM*003*20260601',
      'ADX*-12.5*ZZ',
      'NTE*ADD*short 50 pieces',
      'ADX*-7.5*01',
      'RMR*IV*INV-6**100',
    ];
    expect(documentOf('820', body)).toMatchObject({
      remittanceNumber: 'RA-3',
      paymentDate: '2026-07-01',
      amount: '980.50',
      invoices: [
        {
          invoiceNumber: 'INV-5',
          invoiceDate: '2026-06-01',
          paid: '880.50',
          invoiced: '900.50',
          deduction: '20',
          reason: 'short 50 pieces',
        },
        { invoiceNumber: 'INV-6', paid: '100', invoiced: '100' },
      ],
    });
  });
});

describe('824 Application Advice', () => {
  it('names the document, the error and its place', () => {
    const body = [
      'BGN*11*AA-2*20260302',
      'OTI*TR*PO*PO-7*****17*0001*850',
      'TED*007*Item unknown*PO1*4*7**NUT-9',
      'NTE*ZZZ*CODE orders.item.unknown',
    ];
    expect(documentOf('824', body)).toEqual({
      kind: 'application-advice',
      adviceNumber: 'AA-2',
      adviceDate: '2026-03-02',
      refersTo: { type: '850', number: 'PO-7', groupControl: '17', messageControl: '0001' },
      outcome: 'rejected',
      parties: [],
      errors: [{ code: 'orders.item.unknown', text: 'Item unknown', position: 'PO1/4/7', value: 'NUT-9' }],
    });
  });
});

describe('997 Functional Acknowledgment', () => {
  it('is read down to the element', () => {
    const body = [
      'AK1*RS*17',
      'AK2*870*0001',
      'AK3*QTY*9**8',
      'AK4*1>2>1*673*7*XX',
      'AK5*R*5',
      'AK2*870*0002',
      'AK5*A',
      'AK9*P*2*2*1',
    ];
    expect(documentOf('997', body)).toMatchObject({
      functionalId: 'RS',
      groupControl: '17',
      outcome: 'partially-accepted',
      acceptedMessages: 1,
      messages: [
        {
          control: '0001',
          outcome: 'rejected',
          errors: ['5'],
          segments: [
            {
              segment: 'QTY',
              position: 9,
              errors: ['8'],
              elements: [{ position: 1, component: 2, repetition: 1, number: '673', error: '7', value: 'XX' }],
            },
          ],
        },
        { outcome: 'accepted' },
      ],
    });
  });
});

describe('999 Implementation Acknowledgment', () => {
  it('is read with the contexts of its errors', () => {
    const body = [
      'AK1*PO*17*005010',
      'AK2*850*0001*ACME850V2',
      'IK3*PO1*9*PO1*8',
      'CTX*BEG03>PO-7',
      'IK4*3*355*I6*BOX',
      'CTX*SITUATIONAL TRIGGER^PO101>4*PO1*9*PO1*2>1*330',
      'IK3*SCH*11*PO1*I7',
      'IK5*R*5*I5',
      'AK9*R*1*1*0',
    ];
    expect(documentOf('999', body, '005010')).toEqual({
      kind: 'functional-acknowledgement',
      set: '999',
      functionalId: 'PO',
      groupControl: '17',
      version: '005010',
      outcome: 'rejected',
      declaredMessages: 1,
      receivedMessages: 1,
      acceptedMessages: 0,
      groupErrors: [],
      messages: [
        {
          type: '850',
          control: '0001',
          implementation: 'ACME850V2',
          outcome: 'rejected',
          errors: ['5', 'I5'],
          segments: [
            {
              segment: 'PO1',
              position: 9,
              errors: ['8'],
              contexts: [{ name: 'BEG03', value: 'PO-7' }],
              elements: [
                {
                  position: 3,
                  number: '355',
                  error: 'I6',
                  value: 'BOX',
                  contexts: [
                    { name: 'SITUATIONAL TRIGGER', segment: 'PO1', position: 9, loop: 'PO1', element: 2, component: 1 },
                    {
                      name: 'PO101',
                      value: '4',
                      segment: 'PO1',
                      position: 9,
                      loop: 'PO1',
                      element: 2,
                      component: 1,
                    },
                  ],
                },
              ],
            },
            { segment: 'SCH', position: 11, errors: ['I7'], elements: [] },
          ],
        },
      ],
    });
  });

  it('without its group trailer is refused at the place where AK9 was due', () => {
    const message = readSet('999', ['AK1*PO*17', 'AK2*850*0001', 'IK5*A'], '005010');
    expect(places(message)).toEqual(['SEGMENT_MISSING@5']);
    expect(message.errors[0]?.message).toEqual({ en: 'Mandatory segment AK9 is missing', zh: '缺少必备段 AK9' });
  });
});
