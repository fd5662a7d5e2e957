import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { context, nothing, octetString, oid, sequence, setOf, smallInteger, tagged, time } from '../asn1/write-der.ts';
import type { KeyPair } from '../cms/decrypt.ts';

export interface SelfSigned {
  readonly name: string;
  readonly from?: Date;
  readonly to?: Date;
  /** 1 to 127 */
  readonly serial?: number;
  readonly curve?: 'P-256';
}

const SHA256_WITH_RSA = sequence(oid('1.2.840.113549.1.1.11'), nothing);
const SHA256_WITH_ECDSA = sequence(oid('1.2.840.10045.4.3.2'));

/** RFC 5280: a version 3 certificate with a subject key identifier, in force from 2020 to 2040 unless said otherwise. */
export function selfSigned({
  name,
  from = new Date('2020-01-01'),
  to = new Date('2040-01-01'),
  serial = 1,
  curve,
}: SelfSigned): KeyPair {
  const { privateKey, publicKey } = curve
    ? generateKeyPairSync('ec', { namedCurve: curve })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = curve ? SHA256_WITH_ECDSA : SHA256_WITH_RSA;
  const subject = sequence(setOf(sequence(oid('2.5.4.3'), tagged(0x0c, Buffer.from(name)))));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const identifier = octetString(octetString(createHash('sha1').update(spki).digest()));
  const tbs = sequence(
    context(0, smallInteger(2)),
    smallInteger(serial),
    algorithm,
    subject,
    sequence(time(from), time(to)),
    subject,
    spki,
    context(3, sequence(sequence(oid('2.5.29.14'), identifier))),
  );
  const signature = tagged(0x03, Buffer.of(0), sign('sha256', tbs, privateKey));
  return { certificate: new X509Certificate(sequence(tbs, algorithm, signature)), key: privateKey };
}
