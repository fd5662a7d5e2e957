import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import ssh2 from 'ssh2';
import { fingerprintOf, type PublicKey } from './public-key.ts';

export interface HostKey extends PublicKey {
  /** in OpenSSH's form */
  readonly privateKey: string;
}

const text = (value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

const type = 'ssh-ed25519';
const notEd25519 = (found = 'another kind'): Error => new Error(`SFTP_HOST_KEY must be an Ed25519 key, not ${found}`);

const one = Buffer.from([0, 0, 0, 1]);
const blockBytes = 8;

/** `openssh-key-v1`, not encrypted (PROTOCOL.key of OpenSSH): the only form of an Ed25519 key that ssh2 reads. */
const openSshForm = (key: KeyObject): string => {
  if (key.asymmetricKeyType !== 'ed25519') throw notEd25519(key.asymmetricKeyType);
  const { x = '', d = '' } = key.export({ format: 'jwk' });
  const [open, seed] = [Buffer.from(x, 'base64url'), Buffer.from(d, 'base64url')];
  const check = randomBytes(16).subarray(0, 4);
  const secret = Buffer.concat([check, check, text(type), text(open), text(Buffer.concat([seed, open])), text('')]);
  const padding = Buffer.from(Array.from({ length: blockBytes - (secret.length % blockBytes) }, (_, n) => n + 1));
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    text('none'),
    text('none'),
    text(''),
    one,
    text(Buffer.concat([text(type), text(open)])),
    text(Buffer.concat([secret, padding])),
  ]);
  const lines = file.toString('base64').replaceAll(/.{70}/g, '$&\n').trimEnd();
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----`;
};

/**
 * The key by which partners know this server again.
 * @param secret Ed25519: PEM as PKCS#8, or as ssh-keygen writes it
 * @throws Error when it is another one, or none
 */
export const hostKeyOf = (secret: string): HostKey => {
  const privateKey = secret.includes('OPENSSH PRIVATE KEY') ? secret.trim() : openSshForm(createPrivateKey(secret));
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  if (key.type !== type) throw notEd25519(key.type);
  const blob = key.getPublicSSH();
  return { privateKey, line: `${type} ${blob.toString('base64')}`, fingerprint: fingerprintOf(blob) };
};
