import { bytesOf, composeText } from '../test/compose-interchange.ts';
import { acknowledgeEdifact, owesControl } from './edifact/acknowledge.ts';
import { readEdifactFile } from './edifact/read.ts';
import { refusedTogether, remarked } from './remark.ts';
import type { InterchangeResult } from './result.ts';
import { acknowledge, functionalAcknowledgement } from './x12/acknowledge.ts';
import { interchangeAcknowledgement, owesInterchangeAcknowledgement } from './x12/interchange-acknowledgement.ts';
import type { FileOptions } from './x12/read.ts';
import { readX12File } from './x12/read.ts';

const good = ['BEG*00*SA*PO-7**20260110', 'CUR*BY*USD', 'PO1*1*480*EA*1.85**BP*NUT-8', 'CTT*1'];
const x12 = (bodies: readonly string[][], options: FileOptions = {}): InterchangeResult => {
  const sets = bodies.map((body) => ({ type: '850', body }));
  return readX12File(bytesOf(composeText({ sets })), options).interchanges[0] as InterchangeResult;
};
const messagesOf = ({ groups }: InterchangeResult) => groups.flatMap(({ messages }) => messages);
const verdicts = (interchange: InterchangeResult) => messagesOf(interchange).map(({ verdict }) => verdict);
const at = { date: '2026-01-18', time: '1200' };

describe('a finding weighs what is agreed', () => {
  const strange = [...good.slice(0, 3), 'ZZZ*1', 'CTT*1'];

  it('and rejects, or is noted, accordingly', () => {
    expect(verdicts(x12([strange]))).toEqual(['rejected']);
    const [message] = messagesOf(x12([strange], { severities: { SEGMENT_UNKNOWN: 'warning' } }));
    expect(message).toMatchObject({
      verdict: 'accepted-with-errors',
      errors: [{ code: 'SEGMENT_UNKNOWN', severity: 'warning' }],
      document: { orderNumber: 'PO-7' },
    });
  });

  it('but a code that the translation does not know leaves no document', () => {
    const [message] = messagesOf(
      x12([good.map((s) => s.replace('BEG*00', 'BEG*99'))], { severities: { ELEMENT_INVALID_CODE: 'warning' } }),
    );
    expect(message).toMatchObject({ verdict: 'accepted-with-errors', document: null });
  });

  it('also where it is about the envelope', () => {
    const unpadded = composeText({ sets: [{ type: '850', body: good }] }).replace(/^ISA[^~]*/, (isa) =>
      isa.replace(/ +(?=\*)/g, ''),
    );
    const read = (options: FileOptions) => readX12File(bytesOf(unpadded), options).interchanges[0]?.verdict;
    expect([read({}), read({ severities: { ISA_NOT_FIXED_WIDTH: 'error' } })]).toEqual([
      'accepted-with-errors',
      'rejected',
    ]);
  });
});

describe('what the ledger says of an interchange', () => {
  const two = x12([good, good]);

  it('rejects the part that it is about, and leaves the others', () => {
    const noted = remarked(two, [{ id: 'CONTROL_TAKEN', severity: 'error', group: 0, message: 1 }]);
    expect(verdicts(noted)).toEqual(['accepted', 'rejected']);
    expect(messagesOf(noted)[1]).toMatchObject({
      document: null,
      errors: [{ code: 'CONTROL_TAKEN', segment: 'ST', element: 2, value: '0002' }],
    });
    expect(functionalAcknowledgement(noted.groups[0] as never)).toMatchObject({
      outcome: 'partially-accepted',
      acceptedMessages: 1,
    });
  });

  it('rejects all that is in a group, or in the interchange', () => {
    const group = remarked(two, [{ id: 'CONTROL_TAKEN', severity: 'error', group: 0 }]);
    expect([verdicts(group), group.groups[0]?.errors[0]?.segment]).toEqual([['rejected', 'rejected'], 'GS']);
    const whole = remarked(two, [{ id: 'MESSAGES_TOO_MANY', severity: 'error', expected: 1 }]);
    expect(whole).toMatchObject({
      verdict: 'rejected',
      errors: [{ message: { en: expect.stringContaining('the 1 messages') } }],
    });
  });

  it('only notes what is flagged', () => {
    const noted = remarked(two, [{ id: 'CONTROL_TAKEN', severity: 'warning' }]);
    expect([noted.verdict, verdicts(noted)]).toEqual(['accepted-with-errors', ['accepted', 'accepted']]);
    expect(remarked(two, [])).toBe(two);
  });

  it('refuses all messages for one, where that is agreed', () => {
    const mixed = x12([good, good.map((s) => s.replace('20260110', '20269999'))]);
    expect(verdicts(refusedTogether(mixed))).toEqual(['rejected', 'rejected']);
    expect(refusedTogether(two)).toBe(two);
  });
});

