import { decodeText } from './charset.ts';
import { detectDialect } from './dialect.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { type Sheet, type SheetLimits, sheetLimits, unreadable } from './sheet.ts';

const saveAs = {
  en: 'Open it in Excel or WPS and save it as .xlsx or as CSV',
  zh: '请用 Excel 或 WPS 打开后另存为 .xlsx 或 CSV',
};

/**
 * Opens a supplier's file, whatever its name says: the bytes decide.
 * @throws UnreadableFeed when nothing of the file can be trusted
 */
export const openSheet = async (bytes: Uint8Array, limits: SheetLimits = sheetLimits): Promise<Sheet> => {
  if (bytes.length > limits.maxBytes) {
    throw unreadable('transport', 'feed.file.too-large', {
      en: `The file is larger than ${limits.maxBytes} bytes`,
      zh: `文件超过 ${limits.maxBytes} 字节`,
    });
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes, limits);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw unreadable(
      'transport',
      'feed.xls.old',
      { en: 'This is an Excel 97-2003 workbook (.xls)', zh: '这是 Excel 97-2003 工作簿（.xls）' },
      saveAs,
    );
  }
  return readText(bytes, limits);
};

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);

const readText = (bytes: Uint8Array, limits: SheetLimits): Sheet => {
  const decoded = decodeText(bytes);
  if (!decoded) {
    throw unreadable(
      'transport',
      'feed.charset.undecidable',
      {
        en: 'The file is neither UTF-8, UTF-16, GB18030 nor windows-1252 text',
        zh: '文件不是 UTF-8、UTF-16、GB18030 或 windows-1252 文本',
      },
      { en: 'Save it as "CSV UTF-8"', zh: '请另存为“CSV UTF-8”' },
    );
  }
  if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(decoded.text)) {
    throw unreadable(
      'transport',
      'feed.html',
      { en: 'This is a web page or XML, not a table, whatever its name says', zh: '这是网页或 XML，不是表格文件' },
      saveAs,
    );
  }
  const { dialect, body } = detectDialect(decoded.text);
  const { charset, byteOrderMark, confidence, evidence } = decoded;
  const rows = readCsv(body, dialect, limits);
  return { source: { format: 'csv', charset, byteOrderMark, confidence, because: evidence, dialect }, rows };
};
