/** Object identifiers and what they stand for: RFC 5652, 3370, 5754, 3565, 3274, 8017. */

export const CONTENT = {
  data: '1.2.840.113549.1.7.1',
  signed: '1.2.840.113549.1.7.2',
  enveloped: '1.2.840.113549.1.7.3',
  compressed: '1.2.840.113549.1.9.16.1.9',
} as const;

export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
} as const;

export const RSA = {
  encryption: '1.2.840.113549.1.1.1',
  oaep: '1.2.840.113549.1.1.7',
  mgf1: '1.2.840.113549.1.1.8',
  pss: '1.2.840.113549.1.1.10',
} as const;

export const ZLIB = '1.2.840.113549.1.9.16.3.8';

/** As RFC 5751 writes them in `micalg`. SHA-1 is there for partners who have nothing else. */
export type Digest = 'sha-1' | 'sha-256' | 'sha-384' | 'sha-512';

export const DIGESTS: Readonly<Record<Digest, string>> = {
  'sha-1': '1.3.14.3.2.26',
  'sha-256': '2.16.840.1.101.3.4.2.1',
  'sha-384': '2.16.840.1.101.3.4.2.2',
  'sha-512': '2.16.840.1.101.3.4.2.3',
};

const isDigest = (name: string): name is Digest => Object.hasOwn(DIGESTS, name);

export const digestByOid = (oid: string): Digest | undefined =>
  (Object.keys(DIGESTS) as Digest[]).find((name) => DIGESTS[name] === oid);

/** @param name as partners write it: `sha1`, `SHA-256`, `sha256`, `sha-256`, `rsa-sha256` */
export function digestByName(name: string): Digest | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/^rsa-/, '')
    .replace(/^sha-?/, 'sha-');
  return isDigest(plain) ? plain : undefined;
}

/** node:crypto's name of it. */
export const hashOf = (digest: Digest): string => digest.replace('-', '');

/** Signature algorithms that name their digest. */
export const SIGNATURES: Readonly<Record<string, { readonly scheme: 'rsa' | 'ecdsa'; readonly digest: Digest }>> = {
  '1.2.840.113549.1.1.5': { scheme: 'rsa', digest: 'sha-1' },
  '1.2.840.113549.1.1.11': { scheme: 'rsa', digest: 'sha-256' },
  '1.2.840.113549.1.1.12': { scheme: 'rsa', digest: 'sha-384' },
  '1.2.840.113549.1.1.13': { scheme: 'rsa', digest: 'sha-512' },
  '1.2.840.10045.4.1': { scheme: 'ecdsa', digest: 'sha-1' },
  '1.2.840.10045.4.3.2': { scheme: 'ecdsa', digest: 'sha-256' },
  '1.2.840.10045.4.3.3': { scheme: 'ecdsa', digest: 'sha-384' },
  '1.2.840.10045.4.3.4': { scheme: 'ecdsa', digest: 'sha-512' },
};

export type Cipher = 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'des-ede3-cbc';

interface CipherShape {
  readonly oid: string;
  /** bytes */
  readonly key: number;
  readonly block: number;
}

/** The strongest first; the last one for partners who have nothing else. */
export const CIPHER_NAMES = [
  'aes-256-cbc',
  'aes-192-cbc',
  'aes-128-cbc',
  'des-ede3-cbc',
] as const satisfies readonly Cipher[];

export const CIPHERS: Readonly<Record<Cipher, CipherShape>> = {
  'aes-128-cbc': { oid: '2.16.840.1.101.3.4.1.2', key: 16, block: 16 },
  'aes-192-cbc': { oid: '2.16.840.1.101.3.4.1.22', key: 24, block: 16 },
  'aes-256-cbc': { oid: '2.16.840.1.101.3.4.1.42', key: 32, block: 16 },
  'des-ede3-cbc': { oid: '1.2.840.113549.3.7', key: 24, block: 8 },
};

export const cipherByOid = (oid: string): Cipher | undefined =>
  (Object.keys(CIPHERS) as Cipher[]).find((name) => CIPHERS[name].oid === oid);
