import type { CharsetEvidence } from './charset.ts';
import { EdifactFileReader } from './edifact/read.ts';
import { Problems } from './findings/problem.ts';
import type { Charset, GroupResult, InterchangeResult, MessageResult, Problem, Verdict } from './result.ts';
import { settle } from './settle.ts';
import type { FileReader, FileSink } from './structure/read-file.ts';
import { CharsetSurvey } from './structure/survey-charset.ts';
import { Window } from './structure/window.ts';
import { type FileOptions, X12FileReader } from './x12/read.ts';

export interface StreamOptions extends FileOptions {
  /** What the interchange's result holds of a message, null for nothing. Default: nothing of any. */
  keep?: (message: MessageResult) => MessageResult | null;
}

/**
 * What a file holds, in the order in which it ends. What rejects an interchange or a group rejects the messages that
 * came before its end: whoever acts on a message waits for the verdict of its interchange. The groups of an
 * interchange hold no more of their messages than `keep` says.
 */
export type Part =
  | { part: 'message'; message: MessageResult; group: Omit<GroupResult, 'messages'> }
  | { part: 'interchange'; interchange: InterchangeResult }
  | { part: 'file'; charset: Charset; errors: Problem[] };

/** Opens the file anew, at its beginning. */
export type OpenChunks = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Reads a file of any size; of it, one message is in memory at a time. Without a charset from the partner's profile it
 * is passed over twice, for all of the bytes decide about the charset.
 */
export async function* readParts(
  format: 'x12' | 'edifact',
  open: OpenChunks,
  options: StreamOptions = {},
): AsyncGenerator<Part> {
  const survey = new CharsetSurvey();
  if (!options.charset) for await (const chunk of open()) survey.add(chunk);
  const evidence = survey.end();
  const window = new Window();
  const problems = new Problems(options.severities);
  const file = new StreamedFile(options.keep ?? (() => null));
  const readers = { x12: x12Reader, edifact: edifactReader };
  let reader: FileReader | null = null;
  for await (const chunk of open()) {
    window.append(chunk, reader?.keepFrom ?? 0);
    if (window.bytes.length < leastHead) continue;
    reader ??= readers[format](window, evidence, options, problems, file);
    reader.advance();
    yield* file.taken();
  }
  window.complete = true;
  reader ??= readers[format](window, evidence, options, problems, file);
  reader.advance();
  yield* file.taken();
  const charset = file.firstCharset ?? options.charset ?? evidence.charset;
  yield { part: 'file', charset, errors: problems.list };
}

/** A reader looks at the beginning of the file when it is made. */
const leastHead = 4;

type OpenReader = (
  window: Window,
  evidence: CharsetEvidence,
  options: StreamOptions,
  problems: Problems,
  sink: FileSink,
) => FileReader;

const x12Reader: OpenReader = (window, evidence, options, problems, sink) =>
  new X12FileReader(window, options.charset ?? evidence.charset, options, problems, sink);

/** Of a file in parts, all of it is the evidence for each interchange. */
const edifactReader: OpenReader = (window, evidence, options, problems, sink) =>
  new EdifactFileReader(window, () => evidence, options, problems, sink);

class StreamedFile implements FileSink {
  firstCharset: Charset | null = null;
  private parts: Part[] = [];
  /** Which verdicts the messages of a group have. */
  private readonly verdicts = new Map<GroupResult, Set<Verdict>>();

  constructor(private readonly keep: (message: MessageResult) => MessageResult | null) {}

  message(message: MessageResult, group: GroupResult): void {
    const verdicts = this.verdicts.get(group) ?? new Set();
    this.verdicts.set(group, verdicts.add(message.verdict));
    const kept = this.keep(message);
    if (kept) group.messages.push(kept);
    this.parts.push({ part: 'message', message, group });
  }

  interchange(interchange: InterchangeResult): void {
    const settled = settle(interchange, (group) =>
      [...(this.verdicts.get(group) ?? [])].map((verdict) => ({ verdict })),
    );
    this.firstCharset ??= settled.charset;
    this.verdicts.clear();
    this.parts.push({ part: 'interchange', interchange: settled });
  }

  /** What has come since the last call. */
  taken(): Part[] {
    const { parts } = this;
    this.parts = [];
    return parts;
  }
}
