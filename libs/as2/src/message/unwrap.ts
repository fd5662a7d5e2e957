import type { X509Certificate } from 'node:crypto';
import { Malformed } from '../asn1/read-ber.ts';
import type { Digest } from '../cms/algorithms.ts';
import { decompress } from '../cms/compress.ts';
import { openContentInfo } from '../cms/content-info.ts';
import { decryptWith, type KeyPair } from '../cms/decrypt.ts';
import { type SignatureCheck, signedContent, verifySigned } from '../cms/verify.ts';
import { type Entity, openEntity } from '../mime/entity.ts';
import { contentTypeOf } from '../mime/fields.ts';
import { splitMultipart } from '../mime/multipart.ts';
import { decodeBody } from '../mime/transfer-encoding.ts';
import { type Modifier, Refused } from '../refusal.ts';
import { veiled, vouched } from './veil.ts';

/** What is known of a message while its layers come off. */
export interface Opened {
  readonly entity: Entity;
  readonly encrypted: boolean;
  readonly compressed: boolean;
  readonly signature: { readonly signer: X509Certificate; readonly digest: Digest; readonly content: Buffer } | null;
}

export interface Means {
  readonly keys: readonly KeyPair[];
  readonly trusted: readonly X509Certificate[];
  readonly at: Date;
  /** bytes that may come out of a compression */
  readonly unpackedLimit: number;
}

/** Compressed, signed, encrypted are three; one more of each is let pass, no tower of them. */
const MOST_LAYERS = 6;
const CMS_TYPES = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);
const SIGNATURE_TYPES = new Set(['application/pkcs7-signature', 'application/x-pkcs7-signature']);

/**
 * Takes off layer after layer, in whichever order the sender put them on (RFC 4130 5.2, RFC 5402 3), down to the entity
 * that is none of AS2's.
 * @throws Refused, Malformed
 */
export function unwrap(received: Entity, means: Means): Opened {
  let opened: Opened = { entity: received, encrypted: false, compressed: false, signature: null };
  for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
    const { signature } = opened;
    const inner = vouched(signature, () => openLayer(opened, means));
    if (!inner) return opened;
    opened = inner;
  }
  const signer = opened.signature?.signer;
  return veiled(opened, () => {
    throw new Refused('unsupported-format', 'too many layers', signer);
  });
}

/** @returns null when it is none of AS2's layers */
function openLayer(opened: Opened, means: Means): Opened | null {
  const { value, parameters } = contentTypeOf(opened.entity.fields);
  if (value === 'multipart/signed') return openSigned(opened, parameters.get('boundary'), means);
  if (CMS_TYPES.has(value)) return veiled(opened, () => openCms(opened, means));
  return null;
}

function openSigned(opened: Opened, boundary: string | undefined, means: Means): Opened {
  const parts = veiled(opened, () => splitMultipart(opened.entity.body, boundary));
  const [content, second] = parts;
  if (!content || !second || parts.length !== 2) throw new Malformed(`${parts.length} parts instead of 2`);
  const signature = openEntity(second);
  const { value } = contentTypeOf(signature.fields);
  if (!SIGNATURE_TYPES.has(value)) throw new Malformed(`a signature of type ${value}`);
  return signedBy(opened, decodeBody(signature.fields, signature.body), content, means);
}

function openCms(opened: Opened, means: Means): Opened {
  const cms = cmsIn(opened.entity);
  const { kind } = openContentInfo(cms);
  switch (kind) {
    case 'enveloped': {
      const content = decryptWith(means.keys, cms);
      if (!content) throw new Refused('decryption-failed', 'no key of ours opens it');
      const inside = { ...opened, encrypted: true };
      return { ...inside, entity: veiled(inside, () => openEntity(content)) };
    }
    case 'compressed': {
      const content = decompress(cms, means.unpackedLimit);
      if (!content) throw new Refused('decompression-failed', 'it does not unpack, or to too much');
      return { ...opened, compressed: true, entity: openEntity(content) };
    }
    case 'signed':
      return signedBy(opened, cms, signedContent(cms), means);
    default:
      throw new Malformed(`${kind} alone`);
  }
}

/** Some senders name the transfer encoding of the document inside: what starts like DER is no base64, which starts with M. */
const cmsIn = ({ fields, body }: Entity): Buffer => (body[0] === 0x30 ? body : decodeBody(fields, body));

const MODIFIERS: Readonly<Record<Exclude<SignatureCheck['verdict'], 'valid'>, Modifier>> = {
  altered: 'integrity-check-failed',
  'false-signature': 'authentication-failed',
  'unknown-signer': 'authentication-failed',
  'expired-signer': 'authentication-failed',
};

function signedBy(opened: Opened, cms: Buffer, content: Buffer, { trusted, at }: Means): Opened {
  const check = verifySigned(cms, content, trusted, at);
  if (check.verdict !== 'valid') throw new Refused(MODIFIERS[check.verdict], check.verdict);
  const { signer, digest } = check;
  // Of two signatures the outer one counts: it is the one that the receipt answers.
  return { ...opened, entity: openEntity(content), signature: opened.signature ?? { signer, digest, content } };
}
