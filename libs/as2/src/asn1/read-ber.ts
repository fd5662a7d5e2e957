/** The bytes are not the ASN.1 or MIME they should be. Never leaves this package. */
export class Malformed extends Error {}

/** An element of a BER or DER structure (X.690 8.1), as it stands in the bytes received. What is in it is read on demand. */
export interface Element {
  /** the identifier octet: class, constructed or not, number */
  readonly tag: number;
  /** with tag and length */
  readonly bytes: Buffer;
  readonly contents: Buffer;
}

const CONSTRUCTED = 0x20;
const INDEFINITE = 0x80;
const SEQUENCE = 0x30;
const OID = 0x06;
const OCTETS = 0x04;

/** CMS needs 12. Only elements of indefinite length have to be walked through, each by a call. */
const DEEPEST = 40;
/** Elements beside the content; and the pieces that content is streamed in: 1,000 bytes at the least, by Bouncy Castle. */
const MOST_SMALL = 1_000;
const SMALLEST_PIECE = 512;

/**
 * One value that fills `bytes`; line ends behind it, as mail gateways add them, are let pass.
 * @throws Malformed
 */
export function parseBer(bytes: Buffer): Element {
  const element = elementAt(bytes, 0, 0);
  const rest = bytes.subarray(element.bytes.length);
  if (rest.length > 4 || rest.some((byte) => byte !== 0x0d && byte !== 0x0a))
    throw new Malformed('bytes behind the end');
  return element;
}

function elementAt(source: Buffer, start: number, depth: number): Element {
  const tag = source[start];
  const first = source[start + 1];
  if (tag === undefined || first === undefined) throw new Malformed('an element is cut off');
  if ((tag & 0x1f) === 0x1f) throw new Malformed('a tag of many octets');
  if (depth > DEEPEST) throw new Malformed('nested too deep');
  if (first === INDEFINITE) return indefiniteAt(source, start, tag, depth);
  const { length, size } = lengthAt(source, start + 1, first);
  const from = start + 1 + size;
  if (from + length > source.length) throw new Malformed('an element goes beyond the end');
  return { tag, bytes: source.subarray(start, from + length), contents: source.subarray(from, from + length) };
}

function lengthAt(source: Buffer, at: number, first: number): { length: number; size: number } {
  if (first < 0x80) return { length: first, size: 1 };
  const octets = first & 0x7f;
  if (octets > 6 || at + octets >= source.length) throw new Malformed('a length of no sense');
  return { length: source.readUIntBE(at + 1, octets), size: 1 + octets };
}

/** X.690 8.1.3.6: up to two zero octets. */
function indefiniteAt(source: Buffer, start: number, tag: number, depth: number): Element {
  if ((tag & CONSTRUCTED) === 0) throw new Malformed('a primitive element without a length');
  const from = start + 2;
  let end = from;
  while (source[end] !== 0 || source[end + 1] !== 0) end += elementAt(source, end, depth + 1).bytes.length;
  return { tag, bytes: source.subarray(start, end + 2), contents: source.subarray(from, end) };
}

const isConstructed = ({ tag }: Element): boolean => (tag & CONSTRUCTED) !== 0;

/** The elements inside of one. */
export function within(element: Element | undefined, what: string): readonly Element[] {
  if (!element || !isConstructed(element)) throw new Malformed(`${what} is not constructed`);
  const { contents } = element;
  const most = MOST_SMALL + contents.length / SMALLEST_PIECE;
  const elements: Element[] = [];
  for (let at = 0; at < contents.length; ) {
    const next = elementAt(contents, at, 0);
    elements.push(next);
    if (elements.length > most) throw new Malformed(`${what} is in too many pieces`);
    at += next.bytes.length;
  }
  return elements;
}

export const isSequence = ({ tag }: Element): boolean => tag === SEQUENCE;

/** Is this `[number]`? */
export const isContext = (element: Element | undefined, number: number): element is Element =>
  element !== undefined && (element.tag & ~CONSTRUCTED) === (0x80 | number);

/** The contents of a primitive element: an INTEGER's two's complement, a key identifier. */
export function contentsOf(element: Element | undefined, what: string): Buffer {
  if (!element || isConstructed(element)) throw new Malformed(`${what} is not primitive`);
  return element.contents;
}

/** @returns `1.2.840.113549.1.7.2`; arcs beyond 2^53, as UUIDs make them, lose digits: none that is known here has any */
export function oidOf(element: Element | undefined, what: string): string {
  if (element?.tag !== OID || element.contents.length === 0) throw new Malformed(`${what} is not an object identifier`);
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of element.contents) {
    arc = arc * 128 + (octet & 0x7f);
    if (octet >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [head = 0, ...rest] = arcs;
  const top = Math.min(Math.floor(head / 40), 2);
  return [top, head - top * 40, ...rest].join('.');
}

/**
 * The bytes of an OCTET STRING, or of one tagged implicitly. BER may cut it into pieces, which may be cut again;
 * senders that stream do so.
 */
export function octetsOf(element: Element | undefined, what: string): Buffer {
  const pieces: Buffer[] = [];
  collectOctets(element, what, pieces, 0);
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}

function collectOctets(element: Element | undefined, what: string, into: Buffer[], depth: number): void {
  if (!element || ((element.tag & ~CONSTRUCTED) !== OCTETS && (element.tag & 0xc0) !== 0x80))
    throw new Malformed(`${what} is not an octet string`);
  if (depth > DEEPEST) throw new Malformed('nested too deep');
  if (!isConstructed(element)) {
    into.push(element.contents);
    return;
  }
  for (const piece of within(element, what)) {
    if ((piece.tag & ~CONSTRUCTED) !== OCTETS) throw new Malformed(`${what} is made of something else`);
    collectOctets(piece, what, into, depth + 1);
  }
}
