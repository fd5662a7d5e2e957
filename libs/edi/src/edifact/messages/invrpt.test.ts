import { mustSpeakBoth, placesIn, readBack, readMessage, writtenText } from '../../../test/edifact-message.ts';
import type { InventoryReport } from '../../canonical/documents.ts';

const header = ['BGM+35+IR-9+9', 'DTM+137:20260301:102', 'DTM+366:20260228:102'];

describe('a stock report', () => {
  it('of a retailer in D.96A: each quantity where it is', () => {
    const body = [
      ...header,
      'NAD+BY+5412345000013::9',
      'NAD+SU+4012345500004::9',
      'LIN+1++5410738100012:EN',
      'PIA+1+B-10:IN',
      'IMD+F++:::Hex bolt',
      'QTY+145:148:PCE',
      'LOC+18+WH1::92',
      'QTY+198:60:PCE',
      'LOC+18+WH1::92',
      'DTM+17:20260305:102',
      'QTY+145:20:PCE',
      'LOC+18+WH2::92',
      'QTY+89:7:PCE',
      'GIN+BX+L-77',
      'LOC+18+WH1::92',
    ];
    const message = readMessage('INVRPT', 'D.96A', body);
    expect(placesIn(message)).toEqual([]);
    const item = { line: '1', buyerItem: 'B-10', sellerItem: '5410738100012', description: 'Hex bolt' };
    const [first, second] = [
      { id: 'WH1', idQualifier: '92' },
      { id: 'WH2', idQualifier: '92' },
    ];
    expect(message.document).toEqual({
      kind: 'inventory-report',
      reportNumber: 'IR-9',
      reportDate: '2026-03-01',
      countDate: '2026-02-28',
      parties: [
        { role: 'buyer', id: '5412345000013', idQualifier: 'UL' },
        { role: 'seller', id: '4012345500004', idQualifier: 'UL' },
      ],
      lines: [
        {
          ...item,
          location: first,
          quantities: [
            { state: 'on-hand', quantity: '148', unit: 'PCE' },
            { state: 'in-transit', quantity: '60', unit: 'PCE', date: '2026-03-05' },
          ],
        },
        { ...item, location: second, quantities: [{ state: 'on-hand', quantity: '20', unit: 'PCE' }] },
        { ...item, location: first, lot: 'L-77', quantities: [{ state: 'blocked', quantity: '7', unit: 'PCE' }] },
      ],
    });
  });

  it('of a warehouse in D.97A: INV opens each quantity, the warehouse is named once', () => {
    const body = [
      ...header,
      'NAD+WH+++NINGBO BONDED WAREHOUSE',
      'LIN+++NUT:SA',
      'RFF+BT:L-1',
      'INV++1',
      'QTY+145:10:PCE',
      'INV++4',
      'QTY+145:4:PCE',
      'INV++2',
      'QTY+145:1:PCE',
      'INV+++++ZZZ:WIP::ZZZ',
      'QTY+ZZZ:30:PCE',
    ];
    expect(readMessage('INVRPT', 'D.97A', body).document).toMatchObject({
      lines: [
        {
          line: '1',
          sellerItem: 'NUT',
          lot: 'L-1',
          location: { name: 'NINGBO BONDED WAREHOUSE' },
          quantities: [
            { state: 'on-hand', quantity: '10' },
            { state: 'committed', quantity: '4' },
            { state: 'blocked', quantity: '1' },
            { state: 'in-production', quantity: '30' },
          ],
        },
      ],
    });
  });
});

describe('what an INVRPT leaves out or says wrong is told with its place', () => {
  const body = [...header, 'LIN+1++NUT:SA', 'QTY+145:10:PCE', 'INV++1'];
  const changed = (from: string, to: string): string[] => body.map((segment) => segment.replace(from, to));

  it.each([
    [changed('QTY+145', 'QTY+197'), 'D.96A', 'accepted', 'QUANTITY_NOT_READ@6/1.1 in SG9/SG11'],
    [changed(':PCE', ''), 'D.96A', 'accepted', 'UNIT_NOT_STATED@6/ in SG9/SG11'],
    [changed(':10:', ':ten:'), 'D.96A', 'rejected', 'ELEMENT_INVALID_CHARACTER@6/1.2 in SG9/SG11'],
    [changed('20260228', '20260229'), 'D.96A', 'rejected', 'ELEMENT_INVALID_DATE@4/1.2'],
    [body, 'D.97A', 'rejected', 'SEGMENT_OUT_OF_ORDER@6/'],
    [[...header, 'LIN+1', 'INV++1'], 'D.97A', 'rejected', 'SEGMENT_MISSING@7/ in SG9/SG11'],
  ])('%j in %s: %s, %s', (segments, version, verdict, place) => {
    const message = readMessage('INVRPT', version, segments);
    expect(placesIn(message)).toContain(place);
    expect(message).toMatchObject({ verdict });
    mustSpeakBoth(message);
  });
});

describe('the stock we report', () => {
  const report: InventoryReport = {
    kind: 'inventory-report',
    reportNumber: 'IR-1',
    reportDate: '2026-03-01',
    parties: [],
    lines: [
      {
        line: '1',
        buyerItem: 'BOLT',
        location: { id: 'W1', idQualifier: '91' },
        quantities: [{ state: 'available', quantity: '5', unit: 'PCE', date: '2026-03-09' }],
      },
    ],
  };

  it('says its state beside the quantity, in the order of the directory', () => {
    expect(writtenText(report, 'D.96A')).toContain(
      "LOC+18+W1::91'\nQTY+ZZZ:5:PCE'\nINV+++++ZZZ:AVL::ZZZ'\nDTM+44:20260309:102'",
    );
    expect(writtenText(report, 'D.01B')).toContain(
      "LOC+18+W1::91'\nINV+++++ZZZ:AVL::ZZZ'\nQTY+ZZZ:5:PCE'\nDTM+44:20260309:102'",
    );
    expect(readBack(report, 'D.01B')).toEqual(report);
  });

  it('is refused where a warehouse has a longer name than the directory allows', () => {
    const [line] = report.lines as [InventoryReport['lines'][number]];
    const long = { ...report, lines: [{ ...line, location: { name: 'w'.repeat(71) } }] };
    expect(() => writtenText(long, 'D.96A')).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ problem: 'ELEMENT_TOO_LONG', segment: 'LOC' }) }),
    );
  });
});
