import type { X509Certificate } from 'node:crypto';
import { Malformed } from '../asn1/read-ber.ts';
import { type Refusal, Refused, refusal } from '../refusal.ts';

/** What decides over how much may be told. */
interface Secrecy {
  readonly encrypted: boolean;
  readonly signature: object | null;
}

/**
 * CBC is not authenticated: whoever sends made-up or altered copies of a message and can tell from the answers whether
 * the padding came out right reads it byte by byte (Vaudenay 2002). So inside of an encryption, until a signature was
 * found good, every refusal is that of a wrong key. Our log has the reason.
 *
 * One thing may be told earlier: what is wrong with a signature behind a whole `multipart/signed`. Its last boundary
 * stands at the very end of the text, in the block that an attacker would have to guess.
 */
export function veiled<T>({ encrypted, signature }: Secrecy, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!encrypted || signature) throw error;
    const { modifier, detail } = refusalFor(error);
    throw new Refused('decryption-failed', modifier === 'decryption-failed' ? detail : `${modifier}: ${detail}`);
  }
}

/** Behind a good signature a refusal says whose: what is refused then comes from somebody we know. */
export function vouched<T>(signature: { readonly signer: X509Certificate } | null, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!signature) throw error;
    const { modifier, detail } = refusalFor(error);
    throw new Refused(modifier, detail, signature.signer);
  }
}

export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refused) return refusal(error.modifier, error.detail);
  if (error instanceof Malformed) return refusal('unsupported-format', error.message);
  return refusal('unexpected-processing-error', String(error));
}
