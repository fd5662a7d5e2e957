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

/** What is no such file, or has a line that says nothing. */
export class Unreadable extends Error {}

/** The lines of a signed file, one after the other; at their end it is known whether they are as they were signed. */
export class SignedReading {
  private readonly bytes = createHash('sha256');
  private last: string | undefined;
  private count = 0;

  /** @returns the value of the line before: the last one is the signature. @throws Unreadable */
  next(line: string): unknown {
    const before = this.last;
    this.last = line;
    if (before === undefined) return undefined;
    this.bytes.update(`${before}\n`);
    this.count += 1;
    return this.parsed(before);
  }

  /** @param publicKey PEM, SPKI, Ed25519. @throws Unreadable when there is no signature */
  genuine(publicKey: string): boolean {
    const { signature } = (this.parsed(this.last ?? '') ?? {}) as Partial<Signature>;
    if (typeof signature !== 'string') throw new Unreadable('no signature');
    return verify(null, this.bytes.digest(), createPublicKey(publicKey), Buffer.from(signature, 'base64'));
  }

  private parsed(line: string): unknown {
    try {
      return JSON.parse(line);
    } catch {
      throw new Unreadable(`line ${this.count + 1}`);
    }
  }
}
