import ExcelJS from '@protobi/exceljs';
import JSZip from 'jszip';

type Value = string | number | Date | null;

/** A workbook of one sheet, as a supplier makes it: the order number merged over its lines, a date format of his own. */
export const workbookOf = async (rows: readonly (readonly Value[])[], merged?: string): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('进度');
  for (const row of rows) sheet.addRow([...row]);
  if (merged) sheet.mergeCells(merged);
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.value instanceof Date) cell.numFmt = 'yyyy"年"m"月"d"日"';
    }),
  );
  return new Uint8Array(await book.xlsx.writeBuffer());
};

/** The same workbook after somebody has opened it, typed into some cells and saved it. */
export const typedInto = async (bytes: Uint8Array, cells: Readonly<Record<string, Value>>): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer);
  for (const [address, value] of Object.entries(cells)) {
    const cell = book.worksheets[0]?.getCell(address);
    if (cell) cell.value = value;
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
};

export const inlineCell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

/** A workbook of which the sheet is written by hand. */
export const plainBook = (sheet: string, strings?: string): Promise<Uint8Array> => {
  const zip = new JSZip();
  zip.file('xl/workbook.xml', '<workbook><sheets><sheet name="s" xmlns:r="r" r:id="r1"/></sheets></workbook>');
  zip.file(
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
  );
  zip.file('xl/worksheets/sheet1.xml', `<worksheet>${sheet}</worksheet>`);
  if (strings !== undefined) zip.file('xl/sharedStrings.xml', `<sst>${strings}</sst>`);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 1 } });
};
