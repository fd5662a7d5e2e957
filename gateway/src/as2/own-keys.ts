import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type KeyPair, selfSigned } from '@tradeloom/as2';
import { secretOf } from '@tradeloom/chassis';

const blocks = /-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g;

/** What a key is given that came without a certificate: the same one at every start. */
const vouchedFor = { name: 'Tradeloom', from: new Date('2026-01-01'), to: new Date('2046-01-01') };

/**
 * Keys and certificates of one PEM file, each key with the certificate that belongs to it, in the order of certificates;
 * then keys without one, which vouch for themselves.
 * @throws Error for a certificate without its key
 */
const keyPairsOf = (pem: string): KeyPair[] => {
  const found = [...pem.matchAll(blocks)].map(([text, label = '']) => ({ text, label }));
  const keys = found.filter(({ label }) => label.endsWith('PRIVATE KEY')).map(({ text }) => createPrivateKey(text));
  const certificates = found.filter(({ label }) => label === 'CERTIFICATE');
  const certified = certificates.map(({ text }) => {
    const certificate = new X509Certificate(text);
    const key = keys.find((one) => certificate.checkPrivateKey(one));
    if (!key) throw new Error(`AS2_KEYS holds no key for the certificate of ${certificate.subject}`);
    return { certificate, key };
  });
  const bare = keys.filter((key) => !certified.some((pair) => pair.key === key));
  return [...certified, ...bare.map((key) => selfSigned({ ...vouchedFor, key }))];
};

/** Our own AS2 keys: the first one signs, all of them open what comes, so that partners may change over one by one. */
@Injectable()
export class OwnKeys {
  readonly all: readonly KeyPair[] = keyPairsOf(secretOf(process.env, 'AS2_KEYS') ?? '');

  /** Null when the gateway has none: it speaks no AS2 then. */
  get newest(): KeyPair | null {
    return this.all[0] ?? null;
  }
}
