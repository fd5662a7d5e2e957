import { createHash } from 'node:crypto';
import { type Digest, hashOf } from '../cms/algorithms.ts';

/** Message integrity check: what the receiver says he received. */
export interface Mic {
  readonly algorithm: Digest;
  /** base64 */
  readonly digest: string;
}

export const micOf = (algorithm: Digest, bytes: Uint8Array): Mic => ({
  algorithm,
  digest: createHash(hashOf(algorithm)).update(bytes).digest('base64'),
});

export const sameMic = (one: Mic, other: Mic): boolean =>
  one.algorithm === other.algorithm && Buffer.from(one.digest, 'base64').equals(Buffer.from(other.digest, 'base64'));

/**
 * RFC 4130 7.4.3: of a signed message the digest it was signed with; of an unsigned one the first that the sender asks
 * for, else SHA-1.
 */
export const micAlgorithm = (signedWith: Digest | null, asked: readonly Digest[]): Digest =>
  signedWith ?? asked[0] ?? 'sha-1';
