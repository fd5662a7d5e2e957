import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type KeyPair, selfSigned } from '@tradeloom/as2';

interface Identity {
  readonly from?: string;
  readonly to?: string;
  readonly key?: KeyObject;
}

const rsa = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** A key and a certificate that vouches for itself, in force from 2026 to 2036 unless said otherwise. */
export const as2Identity = (
  name: string,
  { from = '2026-01-01', to = '2036-01-01', key = rsa() }: Identity = {},
): KeyPair => selfSigned({ name, key, from: new Date(from), to: new Date(to) });

/** As a file of keys holds it. */
export const pemOf = ({ certificate, key }: KeyPair): string =>
  `${key.export({ type: 'pkcs8', format: 'pem' })}${certificate.toString()}`;
