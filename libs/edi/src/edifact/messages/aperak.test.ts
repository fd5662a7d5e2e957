import { mustSpeakBoth, placesIn, readBack, readMessage, writtenText } from '../../../test/edifact-message.ts';
import type { ApplicationAdvice } from '../../canonical/documents.ts';

const documentOf = (version: string, body: readonly string[]): unknown => {
  const { document, errors } = readMessage('APERAK', version, body);
  expect(errors.filter((p) => p.severity === 'error')).toEqual([]);
  return document;
};

describe('a partner refuses our document', () => {
  it('by one reference, an error and the line it is in', () => {
    const body = [
      'BGM+313+AP-1+27',
      'DTM+137:20260301:102',
      'RFF+ACW:PO-7',
      'NAD+SU+6901234500017::9',
      'ERC+42',
      'FTX+AAO+++LINE 2 UNKNOWN ITEM:BOLT-M99',
      'RFF+LI:2',
    ];
    expect(documentOf('D.96A', body)).toEqual({
      kind: 'application-advice',
      adviceNumber: 'AP-1',
      adviceDate: '2026-03-01',
      refersTo: { type: '', number: 'PO-7' },
      outcome: 'rejected',
      parties: [{ role: 'seller', id: '6901234500017', idQualifier: 'UL' }],
      errors: [{ code: '42', text: 'LINE 2 UNKNOWN ITEM BOLT-M99', position: '2' }],
    });
  });

  it('by the order it names, beside the reference of the message', () => {
    const body = [
      'BGM+313+77+9+RE',
      'DTM+137:202603011230:203',
      'RFF+ACW:000000017',
      'RFF+ON:4500012345',
      'DTM+171:20260227:102',
      'ERC+E10::92',
      'FTX+AAO+++Preis weicht ab',
      'RFF+ON:4500012345:30',
      'ERC+E11',
    ];
    expect(documentOf('D.97A', body)).toMatchObject({
      refersTo: { type: 'ORDERS', number: '4500012345', messageControl: '000000017' },
      outcome: 'rejected',
      errors: [
        { code: 'E10', text: 'Preis weicht ab', position: 'ON/4500012345/30' },
        { code: 'E11', text: '' },
      ],
    });
  });

  it('by a DOC segment, where the directory has one', () => {
    const body = ['BGM+313:::APERAK+A9+27', 'DOC+380+INV-5', 'DTM+171:20260226:102', 'ERC+7', 'FTX+AAI+++VAT'];
    const message = readMessage('APERAK', 'D.01B', body);
    expect(message.document).toMatchObject({
      adviceDate: '2026-03-01',
      refersTo: { type: 'INVOIC', number: 'INV-5' },
      errors: [{ code: '7', text: 'VAT' }],
    });
    expect(placesIn(message)).toEqual(['DATE_NOT_STATED@2/']);
  });
});

describe('the outcome', () => {
  it.each([
    ['BGM+312+A+29', 'accepted'],
    ['BGM+312+A+9+AP', 'accepted'],
    ['BGM+312+A+9', 'accepted'],
    ['BGM+12E::9+A+6', 'accepted'],
    ['BGM+312+A+34', 'accepted-with-change'],
    ['BGM++A+9+CA', 'accepted-with-change'],
    ['BGM+313+A+9', 'rejected'],
    ['BGM+312+A+12', 'rejected'],
  ])('of %s is %s', (bgm, outcome) => {
    expect(documentOf('D.96A', [bgm, 'DTM+137:20260301:102', 'RFF+ON:1'])).toMatchObject({ outcome });
  });

  it('is a refusal where errors are listed and nothing else is said, with a warning in both languages', () => {
    const body = ['BGM+27+AP-2+7', 'DTM+137:20260301:102', 'RFF+ACW:PO-9', 'ERC+12', 'FTX+AAI+++invalid product'];
    const message = readMessage('APERAK', 'D.96A', body);
    expect(message).toMatchObject({
      verdict: 'accepted',
      document: { outcome: 'rejected' },
      errors: [
        {
          code: 'OUTCOME_NOT_STATED',
          segment: 'BGM',
          segmentPosition: 2,
          element: 3,
          value: '7',
          message: { en: expect.stringContaining('rejected'), zh: expect.stringContaining('未写明接受或拒绝') },
        },
      ],
    });
  });
});

describe('what is wrong with an APERAK is told with its place', () => {
  const body = ['BGM+313+A+27', 'DTM+137:20260301:102', 'RFF+ON:1', 'ERC+1', 'FTX+AAO+++x', 'RFF+LI:2'];
  const changed = (from: string, to: string): string[] => body.map((segment) => segment.replace(from, to));

  it.each([
    [changed('ERC+1', 'ERC'), 'ELEMENT_MISSING@5/1 in SG3'],
    [changed('ERC+1', 'ERC+123456789'), 'ELEMENT_TOO_LONG@5/1.1 in SG3'],
    [changed('BGM+313+A', 'BGM+313+'), 'ELEMENT_MISSING@2/2.1'],
    [changed('RFF+LI:2', 'RFF+LI:2:1234567'), 'ELEMENT_TOO_LONG@7/1.3 in SG3/SG4'],
    [changed('20260301', '20260230'), 'ELEMENT_INVALID_DATE@3/1.2'],
    [[...body.slice(0, 5), 'FTX+AAO+++y', ...body.slice(5)], 'SEGMENT_TOO_MANY@7/'],
    [body.filter((segment) => segment !== 'ERC+1'), 'SEGMENT_OUT_OF_ORDER@5/'],
    [body.filter((segment) => segment !== 'RFF+ON:1'), 'REFERENCE_NOT_STATED@2/1'],
  ])('%j: %s', (segments, place) => {
    const message = readMessage('APERAK', 'D.96A', segments);
    expect(placesIn(message)).toContain(place);
    mustSpeakBoth(message);
  });
});

describe('what we refuse', () => {
  const advice: ApplicationAdvice = {
    kind: 'application-advice',
    adviceNumber: 'PO-7-R',
    adviceDate: '2026-03-01',
    refersTo: { type: 'ORDERS', number: 'PO-7', groupControl: '905', messageControl: '1' },
    outcome: 'rejected',
    parties: [],
    errors: [
      { code: 'orders.line.unknown-item', text: 'BOLT-M99 is not known', position: 'LIN/3', value: 'BOLT-M99' },
      { code: '007', text: 'word '.repeat(100).trim() },
    ],
  };
  it('is said by the order number, our codes apart', () => {
    const text = writtenText(advice, 'D.96A');
    expect(text).toContain(
      "BGM+313+PO-7-R+27'\nDTM+137:20260301:102'\nFTX+ZZZ++GRP::ZZZ+905'\nRFF+ON:PO-7'\nRFF+ACW:1'",
    );
    expect(text).toContain("ERC+ZZZ'\nFTX+AAO+++BOLT-M99 is not known'\nRFF+LI:LIN/3'\nFTX+ZZZ++COD::ZZZ+orders.line");
    expect(text).not.toContain('TYP');
  });

  it('keeps a text that one segment does not hold', () => {
    expect(readBack(advice, 'D.96A')).toEqual(advice);
  });
});
