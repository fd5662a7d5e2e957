import type { Attributes, FileEntry } from 'ssh2';
import type { Entry } from './entry.ts';

const folderMode = 0o040_700;
const fileMode = 0o100_600;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Seconds since 1970, as the protocol counts. */
const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000);

const attributes = (mode: number, size: number, at: Date): Attributes => ({
  mode,
  size,
  uid: 0,
  gid: 0,
  atime: seconds(at),
  mtime: seconds(at),
});

export const folderAttributes = (at: Date): Attributes => attributes(folderMode, 0, at);
export const fileAttributes = ({ size, at }: Entry): Attributes => attributes(fileMode, size, at);

/** The line that `ls -l` shows (SFTP 3, section 7: clients do not parse it). */
const longName = (kind: string, name: string, size: number, at: Date): string => {
  const day = `${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${at.getUTCFullYear()}`;
  return `${kind} 1 partner partner ${String(size).padStart(10)} ${day} ${name}`;
};

export const folderEntry = (name: string, at: Date): FileEntry => ({
  filename: name,
  longname: longName('drwx------', name, 0, at),
  attrs: folderAttributes(at),
});

export const fileEntry = (entry: Entry): FileEntry => ({
  filename: entry.name,
  longname: longName('-rw-------', entry.name, entry.size, entry.at),
  attrs: fileAttributes(entry),
});
