import { BaseBlock, Constructed, fromBER, ObjectIdentifier, OctetString, Primitive } from 'asn1js';

/** The bytes are not the ASN.1 they should be. Never leaves this package. */
export class Malformed extends Error {}

/** An element of a BER or DER structure, as it stands in the bytes received. */
export type Element = BaseBlock;

/**
 * One BER value that fills `bytes`; line ends behind it, as mail gateways add them, are let pass.
 * @throws Malformed, also where nesting or the number of elements is out of all proportion to the bytes
 */
export function parseBer(bytes: Uint8Array): Element {
  const { offset, result } = decode(bytes);
  if (offset === -1) throw new Malformed(result.error || 'not BER');
  const rest = bytes.subarray(offset);
  if (rest.length > 4 || rest.some((byte) => byte !== 0x0d && byte !== 0x0a))
    throw new Malformed('bytes behind the end');
  return result;
}

function decode(bytes: Uint8Array): ReturnType<typeof fromBER> {
  try {
    return fromBER(bytes, {
      copyInput: false,
      parseEmbedded: false,
      maxDepth: 40,
      maxNodes: 20_000 + Math.floor(bytes.length / 64),
      maxContentLength: bytes.length,
    });
  } catch (cause) {
    throw new Malformed('not BER', { cause });
  }
}

/** The elements inside of one. */
export function within(element: Element | undefined, what: string): readonly Element[] {
  if (!(element instanceof Constructed)) throw new Malformed(`${what} is not constructed`);
  return element.valueBlock.value;
}

export function oidOf(element: Element | undefined, what: string): string {
  if (!(element instanceof ObjectIdentifier)) throw new Malformed(`${what} is not an object identifier`);
  return element.valueBlock.toString();
}

/** Is this `[number]`? */
export const isContext = (element: Element | undefined, number: number): element is Element =>
  element !== undefined && element.idBlock.tagClass === 3 && element.idBlock.tagNumber === number;

/** The contents of a primitive element: an INTEGER's two's complement, a key identifier. */
export function contentsOf(element: Element | undefined, what: string): Buffer {
  const bytes = (element?.valueBlock as { valueHexView?: Uint8Array } | undefined)?.valueHexView;
  if (!element || !bytes || element.idBlock.isConstructed) throw new Malformed(`${what} is not primitive`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * The bytes of an OCTET STRING, or of one tagged implicitly. BER may cut it into pieces, which may be cut again;
 * senders that stream do so.
 */
export function octetsOf(element: Element | undefined, what: string): Buffer {
  const pieces: Buffer[] = [];
  collectOctets(element, what, pieces);
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}

function collectOctets(element: Element | undefined, what: string, into: Buffer[]): void {
  const octets = element instanceof OctetString || element instanceof Constructed || element instanceof Primitive;
  if (!octets) throw new Malformed(`${what} is not an octet string`);
  if (!element.idBlock.isConstructed) {
    into.push(contentsOf(element, what));
    return;
  }
  for (const piece of (element.valueBlock as unknown as { value: Element[] }).value) {
    if (!(piece instanceof OctetString)) throw new Malformed(`${what} is made of something else`);
    collectOctets(piece, what, into);
  }
}

/** The element's own bytes with tag and length, exactly as received. */
export function bytesOf(element: Element): Buffer {
  const bytes = element.valueBeforeDecodeView;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
