import { createHash, type KeyObject, sign, type X509Certificate } from 'node:crypto';
import { context, nothing, octetString, oid, sequence, setOf, smallInteger, time } from '../asn1/write-der.ts';
import { ATTRIBUTE, CONTENT, DIGESTS, type Digest, hashOf, RSA } from './algorithms.ts';
import { contentInfo } from './content-info.ts';
import { issuerAndSerial } from './name-certificate.ts';

/** Who signs, and how. RSA keys alone: AS2 knows no other. */
export interface Signer {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
  readonly digest: Digest;
}

const attribute = (type: string, value: Buffer): Buffer => sequence(oid(type), setOf(value));

/**
 * RFC 5652 5: a detached `SignedData`, DER, with the certificate in it; PKCS#1 v1.5 over the signed attributes.
 * @param at signingTime
 */
export function signDetached(content: Uint8Array, { certificate, key, digest }: Signer, at: Date): Buffer {
  const algorithm = sequence(oid(DIGESTS[digest]), nothing);
  const attributes = setOf(
    attribute(ATTRIBUTE.contentType, oid(CONTENT.data)),
    attribute(ATTRIBUTE.signingTime, time(at)),
    attribute(ATTRIBUTE.messageDigest, octetString(createHash(hashOf(digest)).update(content).digest())),
  );
  const signerInfo = sequence(
    smallInteger(1),
    issuerAndSerial(certificate),
    algorithm,
    implicitly(0xa0, attributes),
    sequence(oid(RSA.encryption), nothing),
    octetString(sign(hashOf(digest), attributes, key)),
  );
  return contentInfo(
    'signed',
    sequence(
      smallInteger(1),
      setOf(algorithm),
      sequence(oid(CONTENT.data)),
      context(0, certificate.raw),
      setOf(signerInfo),
    ),
  );
}

/** The same element under another tag: RFC 5652 5.4, what is signed is a SET OF, what is sent is `[0]`. */
function implicitly(tag: number, element: Buffer): Buffer {
  const retagged = Buffer.from(element);
  retagged[0] = tag;
  return retagged;
}
