import { randomUUID } from 'node:crypto';
import { Malformed } from '../asn1/read-ber.ts';

const CR = 0x0d;
const LF = 0x0a;
const MOST_PARTS = 16;

/**
 * RFC 2046 5.1: the parts as they stand between the delimiter lines. The line end before a delimiter belongs to the
 * delimiter. Nothing but a line end or two may follow the last one: what stands there is covered by no signature.
 * @throws Malformed
 */
export function splitMultipart(body: Buffer, boundary: string | undefined): readonly Buffer[] {
  if (!boundary) throw new Malformed('no boundary');
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Buffer[] = [];
  let start: number | null = null;
  for (let at = nextDelimiter(body, delimiter, 0); at; at = nextDelimiter(body, delimiter, at.after)) {
    if (start !== null) parts.push(body.subarray(start, Math.max(start, at.before)));
    if (parts.length > MOST_PARTS) throw new Malformed('too many parts');
    start = at.after;
    if (at.closing) {
      const rest = body.subarray(at.after);
      if (rest.length > 4 || rest.some((byte) => byte !== CR && byte !== LF))
        throw new Malformed('bytes behind the end');
      return parts;
    }
  }
  throw new Malformed('the last boundary is missing');
}

interface Delimiter {
  /** end of the part before it, its line end excluded */
  readonly before: number;
  /** where the next part starts */
  readonly after: number;
  readonly closing: boolean;
}

function nextDelimiter(body: Buffer, delimiter: Buffer, from: number): Delimiter | null {
  for (let at = body.indexOf(delimiter, from); at !== -1; at = body.indexOf(delimiter, at + 1)) {
    if (at > 0 && body[at - 1] !== LF) continue;
    const tail = body.toString('latin1', at + delimiter.length, at + delimiter.length + 80);
    const line = /^(--)?[ \t]*(?:\r?\n|$)/.exec(tail);
    if (!line) continue;
    return {
      before: at - (body[at - 2] === CR ? 2 : 1),
      after: at + delimiter.length + line[0].length,
      closing: line[1] !== undefined,
    };
  }
  return null;
}

/** A boundary in none of the parts: 122 random bits. */
export const newBoundary = (): string => `----=_${randomUUID()}`;

export function joinMultipart(boundary: string, parts: readonly Buffer[]): Buffer {
  const pieces = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from('\r\n')]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}
