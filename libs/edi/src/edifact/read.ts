import { CharsetEvidence } from '../charset.ts';
import { Problems } from '../findings/problem.ts';
import type { Charset, InterchangeResult, Problem } from '../result.ts';
import { CollectedFile } from '../structure/collect-file.ts';
import { FileReader, type FileSink } from '../structure/read-file.ts';
import { Window } from '../structure/window.ts';
import { interchangeCharset } from './declared-charset.ts';
import { EnvelopeReader, type EnvelopeSink } from './envelope.ts';
import { judgeMessage, type ReadOptions } from './judge-message.ts';
import { readServiceString, type ServiceString } from './service-string.ts';

export interface EdifactFile {
  /** That of the first interchange; each has its own. */
  charset: Charset;
  /** What is wrong outside any interchange. */
  errors: Problem[];
  interchanges: InterchangeResult[];
}

export interface EdifactFileOptions extends ReadOptions {
  /** What the partner's profile says; without it UNB and the bytes decide. */
  charset?: Charset;
}

/** Reads every EDIFACT interchange of a file. Never throws, whatever the bytes. */
export const readEdifactFile = (bytes: Uint8Array, options: EdifactFileOptions = {}): EdifactFile => {
  const window = Window.whole(bytes);
  const problems = new Problems(options.severities);
  const file = new CollectedFile();
  // The bytes that decide about the charset end where the next interchange begins.
  const evidence = (start: number, { unb }: ServiceString): CharsetEvidence =>
    CharsetEvidence.of(window.bytes.subarray(start, nextInterchange(window.bytes, unb + 3)));
  new EdifactFileReader(window, evidence, options, problems, file).advance();
  const { interchanges } = file;
  return { charset: interchanges[0]?.charset ?? options.charset ?? 'utf-8', errors: problems.list, interchanges };
};

/** What one interchange is written in, without reading what is in it. */
export const charsetOfEdifact = (bytes: Uint8Array): Charset | null => {
  const window = Window.whole(bytes);
  const service = readServiceString(window.bytes, 0);
  if (!service) return null;
  return interchangeCharset(CharsetEvidence.of(bytes), syntaxIdentifier(window, service.unb)).charset;
};

/** UNB 0001 */
const syntaxIdentifier = (window: Window, unb: number): string => window.text(unb + 4, unb + 8);

const nextInterchange = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf('UN', from, 'latin1'); at >= 0; at = bytes.indexOf('UN', at + 2, 'latin1')) {
    if (readServiceString(bytes, at)) return at;
  }
  return bytes.length;
};

export class EdifactFileReader extends FileReader {
  protected override readonly mark = 'UN';
  /** Sender, recipient and reference of the interchanges before. */
  private readonly before = new Set<string>();
  private readonly isUtf16: boolean;

  constructor(
    window: Window,
    private readonly evidence: (start: number, service: ServiceString) => CharsetEvidence,
    private readonly options: EdifactFileOptions,
    problems: Problems,
    private readonly fileSink: FileSink,
  ) {
    super(window, problems, fileSink);
    this.isUtf16 = isUtf16(window);
  }

  protected override open(at: number): EdifactInterchangeReader | null {
    const { window, options } = this;
    const read = readServiceString(window.bytes, at - window.base);
    if (!read) return null;
    const service = { ...read, unb: read.unb + window.base };
    const problems = new Problems(options.severities);
    const identifier = syntaxIdentifier(window, service.unb);
    const { charset, problem } = interchangeCharset(this.evidence(at, service), identifier, options.charset);
    const place = { segment: 'UNB', element: 1, byteOffset: service.unb + 4, value: identifier };
    if (problem) problems.add(problem, { ...place, found: charset });
    if (!service.declared) problems.add('UNB_SEPARATORS_WITHOUT_UNA', { segment: 'UNB', byteOffset: service.unb });
    const sink: EnvelopeSink = {
      looksInside: options.depth !== 'envelope',
      judge: judgeMessage(options),
      severities: options.severities,
      message: (message, group) => this.fileSink.message(message, group),
    };
    const reader = new EnvelopeReader({ window, charset, service }, at, sink, problems);
    return new EdifactInterchangeReader(reader, problems, this.before, service.unb);
  }

  protected override reportNoise(value: string, byteOffset: number, isBeforeInterchange: boolean): void {
    if (this.isUtf16) return;
    if (/^UN[AB][^A-Za-z]/.test(value)) this.problems.add('UNB_UNREADABLE', { segment: 'UNB', byteOffset, value });
    else if (isBeforeInterchange || byteOffset > 0) {
      this.problems.add('NOISE_BETWEEN_INTERCHANGES', { byteOffset, value });
    }
  }

  protected override reportNothing(): void {
    this.problems.add(this.isUtf16 ? 'FILE_IS_UTF16' : 'UNB_NOT_FOUND', { byteOffset: 0 });
  }
}

/** An interchange that came before in the same file is told so at its end. */
class EdifactInterchangeReader {
  constructor(
    private readonly envelope: EnvelopeReader,
    private readonly problems: Problems,
    private readonly before: Set<string>,
    private readonly unb: number,
  ) {}

  get keepFrom(): number {
    return this.envelope.keepFrom;
  }

  advance(): number | null {
    return this.envelope.advance();
  }

  result(): InterchangeResult {
    const interchange = this.envelope.result();
    const { sender, receiver, control } = interchange;
    const identity = JSON.stringify([sender, receiver, control]);
    if (this.before.has(identity)) {
      const place = { segment: 'UNB', element: 5, byteOffset: this.unb, value: control };
      this.problems.add('INTERCHANGE_REPEATED', place);
    }
    this.before.add(identity);
    return interchange;
  }
}

/** A byte order mark of UTF-16, or every other byte of the head is zero. */
const isUtf16 = (window: Window): boolean => {
  const head = window.text(0, 4);
  return /^(\u00ff\u00fe|\u00fe\u00ff)/.test(head) || /^(U\0N\0|\0U\0N)/.test(head);
};
