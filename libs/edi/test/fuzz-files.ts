import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { CanonicalDocument } from '../src/canonical/documents.ts';
import type { Envelope } from '../src/envelope.ts';
import type { Inspection } from '../src/inspect.ts';
import type { InterchangeResult, MessageResult } from '../src/result.ts';
import { fitEdifact } from './fit-edifact.ts';
import { documents } from './generate-documents.ts';
import { transportDocuments } from './generate-transport.ts';

/** What is tried: the sources, or what was built of them. */
export interface Library {
  inspect(bytes: Uint8Array, fileName: string): Inspection;
  writeInterchange(interchange: { envelope: Envelope; documents: CanonicalDocument[] }): Uint8Array;
  writeEdifactInterchange(interchange: { envelope: Envelope; documents: CanonicalDocument[] }): Uint8Array;
}

export interface FuzzReport {
  readonly seed: number;
  readonly files: number;
  readonly tried: number;
  /** Files of which something was accepted, and of which nothing was. */
  readonly accepted: number;
  readonly rejected: number;
  readonly longestMs: number;
  /** `case 4711: ...`; the same seed and case are the same bytes. */
  readonly failures: readonly string[];
}

interface Valid {
  readonly version: string;
  readonly bytes: Uint8Array;
}

const longestMs = 1_000;
const mostFailures = 20;
const partners = { sender: { qualifier: 'ZZ', id: 'FACTORY01' }, receiver: { qualifier: 'ZZ', id: 'SUPPLIER01' } };
const envelopeOf = (version: string): Envelope => ({
  ...partners,
  control: 77,
  date: '2026-03-01',
  time: '0915',
  version,
});

/**
 * Hurts valid files of every message type and holds the reader to three promises: it neither fails nor hangs, whatever
 * the bytes; nothing inside a rejected part is accepted, and what is rejected has no document; what is accepted is a
 * document that, written again, says the same.
 */
