const longest = 500;

/** What went wrong, in one line that can be kept: no database takes a NUL, and the error may quote the file. */
export const failureReason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\p{Cc}+/gu, ' ').slice(0, longest);
