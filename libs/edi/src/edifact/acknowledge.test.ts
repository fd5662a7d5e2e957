import { acknowledgeEdifact, owesControl } from './acknowledge.ts';
import { readEdifactFile } from './read.ts';

const interchange = (body: string[], syntax = 'UNOC:3', count = 1): string =>
  [
    "UNA:+.? '",
    `UNB+${syntax}+BUYER:14+SELLER:ZZZ+${syntax.endsWith('4') ? '20260301' : '260301'}:0915+REF1'`,
    ...body,
    `UNZ+${count}+REF1'`,
  ].join('\n');

const order = (lines: string[], reference = '1'): string[] => [
  `UNH+${reference}+ORDERS:D:96A:UN'`,
  ...lines.map((line) => `${line}'`),
  `UNT+${lines.length + 2}+${reference}'`,
];
const good = ['BGM+220+PO-7+9', 'DTM+137:20260301:102', 'LIN+1', 'QTY+21:480:PCE', 'PRI+AAA:1.85', 'UNS+S'];

const answer = (text: string): string[] => {
  const [read] = readEdifactFile(Buffer.from(text)).interchanges;
  if (!read) throw new Error('no interchange');
  if (!owesControl(read)) return [];
  const bytes = acknowledgeEdifact(read, { control: 9, date: '2026-03-02', time: '0800' });
  return Buffer.from(bytes).toString('latin1').trimEnd().split('\n');
};

describe('CONTRL', () => {
  it('accepts an interchange and every message in it', () => {
    expect(answer(interchange(order(good)))).toEqual([
      "UNA:+.? '",
      "UNB+UNOC:3+SELLER:ZZZ+BUYER:14+260302:0800+9'",
      "UNH+1+CONTRL:D:3:UN'",
      "UCI+REF1+BUYER:14+SELLER:ZZZ+7'",
      "UCM+1+ORDERS:D:96A:UN+7'",
      "UNT+4+1'",
      "UNZ+1+9'",
    ]);
  });

  it('answers syntax version 4 in version 4', () => {
    const lines = answer(interchange(order(good), 'UNOC:4'));
    expect(lines[1]).toBe("UNB+UNOW:4+SELLER:ZZZ+BUYER:14+20260302:0800+9'");
    expect(lines[2]).toBe("UNH+1+CONTRL:4:1:UN'");
  });

  it('says which segment and which component of which element is wrong, and accepts the other message', () => {
    const bad = good.map((line) => line.replace('QTY+21:480:PCE', 'QTY+21:many:PCE').replace('LIN+1', 'LIN+1+12345'));
    const lines = answer(interchange([...order(bad), ...order(good, '2')], 'UNOC:3', 2));
    expect(lines.slice(3, -2)).toEqual([
      "UCI+REF1+BUYER:14+SELLER:ZZZ+7'",
      "UCM+1+ORDERS:D:96A:UN+4'",
      "UCS+4'",
      "UCD+39+3'",
      "UCS+5'",
      "UCD+37+2:2'",
      "UCM+2+ORDERS:D:96A:UN+7'",
    ]);
  });

  it('says what is missing, and where it was due', () => {
    const lines = answer(interchange(order(good.filter((line) => line !== 'UNS+S'))));
    expect(lines).toContain("UCS+7+13'");
  });

  it('names the service segment whose count or reference is wrong', () => {
    const text = interchange(order(good));
    expect(answer(text.replace('UNT+8', 'UNT+9'))).toContain("UCM+1+ORDERS:D:96A:UN+4+29+UNT+2'");
    expect(answer(text.replace('UNZ+1+REF1', 'UNZ+1+REF2'))).toContain("UCI+REF1+BUYER:14+SELLER:ZZZ+4+28+UNZ+3'");
  });

  it('answers a functional group by its UCF', () => {
    const group = ["UNG+ORDERS+B+S+260301:0915+G1+UN+D:96A'", ...order(good), "UNE+2+G1'"];
    expect(answer(interchange(group))).toContain("UCF+G1+B+S+4+29+UNE+2'");
    expect(answer(interchange(group.map((line) => line.replace('UNE+2', 'UNE+1'))))).toContain("UCF+G1+B+S+7'");
  });

  it('is never answered itself', () => {
    const first = answer(interchange(order(good))).join('\n');
    expect(readEdifactFile(Buffer.from(first)).interchanges).toMatchObject([{ verdict: 'accepted' }]);
    expect(answer(first)).toEqual([]);
  });
});
