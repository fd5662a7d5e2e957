import { readSet } from '../testing/compose-interchange.ts';

const documentOf = (type: string, body: string[], version?: string): unknown => {
  const message = readSet(type, body, version);
  expect(message.errors.filter((p) => p.level !== 'guide')).toEqual([]);
  return message.document;
};

describe('850 Purchase Order', () => {
  it('reads split deliveries, terms, charges and notes', () => {
    const document = documentOf('850', [
      'BEG*00*SA*PO-2026-118**20260105',
      'CUR*BY*USD',
      'REF*CT*SC-88',
      'REF*ZZ*INSURANCE*SELLER',
      'FOB*CC***01*FOB*ZZ*Ningbo',
      'ITD************T/T 30/60/10',
      'DTM*002*20260501',
      'N9*L1*NOTES',
      'MSG*Pack in export cartons,',
      'MSG*no wood*LC',
      'MSG*Marks as last year',
      'N1*BY*Harbor Tools Inc*92*C-104',
      'N3*12 Pier Road',
      'N4*Oakland*CA*94607*US',
      'N1*SU*Mingzhou Trading',
      'PO1*1*1200*PC*32.1125**BP*HT-9*VP*M-10',
      'PID*F****Torque wrench',
      'SCH*700*PC***002*20260420',
      'SCH*500*PC***002*20260510',
      'PO1*2*30*ST*4',
      'DTM*002*20260601',
      'CTT*2',
    ]);
    expect(document).toEqual({
      kind: 'purchase-order',
      orderNumber: 'PO-2026-118',
      orderDate: '2026-01-05',
      purpose: 'original',
      currency: 'USD',
      parties: [
        {
          role: 'buyer',
          name: 'Harbor Tools Inc',
          id: 'C-104',
          idQualifier: '92',
          address: ['12 Pier Road'],
          city: 'Oakland',
          region: 'CA',
          postalCode: '94607',
          country: 'US',
        },
        { role: 'seller', name: 'Mingzhou Trading' },
      ],
      tradeTerm: { incoterm: 'FOB', place: 'Ningbo' },
      charges: { freight: 'buyer', insurance: 'seller' },
      paymentTerms: 'T/T 30/60/10',
      requestedDelivery: '2026-05-01',
      references: { CT: 'SC-88' },
      notes: ['Pack in export cartons, no wood', 'Marks as last year'],
      lines: [
        {
          line: '1',
          buyerItem: 'HT-9',
          sellerItem: 'M-10',
          description: 'Torque wrench',
          quantity: '1200',
          unit: 'PCE',
          unitPrice: '32.1125',
          schedules: [
            { quantity: '700', unit: 'PCE', date: '2026-04-20' },
            { quantity: '500', unit: 'PCE', date: '2026-05-10' },
          ],
        },
        {
          line: '2',
          quantity: '30',
          unit: 'SET',
          unitPrice: '4',
          schedules: [{ quantity: '30', unit: 'SET', date: '2026-06-01' }],
        },
      ],
    });
  });

  it('says in the guide level what it had to assume, and accepts', () => {
    const message = readSet('850', ['BEG*00*SA*PO-1**20260105', 'PO1**.50*LB', 'PO1**007.10*LB*.5']);
    expect(message.verdict).toBe('accepted');
    expect(message.errors.map((p) => p.code)).toEqual(['CURRENCY_NOT_STATED', 'PRICE_NOT_STATED']);
    expect(message.document).toMatchObject({
      currency: 'XXX',
      lines: [
        { line: '1', quantity: '0.50', unit: 'LBR', unitPrice: '0' },
        { line: '2', quantity: '7.10', unitPrice: '0.5' },
      ],
    });
  });
});

describe('855 Purchase Order Acknowledgment', () => {
  it('reads a line split over several ACK, with dates and a reason', () => {
    const document = documentOf('855', [
      'BAK*00*AC*PO-7*20260105****SO-31*20260107',
      'PO1*1*1000*PC*2.5**VP*M-10',
      'ACK*IA*600*PC*068*20260420',
      'ACK*DR*400*PC*068*20260515',
      'N9*L1*2',
      'MSG*Steel arrives late',
      'PO1*2*50*PC',
      'ACK*IR',
    ]);
    expect(document).toMatchObject({
      outcome: 'changed',
      sellerOrder: 'SO-31',
      responseDate: '2026-01-07',
      lines: [
        {
          confirmations: [
            { status: 'accepted', quantity: '600', unit: 'PCE', date: '2026-04-20' },
            { status: 'date-changed', quantity: '400', date: '2026-05-15', reason: 'Steel arrives late' },
          ],
        },
        { confirmations: [{ status: 'rejected', quantity: '50', unit: 'PCE' }] },
      ],
    });
  });

  it('without any ACK the header speaks for the lines, by their schedule', () => {
    const body = ['BAK*00*AD*PO-7*20260105', 'PO1*1*10*PC', 'SCH*4*PC***068*20260420', 'SCH*6*PC***068*20260501'];
    expect(documentOf('855', body)).toMatchObject({
      responseDate: '2026-01-17',
      lines: [{ confirmations: [{ status: 'accepted', quantity: '4' }, { quantity: '6', date: '2026-05-01' }] }],
    });
  });
});

