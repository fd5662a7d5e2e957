import { createHash, createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { context, nothing, octetString, oid, sequence, setOf, smallInteger, tagged, time } from '../asn1/write-der.ts';
import { hashOf } from '../cms/algorithms.ts';
import type { KeyPair } from '../cms/decrypt.ts';

export interface SelfSigned {
  readonly name: string;
  /** private; RSA or P-256 */
  readonly key: KeyObject;
  readonly from: Date;
  readonly to: Date;
  /** 1 to 127 */
  readonly serial?: number;
}

const SHA256_WITH_RSA = sequence(oid('1.2.840.113549.1.1.11'), nothing);
const SHA256_WITH_ECDSA = sequence(oid('1.2.840.10045.4.3.2'));
const IDENTIFIER_LENGTH = 20;

/** RFC 5280: a version 3 certificate that vouches for itself, with a subject key identifier (RFC 7093 2, method 1). */
export function selfSigned({ name, key, from, to, serial = 1 }: SelfSigned): KeyPair {
  const algorithm = key.asymmetricKeyType === 'ec' ? SHA256_WITH_ECDSA : SHA256_WITH_RSA;
  const subject = sequence(setOf(sequence(oid('2.5.4.3'), tagged(0x0c, Buffer.from(name)))));
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const digest = createHash(hashOf('sha-256')).update(spki).digest().subarray(0, IDENTIFIER_LENGTH);
  const tbs = sequence(
    context(0, smallInteger(2)),
    smallInteger(serial),
    algorithm,
    subject,
    sequence(time(from), time(to)),
    subject,
    spki,
    context(3, sequence(sequence(oid('2.5.29.14'), octetString(octetString(digest))))),
  );
  const signature = tagged(0x03, Buffer.of(0), sign('sha256', tbs, key));
  return { certificate: new X509Certificate(sequence(tbs, algorithm, signature)), key };
}
