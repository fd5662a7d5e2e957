import { places, readSet } from '../../test/compose-interchange.ts';

const order = [
  'BEG*00*SA*PO-7**20260110',
  'CUR*BY*USD',
  'N1*BY*Harbor Tools*92*B-1',
  'PO1*1*480*EA*1.85**BP*NUT-8',
  'CTT*1',
];
const withSegment = (at: number, segment: string): string[] => [...order.slice(0, at), segment, ...order.slice(at)];
const instead = (at: number, segment: string): string[] => order.map((s, i) => (i === at ? segment : s));
const judged = (body: string[]) => readSet('850', body);

describe('the structure of a set', () => {
  it.each([
    ['a segment nobody knows', withSegment(1, 'QQQ*1'), ['SEGMENT_UNKNOWN@3']],
    ['a segment of another set', withSegment(1, 'BSN*00*X1*20260101*1200'), ['SEGMENT_NOT_IN_SET@3']],
    ['a header segment behind the lines', withSegment(4, 'BEG*00*SA*PO-7**20260110'), ['SEGMENT_OUT_OF_ORDER@6']],
    ['a mandatory segment left out', order.slice(1), ['SEGMENT_MISSING@2']],
    ['a mandatory loop left out', order.filter((s) => !s.startsWith('PO1')), ['SEGMENT_MISSING@5']],
    ['one occurrence too many', withSegment(2, 'CUR*BY*USD'), ['SEGMENT_TOO_MANY@4']],
    ['a loop too often', [...order, 'CTT*1'], ['LOOP_TOO_MANY@7']],
  ])('%s is an error and rejects', (_, body, expected) => {
    const message = judged(body);
    expect(places(message)).toEqual(expected);
    expect(message).toMatchObject({ verdict: 'rejected', document: null });
  });

  it('reads the same segment in the loop where it stands', () => {
    const body = [
      'BEG*00*SA*PO-7**20260110',
      'REF*CT*C-1',
      'N1*BY*Harbor Tools',
      'REF*VR*of-the-party',
      order[3] as string,
    ];
    expect(judged(body).document).toMatchObject({ references: { CT: 'C-1' } });
  });
});

describe('the elements of a segment', () => {
  it.each([
    ['mandatory and empty', instead(0, 'BEG*00*SA***20260110'), 'ELEMENT_MISSING@2/3'],
    ['no date', instead(0, 'BEG*00*SA*PO-7**20260230'), 'ELEMENT_INVALID_DATE@2/5'],
    ['no time', withSegment(2, 'DTM*002*20260301*2460'), 'ELEMENT_INVALID_TIME@4/3'],
    ['no decimal', instead(3, 'PO1*1*4,80*EA*1.85**BP*NUT-8'), 'ELEMENT_INVALID_CHARACTER@5/2'],
    [
      'an exponent, which X12 does not write',
      instead(3, 'PO1*1*1E9*EA*1.85**BP*NUT-8'),
      'ELEMENT_INVALID_CHARACTER@5/2',
    ],
    ['a code too long', instead(3, 'PO1*1*480*EACH*1.85**BP*NUT-8'), 'ELEMENT_TOO_LONG@5/3'],
    ['a code too short', instead(2, 'N1*B*Harbor Tools'), 'ELEMENT_TOO_SHORT@4/1'],
    ['a code the translation does not know', instead(0, 'BEG*07*SA*PO-7**20260110'), 'ELEMENT_INVALID_CODE@2/1'],
    ['P: one of a pair', instead(2, 'N1*BY*Harbor Tools*92'), 'ELEMENT_CONDITION_MISSING@4/4'],
    ['R: none of those required', instead(2, 'N1*BY'), 'ELEMENT_CONDITION_MISSING@4/2'],
    ['a unit left out, which the guide only notes', instead(3, 'PO1*1*480**1.85**BP*NUT-8'), 'UNIT_NOT_STATED@5/3'],
    ['C: a quantity without its unit', withSegment(2, 'FOB*CC**Ningbo'), 'ELEMENT_CONDITION_MISSING@4/2'],
    ['L: at least one of a list', withSegment(2, 'ITD*01*3*2'), 'ELEMENT_CONDITION_MISSING@4/4'],
  ])('%s', (_, body, expected) => {
    expect(places(judged(body)).join()).toBe(expected);
  });

  it('E: two that exclude each other', () => {
    const body = ['BSR*3*PP*R-1*20260301', 'HL*1**O', 'PRF*PO-7', 'PO1*1', 'ISR*IP', 'QTY*02*5*EA*FREE'];
    expect(places(readSet('870', body))).toEqual(['ELEMENT_EXCLUDED@7/4']);
  });

  it('a text too long is noted and the message still accepted', () => {
    const message = judged(instead(2, `N1*BY*${'x'.repeat(61)}`));
    expect(places(message)).toEqual(['ELEMENT_TOO_LONG@4/2']);
    expect(message.verdict).toBe('accepted-with-errors');
    expect(message.document).not.toBeNull();
  });

  it('a component is named with its element', () => {
    const body = ['BCH*04*SA*PO-7**2*20260110', 'POC*1*QI*60*10*PCS>1*0.35**BP*NUT-8'];
    const [problem] = readSet('860', body).errors;
    expect(problem).toMatchObject({
      code: 'ELEMENT_TOO_LONG',
      element: 5,
      component: 1,
      value: 'PCS',
      elementNumber: '355',
    });
  });

  it('005010 takes longer reference numbers', () => {
    const body = withSegment(2, `REF*CT*${'7'.repeat(50)}`);
    expect(places(readSet('850', body, '004010'))).toEqual(['ELEMENT_TOO_LONG@4/2']);
    expect(places(readSet('850', body, '005010'))).toEqual([]);
  });
});

describe('the hierarchy', () => {
  const notice = (...levels: string[]): string[] => ['BSN*00*S-1*20260301*0915', ...levels];
  it('flags an orphan, a number used twice and a wrong child code', () => {
    const levels = ['HL*1**S*1', 'HL*2*7*O', 'HL*2*1*I', 'LIN*1*BP*NUT-8', 'SN1*1*5*EA'];
    expect(places(readSet('856', notice(...levels)))).toEqual(['HL_PARENT_UNKNOWN@4/2', 'HL_REPEATED@5/1']);
    expect(places(readSet('856', notice('HL*1**S*1')))).toEqual(['HL_CHILD_CODE_WRONG@3/4']);
  });
});
