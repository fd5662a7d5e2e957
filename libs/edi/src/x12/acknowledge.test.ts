import { bytesOf, composeText, inspectText, readOne } from '../../test/compose-interchange.ts';
import type { Knowledge } from '../knowledge.ts';
import { acknowledge } from './acknowledge.ts';
import { interchangeAcknowledgement, interchangeVerdict } from './interchange-acknowledgement.ts';
import { readInterchanges } from './read.ts';

const good = ['BEG*00*SA*PO-7**20260110', 'CUR*BY*USD', 'PO1*1*480*EA*1.85**BP*NUT-8', 'CTT*1'];
const bad = ['BEG*00*SA*PO-8**20260199', 'CUR*BY*USD', 'PO1*1*480*EACH*1.85**BP*NUT-8', 'CTT*1'];
const noted = [...good.slice(0, 2), `N1*BY*${'x'.repeat(70)}`, ...good.slice(2)];
const envelope = { control: 42, groupControl: 9, date: '2026-01-18', time: '1200' };

const answered = (bodies: string[][], version = '004010'): string => {
  const sets = bodies.map((body) => ({ type: '850', body }));
  const [interchange] = readInterchanges(bytesOf(composeText({ sets, version })));
  const answers = acknowledge(interchange as NonNullable<typeof interchange>, envelope);
  return answers.map((bytes) => new TextDecoder().decode(bytes)).join('');
};
const setOf = (text: string): string[] => {
  const segments = text.split('~\n');
  return segments.slice(
    segments.findIndex((s) => s.startsWith('AK1')),
    segments.findIndex((s) => s.startsWith('SE')),
  );
};

describe('a 997 answers each set of a group', () => {
  it('accepted', () => {
    expect(setOf(answered([good]))).toEqual(['AK1*PO*17', 'AK2*850*0001', 'AK5*A', 'AK9*A*1*1*1']);
  });

  it('accepted with errors noted', () => {
    expect(setOf(answered([noted]))).toEqual([
      'AK1*PO*17',
      'AK2*850*0001',
      'AK3*N1*4**8',
      `AK4*2*93*5*${'x'.repeat(70)}`,
      'AK5*E*5',
      'AK9*E*1*1*1',
    ]);
  });

  it('rejected, with segment and element', () => {
    expect(setOf(answered([bad]))).toEqual([
      'AK1*PO*17',
      'AK2*850*0001',
      'AK3*BEG*2**8',
      'AK4*5*373*8*20260199',
      'AK3*PO1*4**8',
      'AK4*3*355*5*EACH',
      'AK5*R*5',
      'AK9*R*1*1*0',
    ]);
  });

  it('partially', () => {
    expect(setOf(answered([good, bad])).at(-1)).toBe('AK9*P*2*2*1');
  });

  it('a missing segment at the place where it was due', () => {
    expect(setOf(answered([good.slice(1)]))).toContain('AK3*BEG*2**3');
  });

  it('a wrong count of the group', () => {
    const text = composeText({ sets: [{ type: '850', body: good }] }).replace('GE*1*', 'GE*3*');
    const [answer] = acknowledge(readOne(text).interchange, envelope);
    expect(setOf(new TextDecoder().decode(answer)).at(-1)).toBe('AK9*R*3*1*0*5');
  });

  it('in the version it came in, to where it came from, with the control numbers it was given', () => {
    expect(answered([good], '005010')).toContain('GS*FA*ACMEUS*NINGBOMZ*20260118*1200*9*X*005010~');
    const { interchange, message } = readOne(answered([good, bad]));
    expect(interchange).toMatchObject({
      verdict: 'accepted',
      sender: 'ACMEUS',
      receiver: 'NINGBOMZ',
      control: '000000042',
    });
    expect(message.verdict).toBe('accepted');
  });

  it('but never a 997, and nothing inside a rejected interchange', () => {
    const ack = composeText({ sets: [{ type: '997', body: ['AK1*PO*17', 'AK9*A*1*1*1'] }] });
    expect(acknowledge(readOne(ack).interchange, envelope)).toEqual([]);
    const broken = composeText({ sets: [{ type: '850', body: good }] }).replace('IEA*1*', 'IEA*2*');
    expect(acknowledge(readOne(broken).interchange, envelope)).toEqual([]);
  });
});

