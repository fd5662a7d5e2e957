import { generateKeyPairSync } from 'node:crypto';
import { type SelfSigned, selfSigned } from '../src/certificates/self-signed.ts';
import type { KeyPair } from '../src/cms/decrypt.ts';

export interface Identity extends Partial<Omit<SelfSigned, 'key'>> {
  readonly name: string;
  readonly curve?: 'P-256';
}

/** A party's key and the certificate that says so, in force from 2020 to 2040 unless said otherwise. */
export const identity = ({ curve, ...said }: Identity): KeyPair => {
  const { privateKey: key } = curve
    ? generateKeyPairSync('ec', { namedCurve: curve })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return selfSigned({ from: new Date('2020-01-01'), to: new Date('2040-01-01'), ...said, key });
};
