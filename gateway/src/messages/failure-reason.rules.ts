const longest = 500;

/**
 * What is kept and shown of a failure, in one line: an error may quote the file, or a partner's server, in as many and as
 * odd words as it likes, and no text of PostgreSQL holds a NUL.
 */
export const failureReason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\p{Cc}+/gu, ' ').slice(0, longest);
