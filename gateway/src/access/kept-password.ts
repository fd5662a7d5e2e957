import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** One of the five equal choices of OWASP's Password Storage Cheat Sheet: 16 MiB a guess, so that many may sign in. */
const cost = { N: 2 ** 14, r: 8, p: 5 } as const;
const bytes = { salt: 16, hash: 32 } as const;
const kept = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([0-9a-f]{32})\$([0-9a-f]{64})$/;

/** As passwords were kept before: scrypt at Node's own cost. */
const keptBefore = /^([0-9a-f]{32}):([0-9a-f]{64})$/;

const maxmem = 64 * 1024 * 1024;

const asToday = (what: string): string =>
  what.replace(keptBefore, (_, salt: string, hash: string) => `scrypt$16384$8$1$${salt}$${hash}`);

/** Whether it is kept at less than today's cost. */
export const isKeptCheaply = (what: string): boolean => !what.startsWith(`scrypt$${cost.N}$${cost.r}$${cost.p}$`);

/** `scrypt$N$r$p$salt$hash`: the cost stands beside the hash, so that it can be raised without shutting anybody out. */
export const keptPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(bytes.salt);
  const hash = await derive(password, salt, bytes.hash, { ...cost, maxmem });
  return `scrypt$${cost.N}$${cost.r}$${cost.p}$${salt.toString('hex')}$${hash.toString('hex')}`;
};

/**
 * Whether it is the one that is kept, exactly as typed. Without a kept one it takes as long: nobody learns by the
 * clock who has an account.
 */
export const isKeptPassword = async (given: string, what: string | null | undefined): Promise<boolean> => {
  const [, N = cost.N, r = cost.r, p = cost.p, salt = '', hash = ''] = kept.exec(asToday(what ?? '')) ?? [];
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem };
  const derived = await derive(given, Buffer.from(salt, 'hex'), bytes.hash, options);
  const expected = Buffer.from(hash, 'hex');
  return expected.length === derived.length && timingSafeEqual(expected, derived);
};
