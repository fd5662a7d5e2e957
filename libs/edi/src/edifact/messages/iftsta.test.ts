import { mustSpeakBoth, placesIn, readBack, readMessage, writtenText } from '../../../test/edifact-message.ts';
import type { TransportStatus } from '../../canonical/documents.ts';

const header = ['BGM+23+ST-1+9', 'DTM+137:202603011000:203'];

describe('a status report', () => {
  it('of a carrier: one container at sea, one expected', () => {
    const body = [
      ...header,
      'NAD+CA+COSU:160:86',
      'NAD+CZ+++NINGBO MINGZHOU CO., LTD.',
      'RFF+BN:6123456780',
      'RFF+BM:COSU6123456780',
      'CNI+1+COSU6123456780',
      'STS+1+24+17:::vessel left late',
      'RFF+ON:PO-7',
      'DTM+334:202602280830:203',
      'LOC+175+CNNGB:139:6:NINGBO',
      'TDT+20+027W+1++COSU:172:87+++9795622:146::COSCO SHIPPING LIBRA',
      'EQD+CN+CSNU7654321+45G1:102:5',
      'STS+1+1',
      'DTM+132:20260402:102',
      'LOC+175+DEHAM:139:6',
    ];
    const { document, verdict } = readMessage('IFTSTA', 'D.96A', body);
    expect(verdict).toBe('accepted');
    expect(document).toEqual({
      kind: 'transport-status',
      statusNumber: 'ST-1',
      statusDate: '2026-03-01',
      reportedAt: '2026-03-01T10:00:00Z',
      parties: [
        { role: 'carrier', id: 'COSU', idQualifier: '86' },
        { role: 'consignor', name: 'NINGBO MINGZHOU CO., LTD.' },
      ],
      consignments: [
        {
          consignment: 'COSU6123456780',
          references: { booking: '6123456780', billOfLading: 'COSU6123456780', orders: ['PO-7'] },
          events: [
            {
              event: 'departed',
              timing: 'actual',
              at: '2026-02-28T08:30:00Z',
              place: { id: 'CNNGB', idQualifier: '6', name: 'NINGBO' },
              conveyance: { mode: 'sea', name: 'COSCO SHIPPING LIBRA', voyage: '027W' },
              containers: ['CSNU7654321'],
              remark: 'vessel left late',
            },
            {
              event: 'arrived',
              timing: 'estimated',
              at: '2026-04-02T00:00:00Z',
              place: { id: 'DEHAM', idQualifier: '6' },
            },
          ],
        },
      ],
    });
  });

  it('of a forwarder: several consignments, words beside codes, an event we have no name for', () => {
    const body = [
      'BGM+77:::STATUS+95-455+9',
      'DTM+137:20260204:102',
      'NAD+FW+5422331123459::9',
      'CNI+1+4215A',
      'STS+1+21',
      'DTM+35:202602011450:203',
      'CNI+2+5122C',
      'STS+1+74:::Stuffed in depot',
      'DTM+334:20260203143000?+0800:208',
      'FTX+AAI+++second shift',
      'CNI+3+5145E',
      'STS+1+23++7:::closed',
      'DTM+334:20260115:102',
    ];
    const { document } = readMessage('IFTSTA', 'D.01B', body);
    expect((document as TransportStatus).consignments.map(({ events }) => events)).toEqual([
      [{ event: 'delivered', timing: 'actual', at: '2026-02-01T14:50:00Z' }],
      [
        {
          event: 'other',
          code: '74',
          description: 'Stuffed in depot',
          timing: 'actual',
          at: '2026-02-03T14:30:00+08:00',
          remark: 'second shift',
        },
      ],
      [{ event: 'not-delivered', timing: 'actual', at: '2026-01-15T00:00:00Z', remark: 'closed' }],
    ]);
  });

  it.each([
    ['STS+1+VD', 'departed'],
    ['STS+1+UV::ZZZ', 'unloaded'],
    ['STS+1+40', 'arrived'],
    ['STS+1+12', 'customs-cleared'],
    ['STS+1+GIN::ZZZ', 'gate-in'],
    ['STS+1+ZZZ:::on hold', 'other'],
  ])('%s is %s', (sts, event) => {
    const { document } = readMessage('IFTSTA', 'D.97A', [...header, 'CNI+1+B1', sts, 'DTM+334:20260301:102']);
    expect(document).toMatchObject({ consignments: [{ events: [{ event }] }] });
  });

  it('takes date and place from the means of transport, and the number from the references', () => {
    const body = [...header, 'RFF+BM:B-9', 'CNI+1', 'STS+1+24', 'TDT+20', 'LOC+5+CNSHA', 'DTM+186:20260228:102'];
    const message = readMessage('IFTSTA', 'D.96A', body);
    expect(message.document).toMatchObject({
      consignments: [{ consignment: 'B-9', events: [{ at: '2026-02-28T00:00:00Z', place: { id: 'CNSHA' } }] }],
    });
    expect(placesIn(message)).toEqual(['REFERENCE_NOT_STATED@5/2 in SG4']);
  });
});

