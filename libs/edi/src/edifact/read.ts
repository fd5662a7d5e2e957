import { Problems } from '../findings/problem.ts';
import type { Charset, InterchangeResult, Problem } from '../result.ts';
import { settle } from '../settle.ts';
import { interchangeCharset } from './declared-charset.ts';
import { EnvelopeReader } from './envelope.ts';
import { judgeMessage, type ReadOptions } from './judge-message.ts';
import type { Source } from './segment.ts';
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
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const problems = new Problems();
  const interchanges: InterchangeResult[] = [];
  const before = new Set<string>();
  let at = skipNoise(buffer, 0);
  while (at < buffer.length) {
    const { start, service } = nextInterchange(buffer, at);
    if (start !== at) reportNoise(buffer, at, start, problems);
    if (!service) break;
    const { interchange, end } = readInterchange(buffer, start, service, options, before);
    interchanges.push(settle(interchange));
    at = skipNoise(buffer, end);
  }
  if (interchanges.length === 0 && problems.list.length === 0) {
    problems.add(isUtf16(buffer) ? 'FILE_IS_UTF16' : 'UNB_NOT_FOUND', { byteOffset: 0 });
  }
  return { charset: interchanges[0]?.charset ?? options.charset ?? 'utf-8', errors: problems.list, interchanges };
};

/** What one interchange is written in, without reading what is in it. */
export const charsetOfEdifact = (bytes: Uint8Array): Charset | null => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const service = readServiceString(buffer, 0);
  return service && interchangeCharset(buffer, syntaxIdentifier(buffer, service)).charset;
};

/** UNB 0001 */
const syntaxIdentifier = (bytes: Buffer, { unb }: ServiceString): string => bytes.toString('latin1', unb + 4, unb + 8);

const readInterchange = (
  bytes: Buffer,
  start: number,
  service: ServiceString,
  options: EdifactFileOptions,
  before: Set<string>,
): { interchange: InterchangeResult; end: number } => {
  const problems = new Problems();
  const identifier = syntaxIdentifier(bytes, service);
  // The bytes that decide about the charset end where the next interchange begins.
  const part = bytes.subarray(start, nextInterchange(bytes, service.unb + 3).start);
  const { charset, ascii, problem } = interchangeCharset(part, identifier, options.charset);
  const place = { segment: 'UNB', element: 1, byteOffset: service.unb + 4, value: identifier };
  if (problem) problems.add(problem, { ...place, found: charset });
  if (!service.declared) problems.add('UNB_SEPARATORS_WITHOUT_UNA', { segment: 'UNB', byteOffset: service.unb });
  const source: Source = { bytes, charset, ascii, service };
  const reading = new EnvelopeReader(source, start, judgeMessage(options), problems).read();
  const { sender, receiver, control } = reading.interchange;
  const identity = JSON.stringify([sender, receiver, control]);
  if (before.has(identity)) {
    problems.add('INTERCHANGE_REPEATED', { segment: 'UNB', element: 5, byteOffset: service.unb, value: control });
  }
  before.add(identity);
  return reading;
};

const skipNoise = (bytes: Buffer, from: number): number => {
  let at = from;
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
  while (at < bytes.length && (bytes[at] as number) <= 0x20) at++;
  return at;
};

const nextInterchange = (bytes: Buffer, from: number): { start: number; service: ServiceString | null } => {
  for (let at = bytes.indexOf('UN', from, 'latin1'); at >= 0; at = bytes.indexOf('UN', at + 2, 'latin1')) {
    const service = readServiceString(bytes, at);
    if (service) return { start: at, service };
  }
  return { start: bytes.length, service: null };
};

const reportNoise = (bytes: Buffer, from: number, to: number, problems: Problems): void => {
  const value = bytes.toString('latin1', from, Math.min(to, from + 40));
  if (isUtf16(bytes)) return;
  if (/^UN[AB][^A-Za-z]/.test(value)) problems.add('UNB_UNREADABLE', { segment: 'UNB', byteOffset: from, value });
  else if (to < bytes.length) problems.add('NOISE_BETWEEN_INTERCHANGES', { byteOffset: from, value });
  else if (from > 0) problems.add('NOISE_BETWEEN_INTERCHANGES', { byteOffset: from, value });
};

/** A byte order mark of UTF-16, or every other byte of the head is zero. */
const isUtf16 = (bytes: Buffer): boolean => {
  const mark = bytes.toString('latin1', 0, 2);
  return mark === '\u00ff\u00fe' || mark === '\u00fe\u00ff' || /^(U\0N\0|\0U\0N)/.test(bytes.toString('latin1', 0, 4));
};
