import { deflateSync, inflateSync } from 'node:zlib';
import { Malformed, oidOf, within } from '../asn1/read-ber.ts';
import { context, octetString, oid, sequence, smallInteger } from '../asn1/write-der.ts';
import { CONTENT, ZLIB } from './algorithms.ts';
import { contentInfo, openContentInfo, openEncapsulated } from './content-info.ts';

/** RFC 3274: `CompressedData`, DER. */
export function compress(content: Uint8Array): Buffer {
  const encapsulated = sequence(oid(CONTENT.data), context(0, octetString(deflateSync(content))));
  return contentInfo('compressed', sequence(smallInteger(0), sequence(oid(ZLIB)), encapsulated));
}

/**
 * @param limit bytes that may come out
 * @returns null when it does not unpack, or to more than `limit`
 * @throws Malformed when it is no `CompressedData`
 */
export function decompress(cms: Buffer, limit: number): Buffer | null {
  const { kind, content } = openContentInfo(cms);
  if (kind !== 'compressed') throw new Malformed(`${kind} data where compressed data should be`);
  const [, algorithm, encapsulated] = within(content, 'CompressedData');
  const named = oidOf(within(algorithm, 'compressionAlgorithm')[0], 'compressionAlgorithm');
  if (named !== ZLIB) throw new Malformed(`compression ${named}`);
  const { content: packed } = openEncapsulated(encapsulated);
  if (!packed) throw new Malformed('nothing is compressed');
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(limit, 1) });
  } catch {
    return null;
  }
}
