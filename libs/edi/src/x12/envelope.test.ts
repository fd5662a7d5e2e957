import { composeText, readOne } from '../../test/compose-interchange.ts';

const body = ['BEG*00*SA*PO-7**20260110', 'CUR*BY*USD', 'PO1*1*480*EA*1.85**BP*NUT-8', 'CTT*1'];
const text = composeText({
  sets: [
    { type: '850', body },
    { type: '850', body },
  ],
});

const changed = (from: string | RegExp, to: string) => readOne(text.replace(from, to));

describe('an envelope whose counts and references hold is accepted', () => {
  it('with its parties, numbers and flags', () => {
    const { interchange, group } = readOne(text);
    expect(interchange).toMatchObject({
      sender: 'NINGBOMZ',
      senderQualifier: 'ZZ',
      receiver: 'ACMEUS',
      control: '000000905',
      test: false,
      verdict: 'accepted',
      errors: [],
    });
    expect(group).toMatchObject({ functionalId: 'PO', control: '17', version: '004010', verdict: 'accepted' });
    expect(group.messages.map((m) => m.control)).toEqual(['0001', '0002']);
  });
});

describe('a broken interchange rejects everything in it', () => {
  it.each([
    ['IEA_CONTROL_MISMATCH', 'IEA*1*000000905', 'IEA*1*000000906'],
    ['IEA_COUNT_MISMATCH', 'IEA*1*', 'IEA*2*'],
    ['IEA_MISSING', 'IEA*1*000000905~\n', ''],
    ['ISA_DATE_INVALID', '260117*1030', '261317*1030'],
    ['ISA_TIME_INVALID', '260117*1030', '260117*2530'],
    ['ISA_CONTROL_INVALID', /000000905/g, '00000090A'],
    ['ISA_SENDER_INVALID', 'NINGBOMZ       *ZZ', '               *ZZ'],
    ['SEGMENT_OUTSIDE_GROUP', 'GS*PO', 'N1*ST*Early~\nGS*PO'],
  ])('%s', (code, from, to) => {
    const { interchange, message } = changed(from, to);
    expect(interchange.verdict).toBe('rejected');
    expect(interchange.errors.map((p) => p.code)).toContain(code);
    expect(message).toMatchObject({ verdict: 'rejected', document: null });
  });
});

describe('a broken group rejects its messages', () => {
  it.each([
    ['GE_COUNT_MISMATCH', 'GE*2*17', 'GE*3*17'],
    ['GE_CONTROL_MISMATCH', 'GE*2*17', 'GE*2*18'],
    ['GE_MISSING', 'GE*2*17~\n', ''],
    ['GS_CONTROL_INVALID', /\*17(?=[*~])/g, '*A7'],
    ['VERSION_NOT_SUPPORTED', 'X*004010', 'X*003040'],
  ])('%s', (code, from, to) => {
    const { group, message } = changed(from, to);
    expect(group.errors.map((p) => p.code)).toContain(code);
    expect(group.verdict).toBe('rejected');
    expect(message.document).toBeNull();
  });

  it('a neighbouring release is read by the nearest tables, with a warning', () => {
    const { group, message } = changed('X*004010', 'X*004060');
    expect(group).toMatchObject({ verdict: 'accepted-with-errors', version: '004060' });
    expect(message.document).not.toBeNull();
  });
});

describe('a broken set rejects itself alone', () => {
  it.each([
    ['SE_COUNT_MISMATCH', 'SE*6*0001', 'SE*7*0001'],
    ['SE_CONTROL_MISMATCH', 'SE*6*0001', 'SE*6*0009'],
    ['SE_MISSING', 'SE*6*0001~\n', ''],
    ['ST_CONTROL_INVALID', /\*0001(?=~)/g, '*1'],
    ['MESSAGE_TYPE_NOT_SUPPORTED', 'ST*850*0001', 'ST*837*0001'],
  ])('%s', (code, from, to) => {
    const { interchange, group, message } = changed(from, to);
    expect(message.errors.map((p) => p.code)).toContain(code);
    expect(message.verdict).toBe('rejected');
    expect(group.messages[1]).toMatchObject({ verdict: 'accepted' });
    expect(interchange.verdict).toBe('accepted-with-errors');
  });

  it('says where: segment, position in the set, element, byte, value, in both languages', () => {
    const broken = text.replace('SE*6*0001', 'SE*7*0001');
    const [problem] = readOne(broken).message.errors;
    expect(problem).toEqual({
      level: 'syntax',
      code: 'SE_COUNT_MISMATCH',
      severity: 'error',
      segment: 'SE',
      segmentPosition: 6,
      element: 1,
      component: null,
      repetition: null,
      byteOffset: broken.indexOf('SE*7') + 3,
      value: '7',
      message: { en: 'SE01 counts 7 segments, there are 6', zh: 'SE01 计 7 段，实际 6 段' },
    });
  });

  it('the second use of a control number in a group is refused', () => {
    const { group } = changed(/0002/g, '0001');
    expect(group.messages.map((m) => m.errors.map((p) => p.code))).toEqual([[], ['ST_CONTROL_REPEATED']]);
  });
});

it('a TA1 is read from the interchange that carries it', () => {
  const [isa] = composeText({ sets: [{ type: '850', body }] }).split('\n');
  const { interchange } = readOne(`${isa}\nTA1*000000017*260116*0900*R*025~\nIEA*0*000000905~`);
  expect(interchange).toMatchObject({
    verdict: 'accepted',
    groups: [],
    receivedAcks: [{ control: '000000017', date: '260116', time: '0900', code: 'R', note: '025' }],
  });
});