export const fuzz = (library: Library, seed: number, count: number, from = 0): FuzzReport => {
  const files = validFiles(library, seed);
  const failures: string[] = [];
  const found = { accepted: 0, rejected: 0, longestMs: 0 };
  for (let n = from; n < from + count && failures.length < mostFailures; n++) {
    const hurt = mutate(files, drawFrom(seed + n * 2_654_435_761));
    try {
      const { inspection, took } = timed(library, hurt.bytes);
      found.longestMs = Math.max(found.longestMs, took);
      if (took > longestMs) throw new Error(`took ${took.toFixed(0)} ms`);
      const accepted = mustBeWhole(inspection);
      for (const message of accepted) mustSayTheSame(library, inspection.format, message, hurt.version);
      mustBeAnswered(library, inspection);
      if (accepted.length > 0) found.accepted++;
      else found.rejected++;
    } catch (cause) {
      failures.push(`case ${n}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
    }
  }
  return { seed, files: files.length, tried: count, ...found, failures };
};

/** Two files of every message type in each syntax that has it, in turn in the versions that are written. */
const validFiles = (library: Library, seed: number): Valid[] => {
  const all = Object.values({ ...documents, ...transportDocuments }).flatMap((one) =>
    fc.sample(one, { seed, numRuns: 2 }).map((document, i) => ({ document, i })),
  );
  return all.flatMap(({ document, i }) => {
    const [x12, edifact] = [i === 0 ? '004010' : '005010', i === 0 ? 'D.97A' : 'D.01B'];
    return [
      ...written(x12, () => library.writeInterchange({ envelope: envelopeOf(x12), documents: [document] })),
      ...written(edifact, () =>
        library.writeEdifactInterchange({ envelope: envelopeOf(edifact), documents: [fitEdifact(document)] }),
      ),
    ];
  });
};

/** Nothing where the syntax, or this version of it, does not have the message. */
const written = (version: string, write: () => Uint8Array): Valid[] => {
  try {
    return [{ version, bytes: write() }];
  } catch (refusal) {
    if (isRefusal(refusal)) return [];
    throw refusal;
  }
};

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('edi.write.');

/** A machine that was busy with something else is given a second chance. */
const timed = (library: Library, bytes: Uint8Array): { inspection: Inspection; took: number } => {
  const once = () => {
    const since = performance.now();
    const inspection = library.inspect(bytes, 'a.edi');
    return { inspection, took: performance.now() - since };
  };
  const first = once();
  return first.took > longestMs ? once() : first;
};

const isError = ({ severity }: { severity: string }): boolean => severity === 'error';

/** @returns the accepted messages that have a document */
const mustBeWhole = ({ interchanges = [] }: Inspection): MessageResult[] =>
  interchanges.flatMap((interchange: InterchangeResult) => {
    const refused = interchange.errors.some(isError);
    if (refused && interchange.verdict !== 'rejected') throw new Error('an interchange with an error is not rejected');
    return interchange.groups.flatMap((group) =>
      group.messages.filter((message) => {
        const rejects = refused || group.errors.some(isError) || message.errors.some(isError);
        if (rejects && message.verdict !== 'rejected') throw new Error(`${message.type}: half accepted`);
        if (message.verdict === 'rejected' && message.document) throw new Error(`${message.type}: rejected document`);
        return message.document !== null;
      }),
    );
  });

/** What is written of the document, read and written again, is the same to the byte. */
const mustSayTheSame = (library: Library, format: string, { type, document }: MessageResult, version: string): void => {
  if (document === null || document.kind === 'interchange-acknowledgement') return;
  const write = (one: CanonicalDocument): Uint8Array =>
    format === 'x12'
      ? library.writeInterchange({
          envelope: envelopeOf(version.startsWith('00') ? version : '004010'),
          documents: [one],
        })
      : library.writeEdifactInterchange({
          envelope: envelopeOf(version.startsWith('D') ? version : 'D.97A'),
          documents: [one],
        });
  try {
    const bytes = write(document);
    const again = library.inspect(bytes, 'a.edi').interchanges?.[0]?.groups[0]?.messages[0]?.document;
    if (!again || !isDeepStrictEqual(write(again), bytes)) throw new Error(`${type}: another document when read again`);
  } catch (refusal) {
    // A value that the message cannot carry back is refused, not changed.
    if (!isRefusal(refusal)) throw refusal;
  }
};

/** Our answers are valid, and nobody answers them. */
const mustBeAnswered = (library: Library, { acknowledgements }: Inspection): void => {
  for (const answer of acknowledgements) {
    const read = library.inspect(Buffer.from(answer), 'a.edi');
    if (read.verdict === 'rejected' || read.acknowledgements.length > 0) throw new Error(`bad answer: ${answer}`);
  }
};

interface Draw {
  below(limit: number): number;
}

/** mulberry32 */
const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0;
  return {
    below: (limit) => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
    },
  };
};

const mostEdits = 4;
const longestCut = 40;

/** What files of these syntaxes are likely to be hurt by. */
const pieces = [
  '*',
  '~',
  '>',
  '|',
  '^',
  '+',
  "'",
  ':',
  '?',
  '??',
  "?'",
  '\n',
  '\r\n',
  '\u0000',
  '\u001b',
  '9',
  '-',
  '.',
  ',',
  '',
  ' ',
  '  ',
  'é',
  '六角',
  '\ufffd',
  '\ud83d\ude00',
  '\ufeff',
  'x'.repeat(400),
  '9'.repeat(30),
  'ISA*',
  'GS*PO*A*B*20260301*0915*5*X*004010~',
  'ST*850*0001~',
  'SE*3*0001~',
  'GE*1*77~',
  'IEA*1*000000077~',
  'IEA*9*000000077~',
  'TA1*000000001*260301*0915*A*000~',
  'PO1*1*~',
  'HL*1**O~',
  'N1*ST~',
  'BEG*00*SA~',
  'FST*9*C*D*20260304~',
  'SDQ*PC*92*P1*9*P2~',
  'JIT*9*0600~',
  'SHP*02*9~',
  'MEA*TS**9~',
  'CTX*A>1^B~',
  "UNA:+.? '",
  "UNB+UNOC:3+A+B+260301:0915+1'",
  "UNH+1+ORDERS:D:96A:UN'",
  "UNT+3+1'",
  "UNZ+1+77'",
  "UNG+A+B+C+D+E+F+G'",
  "UNE+1+E'",
  "LIN+1'",
  "SCC+1'",
  "QTY+3:1'",
  "QTY+21:1'2'",
  "STS+1+24'",
  "GIN+BX+L'",
  "DTM+2:202653:616'",
  'UNA:+.? #',
  "MOA+9:.'",
  "PRI+AAA:1,5:::0'",
  "MEA+WT++KGM:x'",
];

/** One to four edits: cut, insert, overwrite a byte, repeat a stretch, end early, go on as another file. */
const mutate = (files: readonly Valid[], { below }: Draw): Valid => {
  const { version, bytes: valid } = files[below(files.length)] as Valid;
  let bytes = Buffer.from(valid);
  for (let edits = 1 + below(mostEdits); edits > 0; edits--) {
    const at = below(bytes.length + 1);
    const [before, behind] = [bytes.subarray(0, at), bytes.subarray(at)];
    const cut = below(longestCut);
    const kinds: (() => Uint8Array[])[] = [
      () => [before, behind.subarray(cut)],
      () => [before, piece(below), behind],
      () => [before, piece(below), behind.subarray(cut)],
      () => [before, Buffer.of(below(256)), behind.subarray(1)],
      () => [before, behind.subarray(0, cut * 5), behind],
      () => (below(8) === 0 ? [before] : [before, behind]),
      () => [before, (files[below(files.length)] as Valid).bytes.subarray(below(600))],
    ];
    bytes = Buffer.concat((kinds[below(kinds.length)] as () => Uint8Array[])());
  }
  return { version, bytes };
};

const piece = (below: Draw['below']): Buffer => Buffer.from(pieces[below(pieces.length)] ?? '');
