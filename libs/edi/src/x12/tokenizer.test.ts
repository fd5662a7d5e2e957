import { bytesOf, composeText, readOne, readSet } from '../../test/compose-interchange.ts';
import { readInterchanges, readX12File } from './read.ts';

const order = ['BEG*00*SA*PO-7**20260110', 'CUR*BY*USD', 'PO1*1*480*EA*1.85**BP*NUT-8', 'CTT*1'];
const text = composeText({ sets: [{ type: '850', body: order }] });

const swap = (original: string, marks: Record<string, string>): string =>
  [...original].map((c) => marks[c] ?? c).join('');

describe('an interchange is read with the delimiters of its own ISA', () => {
  it.each([
    ['tilde as element and question mark as terminator', { '*': '~', '~': '?', '>': '|' }],
    ['control characters', { '*': '\u001d', '~': '\u001c', '>': '\u001f' }],
    ['line feed as terminator', { '~': '' }],
    ['carriage return as terminator', { '~': '\r', '\n': '' }],
    ['0x05 as terminator', { '~': '\u0005', '\n': '' }],
    ['a UTF-8 character of three bytes as terminator', { '~': '…' }],
  ])('%s', (_, marks) => {
    const { interchange, message } = readOne(swap(text, marks));
    expect(interchange).toMatchObject({
      verdict: 'accepted',
      sender: 'NINGBOMZ',
      receiver: 'ACMEUS',
      control: '000000905',
    });
    expect(message).toMatchObject({ verdict: 'accepted', segments: 6, document: { orderNumber: 'PO-7' } });
  });

  it('and warns when the ISA is not padded, counting sixteen separators', () => {
    const { interchange } = readOne(text.replace(/ +(?=\*)/g, ''));
    expect(interchange.verdict).toBe('accepted-with-errors');
    expect(interchange.errors.map((p) => p.code)).toEqual(['ISA_NOT_FIXED_WIDTH']);
  });

  it('and takes ISA11 as repetition separator from 00402 on', () => {
    expect(readSet('870', ['BSR*3*PP*R-1*20260301', 'HL*1**O', 'PRF*PO-7', 'CTT*1'], '005010').verdict).toBe(
      'accepted',
    );
  });
});

describe('what stands between and inside segments', () => {
  it('lines wrapped at 80 columns are joined, with a warning', () => {
    const flat = text.replaceAll('\n', '');
    const wrapped = (flat.match(/.{1,80}/g) as string[]).join('\r\n');
    const { interchange, message } = readOne(wrapped);
    expect(message.document).toEqual(readOne(text).message.document);
    expect(interchange.errors.map((p) => p.code)).toContain('LINE_BREAK_IN_SEGMENT');
  });

  it('a byte order mark, blank lines and doubled terminators are skipped', () => {
    const { interchange } = readOne(`\ufeff\r\n${text.replaceAll('~\n', '~~\r\n\r\n')}`);
    expect(interchange.verdict).toBe('accepted');
  });

  it('noise between two interchanges is reported with its offset, and both are read', () => {
    const file = readX12File(bytesOf(`${text}-- page 2 --\n${text}`));
    expect(file.interchanges).toHaveLength(2);
    expect(file.errors).toMatchObject([
      { code: 'NOISE_BETWEEN_INTERCHANGES', byteOffset: text.length, severity: 'warning' },
    ]);
  });

  it('an ISA before the IEA ends the first interchange', () => {
    const [first, second] = readInterchanges(bytesOf(text.replace(/IEA.*\n/, '') + text));
    expect(first).toMatchObject({ verdict: 'rejected', errors: [{ code: 'IEA_MISSING' }] });
    expect(second).toMatchObject({ verdict: 'accepted' });
  });

  it('a segment without end is cut and rejected, not kept', () => {
    const { interchange } = readOne(text.replace('PO1*1', `PO1*${'1'.repeat(200_000)}`));
    expect(interchange).toMatchObject({ verdict: 'rejected' });
    expect(interchange.errors.map((p) => p.code)).toContain('SEGMENT_TOO_LARGE');
  });
});

describe('the charset is told by the bytes', () => {
  const described = composeText({ sets: [{ type: '850', body: [...order.slice(0, 3), 'PID*F****@@', 'CTT*1'] }] });
  const withBytes = (bytes: number[]): Uint8Array => {
    const [head = '', tail = ''] = described.split('@@');
    return Uint8Array.from([...bytesOf(head), ...bytes, ...bytesOf(tail)]);
  };
  const descriptionOf = (bytes: Uint8Array): unknown[] => {
    const { interchange, message } = readOne(bytes);
    const document = message.document as { lines: { description: string }[] };
    return [interchange.charset, document.lines[0]?.description];
  };

  it('UTF-8 when it is valid', () => {
    expect(descriptionOf(bytesOf(described.replace('@@', '六角螺栓')))).toEqual(['utf-8', '六角螺栓']);
  });

  it('else GB18030, whose trail bytes may look like delimiters: 亊 is 81 7E, and 7E is the terminator', () => {
    const bytes = withBytes([0xc1, 0xf9, 0xbd, 0xc7, 0x81, 0x7e, 0xc2, 0xdd]);
    expect(descriptionOf(bytes)).toEqual(['gb18030', '六角亊螺']);
  });

  it('else windows-1252, although "Käse" would be valid GB18030', () => {
    expect(descriptionOf(withBytes([0x4b, 0xe4, 0x73, 0x65, 0x72, 0xe4, 0x64]))).toEqual(['windows-1252', 'Käseräd']);
  });

  it('byte offsets count bytes, not characters', () => {
    const chinese = described.replace('@@', '六角螺栓').replace('CTT*1', 'CTT*x');
    const { message } = readOne(chinese);
    const expected = Buffer.from(chinese).indexOf('CTT*x') + 4;
    expect(message.errors).toMatchObject([{ code: 'ELEMENT_INVALID_CHARACTER', segment: 'CTT', byteOffset: expected }]);
  });
});
