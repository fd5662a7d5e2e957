import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import ssh2 from 'ssh2';
import { hostKeyOf } from './host-key.ts';
import { publicKeyOf } from './public-key.ts';

const pem = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' });

describe('the host key', () => {
  it('is the same key in the form that ssh2 reads', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const host = hostKeyOf(pem(privateKey));
    const parsed = ssh2.utils.parseKey(host.privateKey);
    if (parsed instanceof Error) throw parsed;
    const { x = '' } = publicKey.export({ format: 'jwk' });
    expect(parsed.getPublicSSH().subarray(-32)).toEqual(Buffer.from(x, 'base64url'));
    expect(parsed.verify('said', parsed.sign('said'))).toBe(true);
    expect(publicKeyOf(host.line).fingerprint).toBe(host.fingerprint);
  });

  it('may be one that ssh-keygen has made', () => {
    const host = hostKeyOf(pem(generateKeyPairSync('ed25519').privateKey));
    expect(hostKeyOf(`${host.privateKey}\n`)).toEqual(host);
  });

  it('is Ed25519 and nothing else', () => {
    expect(() => hostKeyOf(pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey))).toThrow(/not ec/);
    expect(() => hostKeyOf(ssh2.utils.generateKeyPairSync('rsa', { bits: 2_048 }).private)).toThrow(/not ssh-rsa/);
    expect(() => hostKeyOf('no key')).toThrow(/PEM|unsupported|decoder/i);
  });
});

// RFC 8032's first test key, and what `ssh-keygen -l` says of it
describe('a public key', () => {
  const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea';

  it('has the fingerprint that ssh-keygen shows, whatever stands behind it', () => {
    expect(publicKeyOf(`${line} erp@partner\n`)).toEqual({
      line,
      fingerprint: 'SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8',
    });
  });

  it.each(['', 'ssh-ed25519 AAAA', 'ecdsa-sha2-nistp256 AAAA', line.replace('ssh-ed25519', 'ssh-dss')])(
    'is not %j',
    (text) => {
      expect(() => publicKeyOf(text)).toThrow(/ssh-ed25519/);
    },
  );
});
