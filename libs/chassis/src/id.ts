import { randomUUID } from 'node:crypto';

/** A UUIDv7 (RFC 9562): unique without asking anybody, and rising with time. */
export const newId = (at: Date = new Date()): string => {
  const time = at.getTime().toString(16).padStart(12, '0');
  // variant and random bits are those of a UUIDv4, for which Node keeps randomness in store
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};