describe('acknowledgements as agreed', () => {
  const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

  it('have the separators agreed, even where a wrong value holds one of them', () => {
    const received = x12([good.map((s) => s.replace('20260110', '2026|110'))]);
    const writing = { delimiters: { element: '|', component: ':', terminator: '!' }, lineBreaks: false };
    const [text] = acknowledge(received, { control: 1, ...at, writing }).map(textOf);
    expect(text).toContain('|:!GS|FA|');
    expect(text).toContain('AK4|5|373|8|2026 110!');
    expect(readX12File(bytesOf(text ?? '')).interchanges[0]?.verdict).toBe('accepted');
    const ta1 = textOf(interchangeAcknowledgement(received, { control: 1, ...at, writing }));
    expect(ta1).toMatch(/\|:!TA1\|\d{9}\|\d{6}\|\d{4}\|A\|000!IEA\|0\|000000001!$/);
  });

  it('leave out characters that they have no room for, as they only quote', () => {
    const received = x12([good.map((s) => s.replace('20260110', '二〇二六'))]);
    const [text = ''] = acknowledge(received, { control: 1, ...at, writing: { charset: 'us-ascii' } }).map(textOf);
    expect(text).toMatch(/AK4\*5\*373\*8~/);
    expect(readX12File(bytesOf(text)).interchanges[0]?.verdict).toBe('accepted');
  });

  it('of X12 are owed always, when asked for, on errors or never', () => {
    const received = x12([good]);
    const owed = (interchange: InterchangeResult, code: 'A' | 'R') =>
      (['always', 'requested', 'on-error', 'never'] as const).map((when) =>
        owesInterchangeAcknowledgement(interchange, { code, note: '000' }, when),
      );
    expect(owed(received, 'A')).toEqual([true, false, false, false]);
    expect(owed({ ...received, acknowledgementRequested: true }, 'A')).toEqual([true, true, false, false]);
    expect(owed(received, 'R')).toEqual([true, true, true, false]);
  });

  it('of EDIFACT too, in the separators agreed', () => {
    const file = "UNB+UNOC:3+A:14+B:14+260118:1200+7'UNH+1+ORDERS:D:96A:UN'BGM+220+1+9'UNT+3+1'UNZ+1+7'";
    const received = readEdifactFile(bytesOf(file)).interchanges[0] as InterchangeResult;
    expect(owesControl(received, 'on-error')).toBe(true);
    const separators = { component: '|', element: '*', release: '\\', repetition: '^', terminator: '~' };
    const text = textOf(acknowledgeEdifact(received, { control: 9, ...at, writing: { separators, firstMessage: 40 } }));
    expect(text).toContain('UNH*40*CONTRL|D|3|UN~');
    expect(readEdifactFile(bytesOf(text)).interchanges[0]?.groups[0]?.messages[0]).toMatchObject({
      verdict: 'accepted',
      document: { messages: [{ outcome: 'rejected' }] },
    });
  });
});
