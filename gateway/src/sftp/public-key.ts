import { createHash, createPublicKey } from 'node:crypto';
import { must } from '@tradeloom/kernel';
import ssh2 from 'ssh2';

/** Kinds that are taken; RSA signs with SHA-2 only (RFC 8332). */
const kinds: readonly string[] = ['ssh-ed25519', 'ssh-rsa'];
const fewestRsaBits = 2_048;

export interface PublicKey {
  /** `ssh-ed25519 AAAA…`, without a comment */
  readonly line: string;
  /** `SHA256:…`, as `ssh-keygen -l` shows it */
  readonly fingerprint: string;
}

/** @param blob the key as it goes over the wire (RFC 4253, section 6.6) */
export const fingerprintOf = (blob: Buffer): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;

const bitsOf = (pem: string): number => createPublicKey(pem).asymmetricKeyDetails?.modulusLength ?? 0;

/**
 * A line of `authorized_keys` or the content of an `id_….pub`.
 * @throws DomainError for what is no public key, or a weak one
 */
export const publicKeyOf = (text: string): PublicKey => {
  const key = ssh2.utils.parseKey(text.trim());
  must(!(key instanceof Error) && !key.isPrivateKey() && kinds.includes(key.type), 'gateway.sftp-key.unreadable', {
    en: 'Give an ssh-ed25519 or ssh-rsa public key as the .pub file has it',
    zh: '请提供 .pub 文件中的 ssh-ed25519 或 ssh-rsa 公钥',
  });
  must(key.type !== 'ssh-rsa' || bitsOf(key.getPublicPEM()) >= fewestRsaBits, 'gateway.sftp-key.weak', {
    en: `An RSA key needs ${fewestRsaBits} bits or more; ed25519 is better`,
    zh: `RSA 密钥至少 ${fewestRsaBits} 位，建议使用 ed25519`,
  });
  const blob = key.getPublicSSH();
  return { line: `${key.type} ${blob.toString('base64')}`, fingerprint: fingerprintOf(blob) };
};
