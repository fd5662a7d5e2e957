import { detectCharset } from '../charset.ts';
import { Problems } from '../findings/problem.ts';
import type { Charset, InterchangeResult, Problem } from '../result.ts';
import { settle } from '../settle.ts';
import { readDelimiters } from './delimiters.ts';
import { openBytes, readInterchange } from './envelope.ts';
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
  const { buffer, ascii } = openBytes(bytes);
  const problems = new Problems();
  const interchanges: InterchangeResult[] = [];
  const judge = judgeMessage(options);
  let at = skipNoise(buffer, 0);
  while (at < buffer.length) {
    const found = nextInterchange(buffer, at);
    if (found !== at) reportNoise(buffer, at, found, problems);
    const delimiters = found < buffer.length ? readDelimiters(buffer, found) : null;
    if (!delimiters) break;
    const { interchange, end } = readInterchange(buffer, found, delimiters, charset, ascii, judge);
    interchanges.push(settle(interchange));
    at = skipNoise(buffer, end);
  }
  if (interchanges.length === 0 && problems.list.length === 0) {
    problems.add('INTERCHANGE_NOT_FOUND', { byteOffset: 0 });
  }
  return { charset, errors: problems.list, interchanges };
};

export const readInterchanges = (bytes: Uint8Array, options: FileOptions = {}): InterchangeResult[] =>
  readX12File(bytes, options).interchanges;

const skipNoise = (bytes: Buffer, from: number): number => {
  let at = from;
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
  while (at < bytes.length && (bytes[at] as number) <= 0x20) at++;
  return at;
};

const nextInterchange = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf('ISA', from, 'latin1'); at >= 0; at = bytes.indexOf('ISA', at + 3, 'latin1')) {
    if (readDelimiters(bytes, at)) return at;
  }
  return bytes.length;
};

const reportNoise = (bytes: Buffer, from: number, to: number, problems: Problems): void => {
  const isHeader = bytes.subarray(from, from + 3).toString('latin1') === 'ISA';
  const value = bytes.subarray(from, Math.min(to, from + 40)).toString('latin1');
  if (isHeader) problems.add('ISA_UNREADABLE', { segment: 'ISA', byteOffset: from, value });
  else problems.add('NOISE_BETWEEN_INTERCHANGES', { byteOffset: from, value });
};
