import { open } from 'node:fs/promises';
import { WrongUsage } from './terminal.ts';

/** More than this is no business file; the gateway refuses it at the door as well. */
const maxBytes = 256 * 1024 * 1024;

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
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new WrongUsage({ en: `${path} cannot be read (${code})`, zh: `无法读取 ${path}（${code}）` });
  }
};
