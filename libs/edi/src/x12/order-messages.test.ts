import { readSet } from '../../test/compose-interchange.ts';

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
      lines: [
        {
          confirmations: [
            { status: 'accepted', quantity: '4' },
            { quantity: '6', date: '2026-05-01' },
          ],
        },
      ],
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
    const body = [
      'BCA*00*AC*PO-7**3*20260105****20260212',
      'POC*2*DI*0**PC',
      'ACK*ID*0*PC',
      'POC*1*CA*5**PC',
      'ACK*ID*5*PC',
    ];
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
    expect(message.errors).toMatchObject([
      { code: 'STATUS_NOT_A_MILESTONE', level: 'guide', segmentPosition: 7, value: 'BK' },
    ]);
  });
});
