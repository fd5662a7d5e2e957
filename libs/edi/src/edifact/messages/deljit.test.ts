import { mustSpeakBoth, placesIn, readBack, readMessage, writtenText } from '../../../test/edifact-message.ts';
import type { DeliveryCall } from '../../canonical/documents.ts';

const callOff = [
  'BGM+242+DJ-3+9',
  'DTM+137:20260301:102',
  'DTM+158:20260302:102',
  'RFF+RE:3',
  'NAD+SU+6901234500017::9',
  'NAD+BY+4012345000019::9',
  'SEQ+6+1',
  'DTM+10:202603020800:203',
  'LOC+11+DOCK4',
  'LIN+1++BOLT-M10:IN',
  'RFF+ON:PO-42',
  'LOC+7+WERK1::92:Werk 1',
  'QTY+1:240:PCE',
  'DTM+2:202603020800:203',
  'RFF+AAJ:K-1',
  'QTY+1:120:PCE',
  'SCC+10',
  'DTM+2:202603021400:203',
];

describe('a call-off', () => {
  it.each(['D.96A', 'D.97A', 'D.01B'])('in %s fixes day, hour and dock', (version) => {
    const message = readMessage('DELJIT', version, callOff);
    expect(placesIn(message)).toEqual([]);
    expect(message.document).toEqual({
      kind: 'delivery-call',
      scheduleNumber: 'DJ-3',
      release: '3',
      purpose: 'original',
      issueDate: '2026-03-01',
      basis: 'delivery',
      counting: 'discrete',
      horizonStart: '2026-03-02',
      parties: [
        { role: 'seller', id: '6901234500017', idQualifier: 'UL' },
        { role: 'buyer', id: '4012345000019', idQualifier: 'UL' },
      ],
      lines: [
        {
          line: '1',
          buyerItem: 'BOLT-M10',
          orderNumber: 'PO-42',
          unit: 'PCE',
          shipTo: { id: 'WERK1', idQualifier: '92', name: 'Werk 1' },
          dock: 'DOCK4',
          schedules: [
            { quantity: '240', certainty: 'firm', span: 'day', date: '2026-03-02', time: '08:00', callOff: 'K-1' },
            { quantity: '120', certainty: 'immediate', span: 'day', date: '2026-03-02', time: '14:00' },
          ],
        },
      ],
    });
  });

  it('may say the hour once for a whole sequence', () => {
    const body = callOff.filter((segment) => !segment.startsWith('DTM+2:'));
    expect(readMessage('DELJIT', 'D.97A', body).document).toMatchObject({
      basis: 'shipment',
      lines: [
        {
          schedules: [
            { quantity: '240', time: '08:00' },
            { quantity: '120', time: '08:00' },
          ],
        },
      ],
    });
  });

  it('has one line for each LIN, whatever sequence it is in', () => {
    const body = [...callOff, 'SEQ++2', 'LIN+++NUT:IN', 'QTY+113:5:KGM', 'DTM+2:20260303:102'];
    expect(readMessage('DELJIT', 'D.01B', body).document).toMatchObject({
      lines: [{ line: '1' }, { line: '2', buyerItem: 'NUT', unit: 'KGM', schedules: [{ date: '2026-03-03' }] }],
    });
  });
});

describe('what is wrong with a DELJIT is told with its place', () => {
  const changed = (from: string, to: string): string[] => callOff.map((segment) => segment.replace(from, to));

  it.each([
    [callOff.filter((segment) => !segment.startsWith('SEQ')), 'SEGMENT_MISSING@19/ in SG4'],
    [changed('SEQ+6+1', 'SEQ+6+:1'), 'ELEMENT_MISSING@8/2.1 in SG4'],
    [changed('202603021400:203', '202603022500:203'), 'ELEMENT_INVALID_DATE@19/1.2 in SG4/SG7/SG11'],
    [changed('QTY+1:120', 'QTY+:120'), 'ELEMENT_MISSING@17/1.1 in SG4/SG7/SG11'],
    [changed('DJ-3+9', '+9'), 'ELEMENT_MISSING@2/2.1'],
  ])('%j: %s', (segments, place) => {
    const message = readMessage('DELJIT', 'D.97A', segments);
    expect(placesIn(message)).toContain(place);
    expect(message).toMatchObject({ verdict: 'rejected', document: null });
    mustSpeakBoth(message);
  });
});

describe('the call-off we send', () => {
  const call: DeliveryCall = {
    kind: 'delivery-call',
    scheduleNumber: 'DJ-1',
    purpose: 'change',
    issueDate: '2026-03-01',
    basis: 'shipment',
    counting: 'cumulative',
    horizonStart: '2026-03-02',
    horizonEnd: '2026-03-06',
    parties: [],
    lines: [
      {
        line: '1',
        sellerItem: 'B10',
        unit: 'PCE',
        dock: 'a dock with a name of its own',
        orderLine: '20',
        schedules: [{ quantity: '240', certainty: 'firm', span: 'day', date: '2026-03-02', time: '08:00' }],
      },
    ],
  };

  it('names a dock that is too long for a code', () => {
    expect(writtenText(call, 'D.96A')).toContain(
      "SEQ++1'\nLIN+1'\nPIA+5+B10:SA'\nRFF+ON::20'\nLOC+11+:::a dock with a name of its own'\nQTY+3:240:PCE'\nSCC+1++D'\nDTM+10:202603020800:203'",
    );
    expect(readBack(call, 'D.96A')).toEqual(call);
  });

  it.each(['D.96A', 'D.97A', 'D.01B'])('may call nothing in %s', (version) => {
    const empty: DeliveryCall = { ...call, lines: [] };
    expect(readBack(empty, version)).toEqual(empty);
  });
});
