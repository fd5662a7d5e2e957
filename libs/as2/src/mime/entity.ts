import { Malformed } from '../asn1/read-ber.ts';
import { type Fields, parseFields } from './fields.ts';

/** A MIME entity, and the very bytes it was read from: what is signed and hashed are these, never a rebuilt copy. */
export interface Entity {
  readonly fields: Fields;
  readonly body: Buffer;
  /** headers, blank line and body as received; null at the HTTP level, whose headers are not part of any MIC */
  readonly raw: Buffer | null;
}

const HEAD_LIMIT = 64 * 1024;
const CR = 0x0d;
const LF = 0x0a;

/** @throws Malformed without header lines and the blank line behind them */
export function openEntity(raw: Buffer): Entity {
  const { end, body } = findBlankLine(raw);
  return { fields: parseFields(raw.toString('latin1', 0, end)), body: raw.subarray(body), raw };
}

/** Lines end with CRLF; with LF alone from some senders. */
function findBlankLine(raw: Buffer): { end: number; body: number } {
  let start = 0;
  while (start < Math.min(raw.length, HEAD_LIMIT)) {
    const next = raw.indexOf(LF, start);
    if (next === -1) break;
    if (next === start || (next === start + 1 && raw[start] === CR)) return { end: start, body: next + 1 };
    start = next + 1;
  }
  throw new Malformed('no blank line behind the headers');
}

export type Headers = Readonly<Record<string, string>>;

/** Header lines are never folded: there are readers that hash what they think was sent. */
export function writeEntity(headers: Headers, body: Uint8Array): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${lines.join('')}\r\n`, 'utf8'), body]);
}
