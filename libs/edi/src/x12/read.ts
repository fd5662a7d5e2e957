import { detectCharset } from '../charset.ts';
import { Problems } from '../findings/problem.ts';
import type { Charset, GroupResult, InterchangeResult, MessageResult, Problem } from '../result.ts';
import { CollectedFile } from '../structure/collect-file.ts';
import { FileReader, type FileSink } from '../structure/read-file.ts';
import { Window } from '../structure/window.ts';
import { readDelimiters } from './delimiters.ts';
import { EnvelopeReader, type EnvelopeSink } from './envelope.ts';
import { judgeMessage, type ReadOptions } from './judge-message.ts';

export interface X12File {
  charset: Charset;
  /** What is wrong outside any interchange. */
  errors: Problem[];
  interchanges: InterchangeResult[];
}

export interface FileOptions extends ReadOptions {
  /** What the partner's profile says; without it the bytes decide. */
  charset?: Charset;
}

/** Reads every X12 interchange of a file. Never throws, whatever the bytes. */
export const readX12File = (bytes: Uint8Array, options: FileOptions = {}): X12File => {
  const charset = options.charset ?? detectCharset(bytes);
  const problems = new Problems(options.severities);
  const file = new CollectedFile();
  new X12FileReader(Window.whole(bytes), charset, options, problems, file).advance();
  return { charset, errors: problems.list, interchanges: file.interchanges };
};

export const readInterchanges = (bytes: Uint8Array, options: FileOptions = {}): InterchangeResult[] =>
  readX12File(bytes, options).interchanges;

export class X12FileReader extends FileReader {
  protected override readonly mark = 'ISA';
  private readonly envelopes: EnvelopeSink;

  constructor(
    window: Window,
    private readonly charset: Charset,
    options: ReadOptions,
    problems: Problems,
    sink: FileSink,
  ) {
    super(window, problems, sink);
    this.envelopes = {
      looksInside: options.depth !== 'envelope',
      judge: judgeMessage(options),
      severities: options.severities,
      message: (message: MessageResult, group: GroupResult) => sink.message(message, group),
    };
  }

  protected override open(at: number): EnvelopeReader | null {
    const { window, charset } = this;
    const delimiters = readDelimiters(window.bytes, at - window.base);
    if (!delimiters) return null;
    const isaEnd = delimiters.isaEnd + window.base;
    return new EnvelopeReader({ window, charset, delimiters: { ...delimiters, isaEnd } }, at, this.envelopes);
  }

  protected override reportNoise(value: string, byteOffset: number): void {
    if (value.startsWith('ISA')) this.problems.add('ISA_UNREADABLE', { segment: 'ISA', byteOffset, value });
    else this.problems.add('NOISE_BETWEEN_INTERCHANGES', { byteOffset, value });
  }

  protected override reportNothing(): void {
    this.problems.add('INTERCHANGE_NOT_FOUND', { byteOffset: 0 });
  }
}
