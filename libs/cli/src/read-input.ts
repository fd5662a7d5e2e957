import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { WrongUsage } from './terminal.ts';

/** More than this is no business file; the gateway refuses it at the door as well. */
const maxBytes = 256 * 1024 * 1024;

/** Files above this are read in pieces, where their format allows it. */
const maxWhole = 32 * 1024 * 1024;

/** How a file begins. */
const headBytes = 4096;

export interface LargeFile {
  readonly head: Uint8Array;
  open(): AsyncIterable<Uint8Array>;
}

/** A file that is too large to be read whole, null for any other. @throws WrongUsage when it cannot be read */
export const largeInput = async (path: string): Promise<LargeFile | null> => {
  const file = await open(path, 'r').catch((cause) => {
    throw unreadable(path, cause);
  });
  try {
    const { size } = await file.stat();
    if (size <= maxWhole) return null;
    const { buffer } = await file.read({ buffer: Buffer.alloc(headBytes), position: 0 });
    return { head: buffer, open: () => createReadStream(path, { highWaterMark: chunkBytes }) };
  } finally {
    await file.close();
  }
};

const chunkBytes = 1024 * 1024;

const unreadable = (path: string, cause: unknown): unknown => {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === undefined) return cause;
  return new WrongUsage({ en: `${path} cannot be read (${code})`, zh: `无法读取 ${path}（${code}）` });
};

/** A file of the command line. @throws WrongUsage when it cannot be read or is larger than any business file */
export const readInput = async (path: string): Promise<Buffer> => {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size <= maxBytes) return await file.readFile();
      throw new WrongUsage({ en: `${path} is larger than ${maxBytes} bytes`, zh: `${path} 超过 ${maxBytes} 字节` });
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
};
