import { meaningOf, type NumberMeaning } from './number-format.rules.ts';
import { RowsBeingRead, type SheetContext } from './rows-being-read.ts';
import { type Sheet, type SheetLimits, type SheetRow, UnreadableFeed } from './sheet.ts';
import { SheetRoom } from './sheet-room.ts';
import { ownText, walkXml } from './walk-xml.ts';
import { notAWorkbook, openZip, type ZipParts } from './zip-gate.ts';

/**
 * Reads the first visible sheet of a workbook part by part, without building the workbook in memory.
 * Typed dates become ISO text, percentages `98.5%`, formulas their stored result;
 * a cell merged downwards (one order number over several lines) fills the rows that it covers.
 * @throws UnreadableFeed
 */
export const readXlsx = async (bytes: Uint8Array, limits: SheetLimits): Promise<Sheet> => {
  const parts = await openZip(bytes, limits);
  try {
    const book = await readWorkbook(parts);
    const strings = parts.has('xl/sharedStrings.xml') ? await readStrings(parts, limits) : [];
    const meanings = parts.has('xl/styles.xml') ? await readStyles(parts) : [];
    const rows = await readRows(parts, book.sheetPart, { system: book.system, strings, meanings, limits });
    return { source: { format: 'xlsx', charset: 'utf-8', sheetName: book.sheetName, sheetPart: book.sheetPart }, rows };
  } catch (cause) {
    throw cause instanceof UnreadableFeed
      ? cause
      : notAWorkbook(cause instanceof Error ? cause.message : String(cause));
  }
};

interface Workbook {
  readonly sheetName: string;
  readonly sheetPart: string;
  readonly system: 1900 | 1904;
}

const readWorkbook = async (parts: ZipParts): Promise<Workbook> => {
  let system: 1900 | 1904 = 1900;
  let first: { name: string; id: string } | undefined;
  await walkXml(parts, 'xl/workbook.xml', {
    open: (name, a) => {
      if (name === 'workbookPr' && (a['date1904'] === '1' || a['date1904'] === 'true')) system = 1904;
      const visible = (a['state'] ?? 'visible') === 'visible';
      if (name === 'sheet' && visible) first ??= { name: a['name'] ?? '', id: a['r:id'] ?? '' };
    },
  });
  const sheet = first as { name: string; id: string } | undefined;
  let target = '';
  await walkXml(parts, 'xl/_rels/workbook.xml.rels', {
    open: (name, a) => {
      if (name === 'Relationship' && a['Id'] === sheet?.id) target = a['Target'] ?? '';
    },
  });
  if (!sheet || !target) throw notAWorkbook('no visible sheet');
  const sheetPart = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  return { sheetName: sheet.name, sheetPart, system };
};

/** Those longer than a cell may be are cut one character behind that: enough to tell. */
const readStrings = async (parts: ZipParts, limits: SheetLimits): Promise<string[]> => {
  const strings: string[] = [];
  const room = new SheetRoom(limits);
  let current = '';
  let inText = false;
  let phonetic = false;
  await walkXml(parts, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    text: (text) => {
      if (inText && current.length <= limits.maxCellCharacters) current += text;
    },
    close: (name) => {
      if (name === 'si') {
        room.take(1, current.length);
        strings.push(ownText(current.slice(0, limits.maxCellCharacters + 1)));
      }
      if (name === 'rPh') phonetic = false;
      inText = false;
    },
  });
  return strings;
};

/** Excel specifications and limits: unique cell formats. */
const maxFormats = 65_490;

const readStyles = async (parts: ZipParts): Promise<NumberMeaning[]> => {
  const own = new Map<number, NumberMeaning>();
  const meanings: NumberMeaning[] = [];
  let inCellFormats = false;
  await walkXml(parts, 'xl/styles.xml', {
    open: (name, a) => {
      if (name === 'numFmt') {
        const id = Number(a['numFmtId']);
        own.set(id, meaningOf(id, a['formatCode'] ?? ''));
      }
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) {
        const id = Number(a['numFmtId'] ?? 0);
        meanings.push(own.get(id) ?? meaningOf(id));
      }
      if (own.size > maxFormats || meanings.length > maxFormats) throw notAWorkbook(`more than ${maxFormats} formats`);
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return meanings;
};

const readRows = async (parts: ZipParts, sheetPart: string, context: SheetContext): Promise<SheetRow[]> => {
  const reading = new RowsBeingRead(context);
  let inValue = false;
  await walkXml(parts, sheetPart, {
    open: (name, a) => {
      if (name === 'row') reading.openRow(a['r']);
      else if (name === 'c') reading.openCell(a);
      else if (name === 'mergeCell') reading.addMerge(a['ref'] ?? '');
      inValue = name === 'v' || name === 't';
    },
    text: (text) => {
      if (inValue) reading.addText(text);
    },
    close: (name) => {
      inValue = false;
      if (name === 'c') reading.closeCell();
      if (name === 'row') reading.closeRow();
    },
  });
  return reading.finish();
};