describe('a 999 answers a partner who takes it', () => {
  const answer999 = (bodies: string[][], version: string): string => {
    const sets = bodies.map((body) => ({ type: '850', body }));
    const { interchange } = readOne(composeText({ sets, version }));
    return new TextDecoder().decode(acknowledge(interchange, { ...envelope, set: '999' })[0]);
  };

  it('with the version of the group, and each error in a note of its own', () => {
    const strayAndTooLong = [...good.slice(0, 3), `N1*BY*${'x'.repeat(70)}`, ...good.slice(3)];
    expect(setOf(answer999([good, bad, strayAndTooLong], '005010'))).toEqual([
      'AK1*PO*17*005010',
      'AK2*850*0001',
      'IK5*A',
      'AK2*850*0002',
      'IK3*BEG*2**8',
      'IK4*5*373*8*20260199',
      'IK3*PO1*4**8',
      'IK4*3*355*5*EACH',
      'IK5*R*5',
      'AK2*850*0003',
      `IK3*N1*5**8`,
      `IK4*2*93*5*${'x'.repeat(70)}`,
      'IK5*E*5',
      'AK9*P*3*3*2',
    ]);
  });

  it('gives a segment that is out of place and wrong inside two notes', () => {
    const body = [...good, 'CUR*BY*DOLLAR'];
    expect(setOf(answer999([body], '005010')).slice(2, 6)).toEqual([
      'IK3*CUR*6**7',
      'IK3*CUR*6**8',
      'IK4*2*100*5*DOLLAR',
      'IK5*R*5',
    ]);
  });

  it('reads back whole, and is not acknowledged itself', () => {
    const text = answer999([good, bad], '005010');
    const { interchange, message } = readOne(text);
    expect(interchange.verdict).toBe('accepted');
    expect(message.document).toMatchObject({ set: '999', version: '005010', outcome: 'partially-accepted' });
    expect(acknowledge(interchange, { ...envelope, set: '999' })).toEqual([]);
  });

  it('but below 005010 there is only the 997', () => {
    expect(setOf(answer999([good], '004010'))).toEqual(['AK1*PO*17', 'AK2*850*0001', 'AK5*A', 'AK9*A*1*1*1']);
  });
});

describe('a TA1 says what became of the interchange', () => {
  const text = composeText({ sets: [{ type: '850', body: good }] });
  const none: Knowledge = {};
  it.each([
    ['000', 'A', text, none],
    ['001', 'R', text.replace('IEA*1*000000905', 'IEA*1*000000906'), none],
    ['006', 'R', text, { unknownSender: true }],
    ['009', 'R', text, { unknownReceiver: true }],
    ['014', 'R', text.replace('260117*1030', '269917*1030'), none],
    ['021', 'R', text.replace('IEA*1*', 'IEA*2*'), none],
    ['022', 'R', text.replace('GS*PO', 'N1*ST*Early~\nGS*PO'), none],
    ['023', 'R', text.slice(0, 200), none],
    ['025', 'R', text, { duplicate: true }],
  ])('note %s, %s', (note, code, inbound, knowledge) => {
    const { interchange } = readOne(inbound);
    expect(interchangeVerdict(interchange, knowledge)).toEqual({ code, note });
    const answer = new TextDecoder().decode(interchangeAcknowledgement(interchange, envelope, knowledge));
    expect(answer).toContain(`TA1*000000905*${inbound.includes('269917') ? '269917' : '260117'}*1030*${code}*${note}~`);
    expect(readOne(answer).interchange).toMatchObject({
      verdict: 'accepted',
      control: '000000042',
      receivedAcks: [{ code, note }],
    });
  });

  it('inspect shows it where it is owed: rejected, or asked for by ISA14', () => {
    const owed = (inbound: string): string[] =>
      inspectText(inbound).acknowledgements.map((a) => (a.includes('TA1*') ? 'TA1' : '997'));
    expect(owed(text)).toEqual(['997']);
    expect(owed(composeText({ sets: [{ type: '850', body: good }], isa: { 14: '1' } }))).toEqual(['TA1', '997']);
    expect(owed(text.replace('IEA*1*', 'IEA*2*'))).toEqual(['TA1']);
  });
});
