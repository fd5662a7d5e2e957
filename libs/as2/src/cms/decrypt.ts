import {
  constants,
  createDecipheriv,
  type KeyObject,
  privateDecrypt,
  randomBytes,
  type X509Certificate,
} from 'node:crypto';
import {
  contentsOf,
  type Element,
  isContext,
  isSequence,
  Malformed,
  octetsOf,
  oidOf,
  within,
} from '../asn1/read-ber.ts';
import { CIPHERS, type Cipher, cipherByOid, DIGESTS, type Digest, digestByOid, hashOf, RSA } from './algorithms.ts';
import { openContentInfo } from './content-info.ts';
import { certificatesNamed } from './name-certificate.ts';

/** A key that messages may be encrypted to. */
export interface KeyPair {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

interface Sealed {
  readonly cipher: Cipher;
  readonly start: Buffer;
  readonly encrypted: Buffer;
}

interface Transport {
  /** node:crypto's options for the private key operation */
  readonly padding: number;
  readonly oaepHash?: string;
  readonly oaepLabel?: Buffer;
}

/**
 * RFC 5652 6. Returns null wherever the content does not come out: no key of ours, a wrong key, a broken padding. All
 * of these look the same from outside and take the same steps (RFC 3218): a v1.5 padding that does not fit yields a
 * key nobody knows, and the decryption goes on with it.
 * @throws Malformed when it is no `EnvelopedData` that could be decrypted by anybody
 */
export function decryptWith(keys: readonly KeyPair[], cms: Buffer): Buffer | null {
  const { kind, content } = openContentInfo(cms);
  if (kind !== 'enveloped') throw new Malformed(`${kind} data where encrypted data should be`);
  const fields = within(content, 'EnvelopedData');
  // version, [0] originatorInfo, recipientInfos, encryptedContentInfo, [1] unprotectedAttrs
  const at = isContext(fields[1], 0) ? 2 : 1;
  const sealed = openSealed(fields[at + 1]);
  for (const recipient of within(fields[at], 'recipientInfos')) {
    // Anything but KeyTransRecipientInfo is tagged.
    if (!isSequence(recipient)) continue;
    const [, identifier, algorithm, wrapped] = within(recipient, 'KeyTransRecipientInfo');
    const transport = transportOf(algorithm);
    for (const { key } of certificatesNamed(identifier, keys)) {
      const opened = unseal(sealed, contentKey(key, transport, octetsOf(wrapped, 'encryptedKey'), sealed.cipher));
      if (opened) return opened;
    }
  }
  return null;
}

function openSealed(element: Element | undefined): Sealed {
  const [, algorithm, encrypted] = within(element, 'EncryptedContentInfo');
  const [type, start] = within(algorithm, 'contentEncryptionAlgorithm');
  const named = oidOf(type, 'contentEncryptionAlgorithm');
  const cipher = cipherByOid(named);
  if (!cipher) throw new Malformed(`cipher ${named}`);
  const vector = contentsOf(start, 'initialization vector');
  if (vector.length !== CIPHERS[cipher].block) throw new Malformed('initialization vector');
  if (!isContext(encrypted, 0)) throw new Malformed('no encrypted content');
  return { cipher, start: vector, encrypted: octetsOf(encrypted, 'encryptedContent') };
}

function transportOf(algorithm: Element | undefined): Transport {
  const [type, parameters] = within(algorithm, 'keyEncryptionAlgorithm');
  const named = oidOf(type, 'keyEncryptionAlgorithm');
  if (named === RSA.encryption) return { padding: constants.RSA_PKCS1_PADDING };
  if (named !== RSA.oaep) throw new Malformed(`key transport ${named}`);
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, ...oaepOf(parameters) };
}

/** RFC 4055 4.1: `RSAES-OAEP-params`. OpenSSL masks with the hash it is given: another one for the mask is refused. */
function oaepOf(parameters: Element | undefined): Pick<Transport, 'oaepHash' | 'oaepLabel'> {
  const fields = parameters ? within(parameters, 'RSAES-OAEP-params') : [];
  const field = (number: number): Element | undefined => {
    const found = fields.find((candidate) => isContext(candidate, number));
    return found && within(found, 'RSAES-OAEP-params')[0];
  };
  const hash = digestIn(field(0));
  const mask = field(1);
  if (digestIn(mask && within(mask, 'maskGenAlgorithm')[1]) !== hash) throw new Malformed('two digests in OAEP');
  const source = field(2);
  const label = source && octetsOf(within(source, 'pSourceAlgorithm')[1], 'label');
  return { oaepHash: hashOf(hash), ...(label && label.length > 0 && { oaepLabel: label }) };
}

function digestIn(algorithm: Element | undefined): Digest {
  const oid = algorithm ? oidOf(within(algorithm, 'hashAlgorithm')[0], 'hashAlgorithm') : DIGESTS['sha-1'];
  const digest = digestByOid(oid);
  if (!digest) throw new Malformed(`digest ${oid}`);
  return digest;
}

function contentKey(key: KeyObject, transport: Transport, wrapped: Buffer, cipher: Cipher): Buffer {
  const decoy = randomBytes(CIPHERS[cipher].key);
  try {
    const unwrapped = privateDecrypt({ key, ...transport }, wrapped);
    return unwrapped.length === decoy.length ? unwrapped : decoy;
  } catch {
    // Said nowhere, on purpose: who could see it would have a padding oracle.
    return decoy;
  }
}

function unseal({ cipher, start, encrypted }: Sealed, key: Buffer): Buffer | null {
  const decipher = createDecipheriv(cipher, key, start);
  try {
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch {
    return null;
  }
}
