import { createHash, type X509Certificate } from 'node:crypto';
import { contentsOf, type Element, isContext, Malformed, octetsOf, oidOf, within } from '../asn1/read-ber.ts';
import { inForce } from '../certificates/facts.ts';
import { ATTRIBUTE, CONTENT, type Digest, digestByOid, hashOf } from './algorithms.ts';
import { openContentInfo, openEncapsulated } from './content-info.ts';
import { certificatesNamed } from './name-certificate.ts';
import { holds, type Scheme, schemeOf } from './signature-scheme.ts';

/** `altered`: the content is not the one signed. `unknown-signer`: signed by nobody who is trusted at this time. */
export type SignatureCheck =
  | { readonly verdict: 'valid'; readonly signer: X509Certificate; readonly digest: Digest }
  | { readonly verdict: 'altered' | 'unknown-signer' | 'expired-signer' | 'false-signature' };

interface SignerInfo {
  readonly identifier: Element | undefined;
  readonly digest: Digest;
  readonly scheme: Scheme;
  readonly attributes: Element | null;
  readonly signature: Buffer;
}

/**
 * The content inside of an opaque `SignedData`.
 * @throws Malformed, also where there is none
 */
export function signedContent(cms: Buffer): Buffer {
  const { content } = openSignedData(cms);
  if (!content) throw new Malformed('no content inside of the signature');
  return content;
}

/**
 * RFC 5652 5.4. Trusted is who is in `trusted`, and nobody else: certificates that travel with the signature are
 * ignored. Of several signers one suffices.
 * @param content the bytes that were signed, exactly as received
 * @param at the time at which the signer's certificate must be in force
 * @throws Malformed
 */
export function verifySigned(
  cms: Buffer,
  content: Uint8Array,
  trusted: readonly X509Certificate[],
  at: Date,
): SignatureCheck {
  const { type, signers } = openSignedData(cms);
  if (signers.length === 0) throw new Malformed('nobody signed');
  const checks = signers.map((signer) => checkSigner(signer, type, content, trusted, at));
  return checks.find(({ verdict }) => verdict === 'valid') ?? checks[0]!;
}

function openSignedData(cms: Buffer): { type: string; content: Buffer | null; signers: readonly Element[] } {
  const info = openContentInfo(cms);
  if (info.kind !== 'signed') throw new Malformed(`${info.kind} data where a signature should be`);
  const fields = within(info.content, 'SignedData');
  // version, digestAlgorithms, encapContentInfo, [0] certificates, [1] crls, signerInfos
  return { ...openEncapsulated(fields[2]), signers: within(fields.at(-1), 'signerInfos') };
}

function checkSigner(
  element: Element,
  type: string,
  content: Uint8Array,
  trusted: readonly X509Certificate[],
  at: Date,
): SignatureCheck {
  const signer = openSignerInfo(element);
  const digest = createHash(hashOf(signer.digest)).update(content).digest();
  if (signer.attributes && !attributesFit(signer.attributes, type, digest)) return { verdict: 'altered' };
  if (!signer.attributes && type !== CONTENT.data) throw new Malformed('signed attributes are missing');

  const candidates = certificatesNamed(
    signer.identifier,
    trusted.map((certificate) => ({ certificate })),
  );
  if (candidates.length === 0) return { verdict: 'unknown-signer' };
  const current = candidates.filter(({ certificate }) => inForce(certificate, at));
  if (current.length === 0) return { verdict: 'expired-signer' };

  const signed = signer.attributes ? asSetOf(signer.attributes) : Buffer.from(content);
  const found = current.find(({ certificate }) =>
    holds(signer.scheme, signed, certificate.publicKey, signer.signature),
  );
  if (found) return { verdict: 'valid', signer: found.certificate, digest: signer.digest };
  // Without attributes nothing tells a changed content from another key.
  return { verdict: signer.attributes ? 'false-signature' : 'altered' };
}

function openSignerInfo(element: Element): SignerInfo {
  const [, identifier, digestAlgorithm, ...rest] = within(element, 'SignerInfo');
  const named = oidOf(within(digestAlgorithm, 'digestAlgorithm')[0], 'digestAlgorithm');
  const digest = digestByOid(named);
  if (!digest) throw new Malformed(`digest ${named}`);
  const attributes = isContext(rest[0], 0) ? rest[0] : null;
  const [algorithm, signature] = attributes ? rest.slice(1) : rest;
  return {
    identifier,
    digest,
    scheme: schemeOf(algorithm, digest),
    attributes,
    signature: octetsOf(signature, 'signature'),
  };
}

/** RFC 5652 11.1, 11.2: exactly one content type and one digest, and they are these. */
function attributesFit(attributes: Element, type: string, digest: Buffer): boolean {
  const types = valuesOf(attributes, ATTRIBUTE.contentType);
  const digests = valuesOf(attributes, ATTRIBUTE.messageDigest);
  if (types.length !== 1 || digests.length !== 1)
    throw new Malformed('content type and digest are not signed once each');
  return oidOf(types[0], 'content-type') === type && contentsOf(digests[0], 'message-digest').equals(digest);
}

const valuesOf = (attributes: Element, type: string): readonly Element[] =>
  within(attributes, 'signedAttrs')
    .map((attribute) => within(attribute, 'Attribute'))
    .filter(([named]) => oidOf(named, 'attrType') === type)
    .flatMap(([, values]) => within(values, 'attrValues'));

/** RFC 5652 5.4: sent as `[0]`, signed as a SET OF. The rest stays to the byte what was received. */
function asSetOf(attributes: Element): Buffer {
  const bytes = Buffer.from(attributes.bytes);
  bytes[0] = 0x31;
  return bytes;
}
