import { mustSpeakBoth, placesIn, readBack, readMessage, writtenText } from '../../../test/edifact-message.ts';
import type { TestResults } from '../../canonical/documents.ts';

const certificate = [
  'BGM+4+COA-1+9',
  'DTM+137:20260301:102',
  'FTX+AAI+++Sampled at the mill',
  'RFF+AAK:ASN-88',
  'NAD+SU+6901234500017::9',
  'NAD+BY+4012345000019::9',
  'LIN+1++BOLT-M10:IN',
  'QTY+12:5000:PCE',
  'RFF+ON:PO-42:10',
  'GIN+BX+LOT2601',
  'CCI+++HRD',
  'FTX+ZZZ++VER::ZZZ+CONFORMING',
  'FTX+AAI+++three samples',
  'MEA+SV++HV:250:220:280',
  'MEA+MV++HV:255',
  'MEA+MV++HV:251,5',
  'STA+1+253.25:HV',
  'STA+7+1.67',
  'TEM+ISO 6507-1',
  'CCI+++ZZZ:::Zinc coating',
  'MEA+SV++MMT::0.008',
  'MEA+MV++MMT:0.011',
  'TEM+:::Magnetic induction after ISO 2178',
  'GIN+BX+LOT2602',
  'CCI+++HRD',
  'MEA+MV++HV:219',
];

describe('a test report', () => {
  it.each(['D.96A', 'D.97A', 'D.01B'])('in %s is one item for each lot', (version) => {
    const message = readMessage('QALITY', version, certificate);
    expect(placesIn(message)).toEqual([]);
    const item = {
      line: '1',
      buyerItem: 'BOLT-M10',
      orderNumber: 'PO-42',
      orderLine: '10',
      quantity: { value: '5000', unit: 'PCE' },
    };
    expect(message.document).toEqual({
      kind: 'test-results',
      reportNumber: 'COA-1',
      reportDate: '2026-03-01',
      shipmentNumber: 'ASN-88',
      parties: [
        { role: 'seller', id: '6901234500017', idQualifier: 'UL' },
        { role: 'buyer', id: '4012345000019', idQualifier: 'UL' },
      ],
      notes: ['Sampled at the mill'],
      items: [
        {
          ...item,
          lot: 'LOT2601',
          characteristics: [
            {
              name: 'HRD',
              method: 'ISO 6507-1',
              limits: { target: '250', minimum: '220', maximum: '280' },
              unit: 'HV',
              measurements: ['255', '251.5'],
              statistics: [
                { kind: 'average', value: '253.25' },
                { kind: 'capability', value: '1.67' },
              ],
              verdict: 'conforming',
              remark: 'three samples',
            },
            {
              name: 'Zinc coating',
              method: 'Magnetic induction after ISO 2178',
              limits: { minimum: '0.008' },
              unit: 'MMT',
              measurements: ['0.011'],
            },
          ],
        },
        { ...item, lot: 'LOT2602', characteristics: [{ name: 'HRD', unit: 'HV', measurements: ['219'] }] },
      ],
    });
  });

  it('without lots; a partner names what it measured in MEA only', () => {
    const body = [
      'BGM+16+C-2+9',
      'DTM+137:20260301:102',
      'LIN+1++BOLT:IN',
      'RFF+BT:L-9',
      'CCI+TES',
      'MEA+MV+TC+CEL:51',
      'CCI+6++pH',
      'MEA+AAE++ZZ:7.1',
    ];
    expect(readMessage('QALITY', 'D.96A', body).document).toMatchObject({
      items: [
        {
          lot: 'L-9',
          characteristics: [
            { name: 'TC', unit: 'CEL', measurements: ['51'] },
            { name: 'pH', measurements: ['7.1'] },
          ],
        },
      ],
    });
  });
});

describe('what a QALITY says that is not read, or says wrong, is told with its place', () => {
  const changed = (from: string, to: string): string[] => certificate.map((segment) => segment.replace(from, to));
  const behind = (start: string, ...more: string[]): string[] =>
    certificate.flatMap((segment) => (segment.startsWith(start) ? [segment, ...more] : [segment]));

  it.each([
    [changed('STA+7', 'STA+2'), 'accepted', 'SEGMENT_NOT_READ@19/ in SG5/SG20/SG22/SG26'],
    [[...certificate, 'PRC+7'], 'accepted', 'SEGMENT_NOT_READ@28/ in SG5/SG30'],
    [behind('LIN', 'MEA+SV++CEL::20:150'), 'accepted', 'SEGMENT_NOT_READ@9/ in SG5'],
    [[...certificate, 'CCI'], 'accepted', 'CHARACTERISTIC_NOT_NAMED@28/3 in SG5/SG20/SG22'],
    [changed('HV:255', 'HV:hard'), 'rejected', 'ELEMENT_INVALID_CHARACTER@16/3.2 in SG5/SG20/SG22/SG24'],
    [changed('MEA+MV++HV:219', 'MEA+++HV:219'), 'rejected', 'ELEMENT_MISSING@27/1 in SG5/SG20/SG22/SG24'],
    [changed('QTY+12:5000', 'QTY+12:'), 'rejected', 'ELEMENT_MISSING@9/1.2 in SG5'],
    [changed('BGM+4+COA-1', 'BGM+4+'), 'rejected', 'ELEMENT_MISSING@2/2.1'],
  ])('%j: %s, %s', (segments, verdict, place) => {
    const message = readMessage('QALITY', 'D.96A', segments);
    expect(placesIn(message)).toContain(place);
    expect(message).toMatchObject({ verdict });
    mustSpeakBoth(message);
  });
});

describe('the results we send', () => {
  const results: TestResults = {
    kind: 'test-results',
    reportNumber: 'TR-1',
    reportDate: '2026-03-01',
    parties: [],
    items: [
      {
        line: '1',
        lot: 'L-1',
        heat: 'H-55',
        characteristics: [
          { name: 'visual', unit: 'PCE', measurements: [], verdict: 'nonconforming' },
          { name: 'tensile strength at room temperature', limits: { minimum: '800' }, measurements: ['-1'] },
        ],
      },
    ],
  };

  it('say a unit that no figure has, and no unit where there is none', () => {
    const text = writtenText(results, 'D.96A');
    expect(text).toContain(
      "FTX+ZZZ++HEA::ZZZ+H-55'\nGIN+BX+L-1'\nCCI+++visual'\nFTX+ZZZ++VER::ZZZ+NONCONFORMING'\nMEA+SV++PCE'",
    );
    expect(text).toContain("CCI+++ZZZ:::tensile strength at room:temperature'\nMEA+SV++ZZ::800'\nMEA+MV++ZZ:-1'");
    expect(readBack(results, 'D.96A')).toEqual(results);
  });

  it('are refused where D.96A has no room for the notes', () => {
    const wordy = { ...results, notes: ['word '.repeat(450).trim()] };
    expect(() => writtenText(wordy, 'D.96A')).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ problem: 'SEGMENT_TOO_MANY', segment: 'FTX' }) }),
    );
  });
});
