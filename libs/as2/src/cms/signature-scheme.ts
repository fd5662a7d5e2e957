import { constants, type KeyObject, verify } from 'node:crypto';
import { type Element, isContext, Malformed, oidOf, within } from '../asn1/read-ber.ts';
import { DIGESTS, type Digest, digestByOid, hashOf, RSA, SIGNATURES } from './algorithms.ts';

export interface Scheme {
  readonly name: 'rsa' | 'rsa-pss' | 'ecdsa';
  readonly digest: Digest;
}

/**
 * @param digest what the `SignerInfo` says its digest is, for algorithms that name none
 * @throws Malformed for a scheme that is not among them
 */
export function schemeOf(algorithm: Element | undefined, digest: Digest): Scheme {
  const [type, parameters] = within(algorithm, 'signatureAlgorithm');
  const oid = oidOf(type, 'signatureAlgorithm');
  if (oid === RSA.encryption) return { name: 'rsa', digest };
  if (oid === RSA.pss) return { name: 'rsa-pss', digest: parameters ? pssDigest(parameters) : digest };
  const named = SIGNATURES[oid];
  if (!named) throw new Malformed(`signature algorithm ${oid}`);
  return { name: named.scheme, digest: named.digest };
}

/**
 * RFC 4055 3.1: `RSASSA-PSS-params`; SHA-1 where no hash is named in them. Some senders leave them out altogether and
 * mean the message's digest. The salt's length is read from the signature.
 */
function pssDigest(parameters: Element): Digest {
  const hash = within(parameters, 'RSASSA-PSS-params').find((field) => isContext(field, 0));
  const oid = hash ? oidOf(within(within(hash, 'hash')[0], 'hashAlgorithm')[0], 'hashAlgorithm') : DIGESTS['sha-1'];
  const digest = digestByOid(oid);
  if (!digest) throw new Malformed(`digest ${oid}`);
  return digest;
}

const KEYS: Readonly<Record<Scheme['name'], readonly string[]>> = {
  rsa: ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
};

/** Did this key sign these bytes? False also for a key of another kind. */
export function holds(scheme: Scheme, signed: Buffer, key: KeyObject, signature: Buffer): boolean {
  if (!KEYS[scheme.name].includes(key.asymmetricKeyType ?? '')) return false;
  const padding =
    scheme.name === 'rsa-pss'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
      : {};
  try {
    return verify(hashOf(scheme.digest), signed, { key, ...padding }, signature);
  } catch {
    // OpenSSL throws on a signature that cannot be one (its length, a DER that is none): it is not this key's.
    return false;
  }
}
