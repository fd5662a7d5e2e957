import { type Signer, signDetached } from '../cms/sign.ts';
import { type Headers, writeEntity } from '../mime/entity.ts';
import { joinMultipart, newBoundary } from '../mime/multipart.ts';
import { base64Lines } from '../mime/transfer-encoding.ts';

/** A MIME entity to be written. */
export interface Part {
  readonly headers: Headers;
  readonly body: Buffer;
}

/**
 * RFC 1847 2.1: `multipart/signed`.
 * @returns the part, and the bytes that were signed
 */
export function signedPart(inner: Part, signer: Signer, at: Date): { part: Part; content: Buffer } {
  const content = writeEntity(inner.headers, inner.body);
  const signature = writeEntity(
    {
      'Content-Type': 'application/pkcs7-signature; name="smime.p7s"',
      'Content-Transfer-Encoding': 'base64',
      'Content-Disposition': 'attachment; filename="smime.p7s"',
    },
    base64Lines(signDetached(content, signer, at)),
  );
  const boundary = newBoundary();
  const headers = {
    'Content-Type': `multipart/signed; protocol="application/pkcs7-signature"; micalg=${signer.digest}; boundary="${boundary}"`,
  };
  return { part: { headers, body: joinMultipart(boundary, [content, signature]) }, content };
}
