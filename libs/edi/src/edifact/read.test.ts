import type { InterchangeResult } from '../result.ts';
import { readEdifactFile } from './read.ts';

const unb = "UNB+UNOC:3+BUYER:14+SELLER:14+260301:0915+REF1'";
const message = [
  "UNH+1+ORDERS:D:96A:UN'",
  "BGM+220+PO-7+9'",
  "DTM+137:20260301:102'",
  "FTX+AAI+++note'",
  "LIN+1++BOLT:IN'",
  "QTY+21:480:PCE'",
  "PRI+AAA:1.85'",
  "UNS+S'",
  "UNT+9+1'",
];
const file = (...segments: string[]): string => segments.join('\n');
const whole = file(unb, ...message, "UNZ+1+REF1'");

const read = (content: string | Uint8Array): InterchangeResult => {
  const [interchange] = readEdifactFile(typeof content === 'string' ? Buffer.from(content) : content).interchanges;
  if (!interchange) throw new Error('no interchange');
  return interchange;
};
const first = (content: string | Uint8Array) => read(content).groups[0]?.messages[0];
const places = (content: string): string[] =>
  (first(content)?.errors ?? []).map(
    (p) => `${p.code}@${p.segmentPosition}/${p.element ?? ''}${p.component === null ? '' : `.${p.component}`}`,
  );
const noteOf = (content: string | Uint8Array): unknown =>
  (first(content)?.document as { notes?: string[] })?.notes?.[0];

