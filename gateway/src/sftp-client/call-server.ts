import { connect, isIP, type Socket } from 'node:net';
import type ssh2 from 'ssh2';
import { lookupWithin } from '../outside/lookup-within.ts';
import type { Reach } from '../outside/reach.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly login: string;
  /** `SHA256:…` */
  readonly hostKey: string;
  /** Ours, in OpenSSH's form. */
  readonly privateKey: string;
}

/** Authenticated encryption first; servers of partners may be old, but none is spoken to with SHA-1 or CBC. */
export const usualAlgorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group14-sha256',
  ],
  cipher: [
    'aes256-gcm@openssh.com',
    'chacha20-poly1305@openssh.com',
    'aes128-gcm@openssh.com',
    'aes256-ctr',
    'aes128-ctr',
  ],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  compress: ['none'],
} satisfies ssh2.Algorithms;
/** @param greetingMs how long the server may take to pick up. After that only `signal` ends the connection. */
export const dialled = async (
  { host, port }: Target,
  reach: Reach,
  signal: AbortSignal,
  greetingMs: number,
): Promise<Socket> => {
  if (isIP(host) !== 0 && !reach.allows(host)) throw new Error(`${host} is an address that partners are not called at`);
  // Questions and answers are small: held back to be sent together, each would cost two delays of a network.
  const socket = connect({ host, port, lookup: lookupWithin(reach), noDelay: true, signal });
  const late = setTimeout(() => socket.destroy(new Error(`not connected within ${greetingMs} ms`)), greetingMs);
  try {
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  } finally {
    clearTimeout(late);
  }
  return socket;
};