describe('what is wrong with an IFTSTA is told with its place', () => {
  const body = [...header, 'CNI+1+B1', 'STS+1+24', 'DTM+334:20260301:102', 'EQD+CN+CSNU7654321', 'SEL+77'];
  const changed = (from: string, to: string): string[] => body.map((segment) => segment.replace(from, to));

  it.each([
    [changed('STS+1+24', 'STS+1+2410'), 'D.96A', 'ELEMENT_TOO_LONG@5/2.1 in SG4/SG5'],
    [changed('20260301', '20260231'), 'D.96A', 'ELEMENT_INVALID_DATE@6/1.2 in SG4/SG5'],
    [changed('CNI+1', 'CNI+12345'), 'D.96A', 'ELEMENT_TOO_LONG@4/1 in SG4'],
    [changed('EQD+CN', 'EQD+'), 'D.96A', 'ELEMENT_MISSING@7/1 in SG4/SG5/SG7'],
    [changed('EQD+CN', 'EQD+'), 'D.01B', 'ELEMENT_MISSING@7/1 in SG4/SG5/SG10'],
    [body.filter((segment) => !segment.startsWith('STS')), 'D.96A', 'SEGMENT_MISSING@8/ in SG4/SG5'],
    [body.filter((segment) => !segment.startsWith('DTM+334')), 'D.97A', 'TIME_NOT_STATED@5/ in SG4/SG5'],
    [[...body, 'XYZ+1'], 'D.97A', 'SEGMENT_NOT_IN_MESSAGE@9/'],
  ])('%j in %s: %s', (segments, version, place) => {
    const message = readMessage('IFTSTA', version, segments);
    expect(placesIn(message)).toContain(place);
    mustSpeakBoth(message);
  });
});

describe('the status we report', () => {
  const status: TransportStatus = {
    kind: 'transport-status',
    statusNumber: 'TS-1',
    statusDate: '2026-03-01',
    parties: [{ role: 'consignee', name: 'Acme' }],
    consignments: [
      {
        consignment: 'ASN-1',
        references: { shipment: 'ASN-1', orders: ['PO-7', 'PO-8'] },
        events: [
          { event: 'gate-in', timing: 'actual', at: '2026-02-27T09:00:00+08:00' },
          { event: 'unloaded', timing: 'estimated', at: '2026-04-03T00:00:00Z' },
        ],
      },
    ],
  };

  it('has codes of ours only where the recommendation has none', () => {
    const text = writtenText(status, 'D.96A');
    expect(text).toContain(
      "STS+1+GIN::ZZZ'\nRFF+AAK:ASN-1'\nRFF+ON:PO-7'\nRFF+ON:PO-8'\nDTM+334:20260227090000?+0800:208'",
    );
    expect(text).toContain(
      "STS+1+29'\nRFF+AAK:ASN-1'\nRFF+ON:PO-7'\nRFF+ON:PO-8'\nDTM+334:20260403000000?+0000:208'\nFTX+ZZZ++EST::ZZZ'",
    );
    expect(readBack(status, 'D.96A')).toEqual(status);
  });

  it('is refused where a consignment has no event, with the place', () => {
    const empty = { ...status, consignments: [{ consignment: 'ASN-1', events: [] }] };
    expect(() => writtenText(empty, 'D.96A')).toThrow(
      expect.objectContaining({
        code: 'edi.write.not-writable',
        facts: expect.objectContaining({ problem: 'SEGMENT_MISSING', segment: 'STS' }),
      }),
    );
  });
});
