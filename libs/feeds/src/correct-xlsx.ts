import { buffer } from 'node:stream/consumers';
import JSZip from 'jszip';
import { copyXml, type XmlEdits } from './copy-xml.ts';
import { markedStyles } from './marked-styles.ts';
import { noteSheet, type SheetNotes } from './note-sheet.ts';
import { sheetLimits, type XlsxSource } from './sheet.ts';
import { chunksOf, DamagedPart } from './walk-xml.ts';
import { openZip } from './zip-gate.ts';

/** Parts that compute, or fetch from elsewhere when the file is opened. */
const active = /(^|\/)(calcChain\.xml|vbaProject\.bin|externalLinks\/.*)$/;
const macros = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
const plainWorkbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

const withoutActiveParts: XmlEdits = {
  open: (name, attributes) => {
    if (name === 'externalReferences') return 'drop';
    const part = name === 'Relationship' ? attributes['Target'] : name === 'Override' ? attributes['PartName'] : '';
    if (part && active.test(part)) return 'drop';
    return attributes['ContentType'] === macros ? { ...attributes, ContentType: plainWorkbook } : undefined;
  },
};

const withoutFormulas: XmlEdits = { open: (name) => (name === 'f' ? 'drop' : undefined) };

/**
 * The same workbook with notes beside the rows and the wrong cells marked. Its parts are copied, not built anew: formats,
 * merged cells, validations, other sheets stay. It computes nothing: of a formula its value is left.
 * @returns undefined for a workbook that has, beside the sheet that was read, a part that cannot be read
 */
export const correctXlsx = async (
  original: Uint8Array,
  source: XlsxSource,
  notes: SheetNotes,
): Promise<Uint8Array | undefined> => {
  try {
    return await copyWorkbook(original, source, notes);
  } catch (cause) {
    if (cause instanceof DamagedPart) return undefined;
    throw cause;
  }
};

const copyWorkbook = async (
  original: Uint8Array,
  { sheetPart }: XlsxSource,
  notes: SheetNotes,
): Promise<Uint8Array> => {
  const parts = await openZip(original, sheetLimits);
  const styles = parts.has('xl/styles.xml') ? await markedStyles(parts) : undefined;
  const zip = new JSZip();
  for (const name of parts.names) {
    if (name.endsWith('/') || active.test(name)) continue;
    if (name === sheetPart) zip.file(name, await noteSheet(parts, name, notes, styles));
    else if (name === 'xl/styles.xml' && styles) zip.file(name, styles.xml);
    else if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) zip.file(name, await copyXml(parts, name, withoutFormulas));
    else if (name === 'xl/workbook.xml' || name.endsWith('.rels') || name === '[Content_Types].xml')
      zip.file(name, await copyXml(parts, name, withoutActiveParts));
    else zip.file(name, await buffer(chunksOf(parts, name)));
  }
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
};
