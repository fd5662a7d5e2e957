import fc from 'fast-check';
import { composeText } from '../test/compose-interchange.ts';
import { edits, mangled } from '../test/mangle.ts';
import { detectFormat } from './detect-format.ts';
import { readEdifactFile } from './edifact/read.ts';
import { inspect } from './inspect.ts';
import { inspectStream } from './inspect-stream.ts';
import type { InterchangeResult, MessageResult } from './result.ts';
import { type Part, readParts } from './stream.ts';
import { readX12File } from './x12/read.ts';

const seed = 20260308;
const order = ['BEG*00*SA*PO-7**20260110', 'CUR*BY*USD', 'PO1*1*480*EA*1.85**BP*NUT-8', 'PID*F****六角螺栓', 'CTT*1'];
const x12 = composeText({ sets: [1, 2, 3].map(() => ({ type: '850', body: order })) });
const edifact = `UNA:+.? '
UNB+UNOC:3+PARTNER:14+WE:14+260301:0915+REF1'
UNH+1+ORDERS:D:96A:UN'BGM+220+PO-1?'7+9'DTM+137:20260301:102'LIN+1'PIA+5+B-1:IN'QTY+21:5:PCE'UNS+S'UNT+8+1'
UNZ+1+REF1'
`;
const gb18030 = Buffer.from(x12.replace('六角螺栓', '@@@@'), 'latin1');
gb18030.set([0xc1, 0xf9, 0x81, 0x7e], gb18030.indexOf('@@@@'));
const many = composeText({ sets: Array.from({ length: 60 }, () => ({ type: '850', body: order })) });
const files = [
  Buffer.from(x12 + x12),
  Buffer.from(many),
  Buffer.from(edifact + edifact.replace(/REF1/g, 'REF2')),
  gb18030,
];

function* pieces(file: Uint8Array, length: number): Generator<Uint8Array> {
  for (let at = 0; at < file.length; at += length) yield file.subarray(at, at + length);
}

const collected = async (parts: AsyncIterable<Part>): Promise<Part[]> => {
  const all: Part[] = [];
  for await (const part of parts) all.push(part);
  return all;
};

const partsOf = async (file: Uint8Array, length: number): Promise<Part[]> => {
  const format = detectFormat(file) === 'edifact' ? 'edifact' : 'x12';
  const options = { keep: (message: MessageResult) => message };
  return collected(readParts(format, () => pieces(file, length), options));
};

const interchangesOf = (parts: readonly Part[]): InterchangeResult[] =>
  parts.flatMap((part) => (part.part === 'interchange' ? [part.interchange] : []));

const wholeOf = (file: Uint8Array) => (detectFormat(file) === 'edifact' ? readEdifactFile : readX12File)(file);

describe(`a file in pieces says what it says as a whole (seed ${seed})`, () => {
  it.each([1, 7, 64, 1000])('pieces of %d bytes', async (length) => {
    for (const file of files) {
      const parts = await partsOf(file, length);
      const { interchanges, errors, charset } = wholeOf(file);
      expect(interchanges.map(({ verdict }) => verdict)).not.toContain('rejected');
      expect(interchangesOf(parts)).toEqual(interchanges);
      expect(parts.at(-1)).toEqual({ part: 'file', charset, errors });
      const messages = parts.flatMap((part) => (part.part === 'message' ? [part.message] : []));
      expect(messages).toEqual(interchanges.flatMap(({ groups }) => groups).flatMap((group) => group.messages));
    }
  });

  it('and damaged in any way', async () => {
    const hurts = edits(['*', '~', '+', "'", '?', 'ISA*', 'UNB+', 'GE*1*17~', "UNZ+1+REF1'", '\n', 'x'.repeat(1500)]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        hurts,
        fc.integer({ min: 1, max: 3000 }),
        async (file, all, length) => {
          const hurt = mangled(file, all);
          const parts = await partsOf(hurt, length);
          const { interchanges, errors } = wholeOf(hurt);
          expect(interchangesOf(parts)).toEqual(interchanges);
          expect(parts.at(-1)).toMatchObject({ errors });
        },
      ),
      { seed, numRuns: 300 },
    );
  });
});

describe('what does not end is let go', () => {
  const megabyte = 1024 * 1024;
  const [head = '', tail = ''] = x12.split(/(?<=ST\*850\*0001~\n)/, 2);
  function* long(piece: string): Generator<Uint8Array> {
    yield Buffer.from(head);
    const filling = Buffer.from(piece.repeat(Math.ceil(megabyte / piece.length)));
    for (let n = 0; n < 34; n++) yield filling;
    yield Buffer.from(tail);
  }
  const codesOf = async (piece: string): Promise<string[][]> => {
    const [message, ...others] = await collected(readParts('x12', () => long(piece), { charset: 'utf-8' }));
    const interchange = others.find((part) => part.part === 'interchange');
    return [message, interchange].map((part) =>
      part?.part === 'message'
        ? part.message.errors.map(({ code }) => code)
        : part?.part === 'interchange'
          ? part.interchange.errors.map(({ code }) => code)
          : [],
    );
  };

  it('a message beyond 32 MiB is rejected, and the next is read', async () => {
    const [message, interchange] = await codesOf(`PID*F****${'x'.repeat(600)}~\n`);
    expect(message).toContain('MESSAGE_TOO_LARGE');
    expect(interchange).toEqual([]);
  });

  it('a segment without an end is cut, and takes its message along', async () => {
    const [message, interchange] = await codesOf('x');
    expect(message).toContain('MESSAGE_TOO_LARGE');
    expect(interchange).toEqual(['SEGMENT_TOO_LARGE']);
  });
});

describe('the inspection of a file in pieces', () => {
  it('shows messages with findings, counts all, and judges as the whole is judged', async () => {
    const file = Buffer.from(`${x12}-- page 2 --\n${x12.replace('PO1*1*480', 'PO1*1*many')}`);
    const streamed = await inspectStream('x12', () => pieces(file, 100), 'a.edi');
    const whole = inspect(file, 'a.edi');
    expect(streamed).toMatchObject({ file: 'a.edi', format: 'x12', charset: 'utf-8', verdict: whole.verdict });
    expect(streamed.errors).toEqual(whole.errors);
    expect(streamed.counted).toEqual({
      messages: 6,
      accepted: 5,
      acceptedWithErrors: 0,
      rejected: 1,
      shown: 1,
      interchanges: 2,
    });
    const shown = streamed.interchanges.flatMap(({ groups }) => groups).flatMap(({ messages }) => messages);
    expect(shown).toMatchObject([{ verdict: 'rejected', errors: [{ code: 'ELEMENT_INVALID_CHARACTER' }] }]);
  });
});
