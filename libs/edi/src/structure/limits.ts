/** A message longer than this is not kept in memory. */
export const maxMessageSegments = 500_000;
export const maxMessageBytes = 32 * 1024 * 1024;