describe('separators', () => {
  it('are the default ones without a UNA; one group without UNG', () => {
    expect(read(whole)).toMatchObject({
      verdict: 'accepted',
      sender: 'BUYER',
      senderQualifier: '14',
      control: 'REF1',
      version: 'UNOC:3',
      groups: [{ functionalId: null, version: 'D.96A', declaredMessages: 1, messages: [{ type: 'ORDERS' }] }],
    });
  });

  it.each([
    ['UNA:+.? #', /'/g, '#'],
    ['UNA^*.? $', /[:+']/g, { ':': '^', '+': '*', "'": '$' }],
    ['UNA:+./*~', /'/g, '~'],
  ])('are those of %s', (una, from, to) => {
    const text = whole.replace(from as RegExp, (c) =>
      typeof to === 'string' ? to : ((to as Record<string, string>)[c] ?? c),
    );
    expect(first(`${una}\n${text}`)?.document).toMatchObject({ orderNumber: 'PO-7', lines: [{ buyerItem: 'BOLT' }] });
  });

  it('are line breaks where nothing else ends a segment', () => {
    const interchange = read(`${whole.replaceAll("'", '')}\n`);
    expect(interchange.errors).toMatchObject([{ code: 'UNB_SEPARATORS_WITHOUT_UNA', severity: 'warning' }]);
    expect(interchange.groups[0]?.messages[0]?.document).toMatchObject({ orderNumber: 'PO-7' });
  });

  it('are text behind a release character, and the release character is one behind itself', () => {
    expect(noteOf(whole.replace('note', "a?'b?+c?:d??"))).toBe("a'b+c:d?");
  });

  it('leave a question mark alone where the UNA has a space for the release character', () => {
    expect(noteOf(`UNA:+.  '${whole.replace('note', 'really?')}`)).toBe('really?');
  });

  it('repeat elements from syntax version 4 on only', () => {
    const four = whole.replace('UNOC:3', 'UNOC:4').replace('260301', '20260301');
    expect(places(four.replace('LIN+1', 'LIN+1*2'))).toContain('REPETITION_TOO_MANY@5/1');
    expect(first(whole.replace('note', 'a*b'))?.document).toMatchObject({ notes: ['a*b'] });
  });

  it('wrapped lines are put together, with a warning', () => {
    const interchange = read(whole.replace('note', 'no\nte'));
    expect(interchange.errors).toMatchObject([{ code: 'LINE_BREAK_IN_SEGMENT', severity: 'warning' }]);
    expect(interchange.groups[0]?.messages[0]?.document).toMatchObject({ notes: ['note'] });
  });
});

describe('character sets', () => {
  const withNote = (syntax: string, note: Uint8Array): Buffer => {
    const [head = '', tail = ''] = whole.replace('UNOC:3', syntax).split('note');
    return Buffer.concat([Buffer.from(head), note, Buffer.from(tail)]);
  };

  it.each([
    ['UNOC:3', Buffer.from('Größe', 'latin1'), 'Größe', 'iso-8859-1', []],
    ['UNOC:3', Buffer.from('Größe', 'utf8'), 'Größe', 'utf-8', ['CHARSET_NOT_AS_DECLARED']],
    ['UNOC:3', Buffer.from([0x80, 0x20, 0x93]), '€ “', 'windows-1252', ['CHARSET_NOT_AS_DECLARED']],
    ['UNOE:3', Buffer.from([0xb1, 0xde, 0xdb, 0xe2]), 'Болт', 'iso-8859-5', []],
    ['UNOW:3', Buffer.from('六角螺栓'), '六角螺栓', 'utf-8', []],
    ['UNOY:3', Buffer.from('六角螺栓'), '六角螺栓', 'utf-8', []],
    ['UNOX:3', Buffer.from([0xc1, 0xf9, 0xbd, 0xc7]), '六角', 'gb18030', []],
    ['UNOA:3', Buffer.from([0xc1, 0xf9, 0xbd, 0xc7]), '六角', 'gb18030', ['CHARSET_NOT_AS_DECLARED']],
  ])('%s holding %p is read as %s (%s)', (syntax, note, text, charset, codes) => {
    const interchange = read(withNote(syntax, note));
    expect([interchange.charset, interchange.errors.map((p) => p.code)]).toEqual([charset, codes]);
    expect(noteOf(withNote(syntax, note))).toBe(text);
  });

  it('by escape sequences are refused', () => {
    const interchange = read(withNote('UNOX:3', Buffer.from([0x1b, 0x24, 0x41])));
    expect(interchange).toMatchObject({ verdict: 'rejected', errors: [{ code: 'CHARSET_NOT_SUPPORTED' }] });
  });

  it('UTF-16 is refused by name', () => {
    const result = readEdifactFile(Buffer.from(`\ufeff${whole}`, 'utf16le'));
    expect(result.errors.map((p) => p.code)).toEqual(['FILE_IS_UTF16']);
  });
});

describe('the envelope', () => {
  const codes = (content: string): string[] => {
    const interchange = read(content);
    const groups = interchange.groups.flatMap((g) => [...g.errors, ...g.messages.flatMap((m) => m.errors)]);
    return [...interchange.errors, ...groups].filter((p) => p.severity === 'error').map((p) => p.code);
  };

  it.each([
    ['UNZ+1+REF1', 'UNZ+2+REF1', 'UNZ_COUNT_MISMATCH'],
    ['UNZ+1+REF1', 'UNZ+1+REF2', 'UNZ_CONTROL_MISMATCH'],
    ["UNZ+1+REF1'", '', 'UNZ_MISSING'],
    ['UNT+9+1', 'UNT+8+1', 'UNT_COUNT_MISMATCH'],
    ['UNT+9+1', 'UNT+9+2', 'UNT_CONTROL_MISMATCH'],
    ["UNT+9+1'", '', 'UNT_MISSING'],
    ['260301:0915', '260231:0915', 'UNB_DATE_INVALID'],
    ['+SELLER:14', '+', 'UNB_RECEIVER_INVALID'],
    ['UNH+1+', 'UNH++', 'UNH_CONTROL_INVALID'],
    ["UNH+1+ORDERS:D:96A:UN'", "DTM+137'UNH+1+ORDERS:D:96A:UN'", 'SEGMENT_OUTSIDE_MESSAGE'],
    ["UNZ+1+REF1'", "UNE+1+G'UNZ+1+REF1'", 'SEGMENT_OUTSIDE_GROUP'],
    ['ORDERS:D:96A', 'ORDERS:X:XX', 'VERSION_NOT_SUPPORTED'],
    ['ORDERS:D:96A', 'OSTRPT:D:96A', 'MESSAGE_NOT_IN_DIRECTORY'],
    ['ORDERS:D:96A', 'ZZZZZZ:D:96A', 'MESSAGE_NOT_SUPPORTED'],
  ])('%s -> %s: %s', (from, to, code) => {
    expect(codes(whole.replace(from, to))).toContain(code);
    expect(first(whole.replace(from, to))?.document ?? null).toBeNull();
  });

  it('an end inside a release sequence is named', () => {
    expect(codes(`${file(unb, ...message.slice(0, 3))}\nFTX+AAI+++x?`)).toContain('RELEASE_AT_END');
  });

  it('noise between interchanges is skipped with a warning, and the second occurrence of one is refused', () => {
    const result = readEdifactFile(Buffer.from(`${whole}\n-- mail footer --\n${whole}`));
    expect(result.errors).toMatchObject([{ code: 'NOISE_BETWEEN_INTERCHANGES', severity: 'warning' }]);
    expect(result.interchanges.map((i) => i.errors.map((p) => p.code))).toEqual([[], ['INTERCHANGE_REPEATED']]);
    expect(result.interchanges.map((i) => i.verdict)).toEqual(['accepted', 'rejected']);
  });

  it('groups carry their own version and reference', () => {
    const grouped = file(unb, "UNG+ORDERS+A+B+260301:0915+G1+UN+D:96A'", ...message, "UNE+1+G1'", "UNZ+1+REF1'");
    expect(read(grouped).groups).toMatchObject([
      { functionalId: 'ORDERS', control: 'G1', version: 'D.96A', errors: [] },
    ]);
  });
});

describe('structure and elements', () => {
  it('a finding names group, segment, element, component and byte', () => {
    const text = whole.replace('AAA:1.85', 'AAA:x');
    expect(first(text)?.errors.filter((p) => p.severity === 'error')).toMatchObject([
      {
        code: 'ELEMENT_INVALID_CHARACTER',
        segment: 'PRI',
        segmentPosition: 7,
        group: 'SG25/SG28',
        element: 1,
        component: 2,
        elementNumber: '5118',
        byteOffset: text.indexOf('AAA:x') + 4,
        value: 'x',
        message: { zh: expect.stringMatching(/[\u4e00-\u9fff]/) },
      },
    ]);
  });

  it.each([
    ["UNS+S'\n", '', 'SEGMENT_MISSING@8/'],
    ["LIN+1++BOLT:IN'", "LIN+1'XYZ+1'", 'SEGMENT_NOT_IN_MESSAGE@6/'],
    ["BGM+220+PO-7+9'\nDTM+137:20260301:102'", "DTM+137:20260301:102'\nBGM+220+PO-7+9'", 'SEGMENT_OUT_OF_ORDER@3/'],
    ['DTM+137:20260301:102', 'DTM+137:20260231:102', 'ELEMENT_INVALID_DATE@3/1.2'],
    ['QTY+21:480', 'QTY+:480', 'ELEMENT_MISSING@6/1.1'],
    ['QTY+21:480', 'QTY+2121:480', 'ELEMENT_TOO_LONG@6/1.1'],
    ['PO-7+9', 'PO-7+99', 'ELEMENT_INVALID_CODE@2/3.1'],
    ['BGM+220+PO-7+9', 'BGM+220++9', 'ELEMENT_MISSING@2/2.1'],
  ])('%s -> %s: %s', (from, to, place) => {
    const text = whole.replace(from, to);
    expect(places(text)).toContain(place);
    expect(first(text)).toMatchObject({ verdict: 'rejected', document: null });
  });

  it('a price for a hundred pieces is the price of one', () => {
    expect(first(whole.replace('AAA:1.85', 'AAA:185::::100:PCE'))?.document).not.toBeNull();
    expect(first(whole.replace('AAA:1.85', 'AAA:185:::100:PCE'))?.document).toMatchObject({
      lines: [{ unitPrice: '1.85' }],
    });
  });

  it('a decimal comma is a decimal point', () => {
    expect(first(whole.replace('1.85', '1,85'))?.document).toMatchObject({ lines: [{ unitPrice: '1.85' }] });
  });

  it.each(['D:96A', 'D:97A', 'D:01B'])('a quantity is a number, whatever %s allows there', (directory) => {
    const text = whole.replace('D:96A', directory).replace('QTY+21:480', 'QTY+21:a lot');
    expect(first(text)).toMatchObject({ verdict: 'rejected', document: null });
    expect(places(text).join()).toContain('ELEMENT_INVALID_CHARACTER@');
  });

  it('a directory that is not listed is read by the nearest one, with a warning', () => {
    const text = whole.replace('D:96A', 'D:97B');
    expect(places(text)).toContain('VERSION_READ_BY_NEAREST@1/2.2');
    expect(first(text)).toMatchObject({ version: 'D.97B', verdict: 'accepted-with-errors' });
  });

  it('a credit note is refused, not read as an invoice', () => {
    const note = whole
      .replace('ORDERS', 'INVOIC')
      .replace('BGM+220', 'BGM+381')
      .replace("UNS+S'", "UNS+S'MOA+77:888'")
      .replace('UNT+9', 'UNT+10');
    expect(first(note)).toMatchObject({ verdict: 'rejected' });
    expect(places(note)).toContain('ELEMENT_INVALID_CODE@2/1.1');
  });
});
