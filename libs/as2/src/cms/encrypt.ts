import { constants, createCipheriv, publicEncrypt, randomBytes, type X509Certificate } from 'node:crypto';
import { contextOctets, nothing, octetString, oid, sequence, setOf, smallInteger } from '../asn1/write-der.ts';
import { CIPHERS, type Cipher, CONTENT, RSA } from './algorithms.ts';
import { contentInfo } from './content-info.ts';
import { issuerAndSerial } from './name-certificate.ts';

/**
 * RFC 5652 6: `EnvelopedData` for one recipient, DER. The key travels by PKCS#1 v1.5, which every AS2 product takes;
 * OAEP is read, and written by few.
 */
export function encryptFor(certificate: X509Certificate, cipher: Cipher, content: Uint8Array): Buffer {
  const { oid: algorithm, key: keyLength, block } = CIPHERS[cipher];
  const key = randomBytes(keyLength);
  const start = randomBytes(block);
  const encipher = createCipheriv(cipher, key, start);
  const encrypted = Buffer.concat([encipher.update(content), encipher.final()]);
  const wrapped = publicEncrypt({ key: certificate.publicKey, padding: constants.RSA_PKCS1_PADDING }, key);
  const recipient = sequence(
    smallInteger(0),
    issuerAndSerial(certificate),
    sequence(oid(RSA.encryption), nothing),
    octetString(wrapped),
  );
  const encryptedContent = sequence(
    oid(CONTENT.data),
    sequence(oid(algorithm), octetString(start)),
    contextOctets(0, encrypted),
  );
  return contentInfo('enveloped', sequence(smallInteger(0), setOf(recipient), encryptedContent));
}
