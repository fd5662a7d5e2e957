import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { sha256 } from './hash.ts';

/** The last line of a signed JSONL file. */
interface Signature {
  /** Ed25519 over the SHA-256 of all bytes before this line, base64 */
  readonly signature: string;
  /** SHA-256 of the public key's DER form: which installation signed */
  readonly key: string;
}

/** Lines on their way into a signed file: the signature is over all of them. */
export class SignedLines {
  private readonly bytes = createHash('sha256');

  /** @returns the line with its end */
  line(value: object): string {
    const line = `${JSON.stringify(value)}\n`;
    this.bytes.update(line);
    return line;
  }

  /** @param privateKey PEM, PKCS#8, Ed25519 */
  signature(privateKey: string): string {
    const key = createPrivateKey(privateKey);
    const signature: Signature = {
      signature: sign(null, this.bytes.digest(), key).toString('base64'),
      key: sha256(createPublicKey(key).export({ type: 'spki', format: 'der' })),
    };
    return `${JSON.stringify(signature)}\n`;
  }
}

/** A file that is no JSONL at all, or has no signature at its end. */
export class Unreadable extends Error {}

/**
 * @param publicKey PEM, SPKI, Ed25519
 * @returns the lines before the signature, and whether it is this key's over these very bytes
 * @throws Unreadable
 */
export const openSigned = (text: string, publicKey: string): { lines: unknown[]; genuine: boolean } => {
  const end = text.lastIndexOf('\n', text.length - 2) + 1;
  try {
    const { signature } = JSON.parse(text.slice(end)) as Signature;
    const digest = createHash('sha256').update(text.slice(0, end)).digest();
    return {
      lines: text
        .slice(0, end)
        .split('\n')
        .filter(Boolean)
        .map((line): unknown => JSON.parse(line)),
      genuine: verify(null, digest, createPublicKey(publicKey), Buffer.from(signature, 'base64')),
    };
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : String(error));
  }
};
