import type { Readable } from 'node:stream';
import * as yauzl from 'yauzl';
import { type SheetLimits, UnreadableFeed, unreadable } from './sheet.ts';

/** The parts of a workbook, each unpacked only when asked for. */
export interface ZipParts {
  readonly names: readonly string[];
  has(name: string): boolean;
  open(name: string): Promise<Readable>;
}

/**
 * Opens a zip only after its directory has passed the caps: entries, unpacked size, ratio, no archive inside.
 * yauzl holds every entry to its declared size while it inflates, so that a lying directory stops in the middle.
 * @throws UnreadableFeed
 */
export const openZip = async (bytes: Uint8Array, limits: SheetLimits): Promise<ZipParts> => {
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
    });
    const entries = new Map<string, yauzl.Entry>();
    refuseIf(zip.entryCount > limits.maxEntries, `more than ${limits.maxEntries} entries`);
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      refuseIf(unpacked > limits.maxUnpackedBytes, `more than ${limits.maxUnpackedBytes} bytes unpacked`);
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      refuseIf(entry.uncompressedSize > 1_000_000 && ratio > limits.maxRatio, `ratio above ${limits.maxRatio}`);
      refuseIf(entry.isEncrypted(), 'an encrypted entry');
      refuseIf(/\.(zip|7z|rar|gz)$/i.test(entry.fileName), 'an archive inside the archive');
      entries.set(entry.fileName, entry);
    }
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      open: async (name) => {
        const entry = entries.get(name);
        if (!entry) throw notAWorkbook(`part ${name} is missing`);
        return zip.openReadStreamPromise(entry);
      },
    };
  } catch (cause) {
    throw cause instanceof UnreadableFeed
      ? cause
      : notAWorkbook(cause instanceof Error ? cause.message : String(cause));
  }
};

export const notAWorkbook = (why: string): UnreadableFeed =>
  unreadable(
    'transport',
    'feed.xlsx.unreadable',
    { en: `The file is not a readable XLSX workbook: ${why}`, zh: `文件不是可读的 XLSX 工作簿：${why}` },
    {
      en: 'Open it in Excel or WPS and save it again as .xlsx or CSV',
      zh: '请用 Excel 或 WPS 打开后另存为 .xlsx 或 CSV',
    },
  );

const refuseIf = (refused: boolean, why: string): void => {
  if (refused) {
    throw unreadable('transport', 'feed.xlsx.refused', {
      en: `The workbook is refused before unpacking: ${why}`,
      zh: `工作簿在解压前被拒绝：${why}`,
    });
  }
};