describe('860 and 865, a change and its answer', () => {
  it('reads actions with the whole quantity after the change', () => {
    const body = [
      'BCH*04*SA*PO-7**3*20260105*****20260210',
      'POC*1*QI*6000*1000*PC*0.35**BP*NUT-8',
      'SCH*6000*PC***002*20260410',
      'POC*2*DI***PC',
      'POC*3*RQ*20**PC',
    ];
    expect(documentOf('860', body)).toMatchObject({
      changeNumber: '3',
      changeDate: '2026-02-10',
      purpose: 'change',
      lines: [
        { action: 'quantity-increase', quantity: '6000', schedules: [{ date: '2026-04-10' }] },
        { action: 'delete', quantity: '0' },
        { action: 'change', quantity: '20' },
      ],
    });
  });

  it('a confirmation accepts a counter-offer', () => {
    expect(documentOf('860', ['BCH*06*SA*PO-7**4*20260105'])).toMatchObject({ purpose: 'confirmation', lines: [] });
  });

  it('ID agrees to a deletion that was asked for', () => {
    const body = ['BCA*00*AC*PO-7**3*20260105****20260212', 'POC*2*DI*0**PC', 'ACK*ID*0*PC', 'POC*1*CA*5**PC', 'ACK*ID*5*PC'];
    expect(documentOf('865', body)).toMatchObject({
      outcome: 'changed',
      responseDate: '2026-02-12',
      lines: [{ confirmations: [{ status: 'accepted', quantity: '0' }] }, { confirmations: [{ status: 'rejected' }] }],
    });
  });
});

describe('870 Order Status Report', () => {
  const head = ['BSR*3*PP*R-5*20260301', 'HL*1**O*1', 'PRF*PO-7', 'HL*2*1*I*0', 'PO1*1*****BP*NUT-8'];
  it('reads cumulative figures per milestone, as of an instant with offset', () => {
    const body = [
      ...head,
      'ISR*IP*20260301',
      'QTY*02*300*PC',
      'QTY*05*4*PC',
      'DTM*007*20260301*0915*08',
      'REF*ZZ*CORRECTION*counted twice',
      'LM*ZZ',
      'LQ*ZZ*FINISHED',
      'ISR*CP*20260301',
      'QTY*87*120*PC',
    ];
    expect(documentOf('870', body)).toMatchObject({
      lines: [
        {
          orderNumber: 'PO-7',
          line: '1',
          buyerItem: 'NUT-8',
          milestone: 'finished',
          good: '300',
          scrap: '4',
          unit: 'PCE',
          asOf: '2026-03-01T09:15:00+08:00',
          correction: true,
          reason: 'counted twice',
        },
        { milestone: 'shipped', good: '120', scrap: '0', asOf: '2026-03-01T00:00:00Z' },
      ],
    });
  });

  it('leaves out a status that is no milestone, and says so', () => {
    const message = readSet('870', [...head, 'ISR*BK*20260301']);
    expect(message).toMatchObject({ verdict: 'accepted', document: { lines: [] } });
    expect(message.errors).toMatchObject([{ code: 'STATUS_NOT_A_MILESTONE', level: 'guide', segmentPosition: 7, value: 'BK' }]);
  });
});

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
        { buyerItem: 'NUT-8', sellerItem: 'M-10', orderNumber: 'PO-7', line: '1', quantity: '1200', unit: 'PCE', lot: 'L-77', cartons: 60 },
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
        { received: '1200', accepted: '1150', rejected: '50', lot: 'L-77', reason: 'thread damaged', orderNumber: 'PO-7' },
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
        { invoiceNumber: 'INV-5', invoiceDate: '2026-06-01', paid: '880.50', invoiced: '900.50', deduction: '20', reason: 'short 50 pieces' },
        { invoiceNumber: 'INV-6', paid: '100', invoiced: '100' },
      ],
    });
  });
});

describe('824 Application Advice', () => {
  it('names the document, the error and its place', () => {
    const body = ['BGN*11*AA-2*20260302', 'OTI*TR*PO*PO-7*****17*0001*850', 'TED*007*Item unknown*PO1*4*7**NUT-9', 'NTE*ZZZ*CODE orders.item.unknown'];
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
    const body = ['AK1*RS*17', 'AK2*870*0001', 'AK3*QTY*9**8', 'AK4*1>2>1*673*7*XX', 'AK5*R*5', 'AK2*870*0002', 'AK5*A', 'AK9*P*2*2*1'];
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
