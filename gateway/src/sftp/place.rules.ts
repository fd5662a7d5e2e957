/** What a partner sees at the root; there is nothing else, and nothing of anybody else. */
export const folders = ['inbound', 'accepted', 'rejected', 'outbound'] as const;
export type Folder = (typeof folders)[number];

export interface FilePlace {
  readonly kind: 'file';
  readonly folder: Folder;
  readonly name: string;
}

export type Place = { readonly kind: 'root' } | { readonly kind: 'folder'; readonly folder: Folder } | FilePlace;

const longestPath = 4_096;
const longestNameInBytes = 255;
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\ufffd]/u;

/** Climbing ends at the root, as it does in a chroot. */
const partsOf = (path: string): string[] => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
};

/** The same path from the root, without `.`, `..` and double slashes; null for one that nobody means. */
export const absolutePathOf = (path: string): string | null =>
  path.length > longestPath || unseen.test(path) ? null : `/${partsOf(path).join('/')}`;

const folderOf = (name: string | undefined): Folder | undefined => folders.find((folder) => folder === name);

/** What a path of the client names; null when there is and can be nothing. */
export const placeOf = (path: string): Place | null => {
  const absolute = absolutePathOf(path);
  if (absolute === null) return null;
  if (absolute === '/') return { kind: 'root' };
  const [top, name, ...deeper] = partsOf(absolute);
  const folder = folderOf(top);
  if (folder === undefined || deeper.length > 0) return null;
  return name === undefined ? { kind: 'folder', folder } : { kind: 'file', folder, name };
};

/**
 * Whether a file may be kept under this name: UTF-8 (another character set arrives with U+FFFD), of a length that every
 * file system takes, without what is not seen or would be a path elsewhere.
 */
export const isGoodName = (name: string): boolean =>
  name.trim() !== '' &&
  new TextEncoder().encode(name).length <= longestNameInBytes &&
  !unseen.test(name) &&
  !/[/\\]/.test(name);

const temporary = /^\.|\.(?:part|partial|filepart|tmp|temp|uploading)$/i;

/** An upload under such a name is not finished before it is renamed: `.part` and its like, or hidden as by lftp. */
export const isTemporary = (name: string): boolean => temporary.test(name);
