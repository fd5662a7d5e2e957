const mostSaid = 500;

/**
 * What is kept and shown of a failure: a server answers in its own words, as many and as odd as it likes, and a text of
 * PostgreSQL holds no NUL.
 */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\p{Cc}+/gu, ' ').slice(0, mostSaid);
