import { fileSizeLimit } from '../mailboxes/uploaded-file.ts';

const mebibyte = 1_048_576;

/** What one partner, and all of them, may hold of the door. Generous for who works, an end for who floods. */
export const limits = {
  /** bytes of one file */
  file: fileSizeLimit,
  /** connections at once: all of them, from one address, of one partner */
  connections: 256,
  perAddress: 32,
  perPartner: 8,
  /** SFTP channels of one connection */
  channels: 4,
  /** open files and folders of one channel */
  handles: 64,
  /** bytes of open files in memory: of one partner, of all */
  openBytesPerPartner: 64 * mebibyte,
  openBytes: 256 * mebibyte,
  /** uploads under a temporary name that wait to be renamed: bytes, number, hours */
  partBytes: 64 * mebibyte,
  parts: 100,
  partHours: 24,
  /** files that a folder lists */
  fates: 200,
  outbound: 1_000,
  /** days for which what was fetched and not removed is still listed */
  collectedDays: 7,
  /** keys offered in one connection, as OpenSSH's MaxAuthTries */
  keysOffered: 6,
  /** milliseconds: to say who one is, without asking for anything, and for uploads to end when the gateway stops */
  logInMs: 20_000,
  idleMs: 600_000,
  drainMs: 12_000,
  /** how often open connections are held against the keys that are still good */
  recheckMs: 15_000,
  /** requests of one connection that may wait, and what they hold, before no more are read from the network */
  waitingRequests: 128,
  waitingBytes: 4 * mebibyte,
  /** bytes that a client asked for and does not take, before its connection ends */
  untakenBytes: 8 * mebibyte,
} as const;
