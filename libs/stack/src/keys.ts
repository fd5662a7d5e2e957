import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Places } from './places.ts';

/** Paths; their contents are drawn at the first start and kept (0600). */
export interface KeyFiles {
  /** PEM, PKCS#8, Ed25519: the gateway signs caller tokens with it */
  readonly privateKey: string;
  /** PEM, SPKI: the services check them with it */
  readonly publicKey: string;
  /** PEM, PKCS#8, Ed25519: signs the trail's anchors and exports; `trail.pub.pem` beside it checks them */
  readonly trailKey: string;
  /** 256 random bits, base64url: the services sign their questions to each other with it */
  readonly serviceKey: string;
  /** PEM, PKCS#8, Ed25519: partners' SFTP programs know the gateway again by it */
  readonly sftpHostKey: string;
  /** PEM, PKCS#8, RSA: signs what goes to AS2 partners; the gateway makes its certificate */
  readonly as2Keys: string;
}

const SECRET = { mode: 0o600 };

/** A random secret that is drawn once and kept under its name. @returns the path of its file */
export function ensureSecret(places: Places, name: string): string {
  const file = join(places.keys, name);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), SECRET);
  return file;
}

export const readSecret = (places: Places, name: string): string =>
  readFileSync(ensureSecret(places, name), 'utf8').trim();

export function ensureKeys(places: Places): KeyFiles {
  const callerToken = ensureKeyPair(places, 'caller-token');
  return {
    privateKey: callerToken.privateKey,
    publicKey: callerToken.publicKey,
    trailKey: ensureKeyPair(places, 'trail').privateKey,
    serviceKey: ensureSecret(places, 'service.key'),
    sftpHostKey: ensureKeyPair(places, 'sftp-host').privateKey,
    as2Keys: ensureRsaKey(places, 'as2.pem'),
  };
}

function ensureRsaKey(places: Places, name: string): string {
  const file = join(places.keys, name);
  if (existsSync(file)) return file;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), SECRET);
  return file;
}

function ensureKeyPair(places: Places, name: string): { privateKey: string; publicKey: string } {
  const files = { privateKey: join(places.keys, `${name}.pem`), publicKey: join(places.keys, `${name}.pub.pem`) };
  if (existsSync(files.privateKey) && existsSync(files.publicKey)) return files;
  const pair = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  writeFileSync(files.privateKey, pair.privateKey, SECRET);
  writeFileSync(files.publicKey, pair.publicKey, SECRET);
  return files;
}
