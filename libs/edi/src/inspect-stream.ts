import type { FileProblem, InterchangeResult, MessageResult, Problem } from './result.ts';
import { joint } from './settle.ts';
import { type OpenChunks, type Part, readParts, type StreamOptions } from './stream.ts';

/**
 * The inspection of a file that is too large to be shown whole: of its messages the first with findings, none of their
 * documents, no acknowledgements; the rest is counted.
 */
export interface StreamedInspection {
  file: string;
  format: 'x12' | 'edifact';
  charset: string;
  verdict: InterchangeResult['verdict'];
  errors: FileProblem[];
  interchanges: InterchangeResult[];
  acknowledgements: [];
  counted: Counted;
}

/** Messages by their own verdict, before what rejects their interchange. */
export interface Counted {
  messages: number;
  accepted: number;
  acceptedWithErrors: number;
  rejected: number;
  /** How many of them stand in `interchanges`. */
  shown: number;
  /** Of which the first stand in `interchanges`. */
  interchanges: number;
}

/** Messages, and interchanges. */
const mostShown = 1_000;

/** Says what the gateway would do with a file of any size, in bounded memory. */
export const inspectStream = async (
  format: 'x12' | 'edifact',
  open: OpenChunks,
  fileName: string,
  options: StreamOptions = {},
): Promise<StreamedInspection> => {
  const counted: Counted = { messages: 0, accepted: 0, acceptedWithErrors: 0, rejected: 0, shown: 0, interchanges: 0 };
  const keep = (message: MessageResult): MessageResult | null => {
    if (message.verdict === 'accepted' || counted.shown === mostShown) return null;
    counted.shown++;
    return { ...message, document: null };
  };
  const interchanges: InterchangeResult[] = [];
  const verdicts = new Set<InterchangeResult['verdict']>();
  let file: Extract<Part, { part: 'file' }> | undefined;
  for await (const part of readParts(format, open, { ...options, keep })) {
    if (part.part === 'message') count(part.message, counted);
    else if (part.part === 'file') file = part;
    else {
      counted.interchanges++;
      verdicts.add(part.interchange.verdict);
      if (interchanges.length < mostShown) interchanges.push(part.interchange);
    }
  }
  const { charset, errors } = file ?? { charset: 'utf-8', errors: [] };
  const rejected = errors.some((p) => p.severity === 'error') || interchanges.length === 0;
  return {
    file: fileName,
    format,
    charset,
    verdict: rejected
      ? 'rejected'
      : joint(
          errors,
          [...verdicts].map((verdict) => ({ verdict })),
        ),
    errors: await withLines(errors, open),
    interchanges,
    acknowledgements: [],
    counted,
  };
};

const count = ({ verdict }: MessageResult, counted: Counted): void => {
  counted.messages++;
  if (verdict === 'accepted') counted.accepted++;
  else if (verdict === 'rejected') counted.rejected++;
  else counted.acceptedWithErrors++;
};

/** The lines of the findings outside any interchange, which are few or none. */
const withLines = async (errors: readonly Problem[], open: OpenChunks): Promise<FileProblem[]> => {
  const lines = errors.map(() => 1);
  let before = 0;
  if (errors.length > 0) {
    for await (const chunk of open()) {
      for (const [i, { byteOffset }] of errors.entries())
        lines[i] = (lines[i] ?? 1) + breaksIn(chunk, byteOffset - before);
      before += chunk.length;
    }
  }
  return errors.map(({ level, code, severity, message, byteOffset }, i) => ({
    level,
    code,
    severity,
    message,
    byteOffset,
    line: lines[i] ?? 1,
  }));
};

const lineFeed = 0x0a;

const breaksIn = (chunk: Uint8Array, end: number): number => {
  let breaks = 0;
  for (let at = chunk.indexOf(lineFeed); at >= 0 && at < end; at = chunk.indexOf(lineFeed, at + 1)) breaks++;
  return breaks;
};
