const origin = 'https://own.invalid';

/**
 * Where to go after signing in: a path of this host, whatever a link that somebody made up says.
 * @returns path and query; `/` for everything that would lead elsewhere
 */
export const ownPath = (asked: string | undefined): string => {
  if (!asked?.startsWith('/') || !URL.canParse(asked, origin)) return '/';
  const url = new URL(asked, origin);
  // `//elsewhere`, `/\elsewhere` and the like leave the origin; a path that begins so would when it is used again.
  const leaves = url.origin !== origin || url.pathname.startsWith('//');
  return leaves ? '/' : url.pathname + url.search;
};
