import ExcelJS from '@protobi/exceljs';
import { correctedFile } from './corrected-file.ts';
import { readFeed } from './read-feed.ts';

const context = { receivedAt: '2026-03-06T02:00:00Z' };

/** A supplier's workbook: title, one order number merged over two lines, formats, a drop-down, a second sheet. */
const workbook = async (): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('进度');
  sheet.addRow(['三月进度表']);
  sheet.addRow(['订单号', '行号', '完工数量', '截止日期', '备注']);
  sheet.addRow(['PO-1', 1, -5, new Date('2026-03-05T00:00:00Z'), { formula: 'HYPERLINK("http://x")', result: 'x' }]);
  sheet.addRow([null, 2, 7, new Date('2026-03-05T00:00:00Z'), '=1+1']);
  sheet.addRow(['PO-2', 1, null, new Date('2026-03-05T00:00:00Z'), null]);
  sheet.mergeCells('A1:E1');
  sheet.mergeCells('A3:A4');
  sheet.getColumn(4).numFmt = 'yyyy"年"m"月"d"日"';
  sheet.getCell('C3').font = { bold: true };
  sheet.getCell('E4').dataValidation = { type: 'list', formulae: ['"a,b"'] };
  sheet.getColumn(1).width = 22;
  const other = book.addWorksheet('说明');
  other.getCell('A1').value = { formula: 'SUM(1,2)', result: 3 };
  return new Uint8Array(await book.xlsx.writeBuffer());
};

const opened = async (bytes: Uint8Array): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer);
  return book;
};

const corrected = async (bytes: Uint8Array, reference?: string): Promise<Uint8Array> => {
  const file = await correctedFile(bytes, await readFeed(bytes, context), 'zh', reference);
  if (!file) throw new Error('no corrected file');
  return file.bytes;
};

describe('the corrected workbook', () => {
  it('is the same workbook: formats, merged cells, drop-downs, widths and the other sheet stay', async () => {
    const book = await opened(await corrected(await workbook(), 'f-1'));
    const sheet = book.getWorksheet('进度');
    expect(sheet?.getCell('F2').value).toBe('错误 (f-1)');
    expect(sheet?.getCell('F3').value).toContain('数量不能为负');
    expect(sheet?.getCell('G3').value).toContain('请写 5 或 0');
    expect(sheet?.getCell('F4').value).toBeNull();
    expect(sheet?.getCell('F5').value).toContain('缺少');
    expect(sheet?.getCell('A4').isMerged).toBe(true);
    expect(sheet?.getCell('D3').value).toEqual(new Date('2026-03-05T00:00:00Z'));
    expect(sheet?.getCell('D3').numFmt).toBe('yyyy"年"m"月"d"日"');
    expect(sheet?.getCell('E4').dataValidation.formulae).toEqual(['"a,b"']);
    expect(sheet?.getColumn(1).width).toBe(22);
    expect(book.getWorksheet('说明')?.getCell('A1').value).toBe(3);
  });

  it('marks the wrong cells alone, an empty one too, and keeps how they looked', async () => {
    const sheet = (await opened(await corrected(await workbook()))).getWorksheet('进度');
    const yellow = { pattern: 'solid', fgColor: { argb: 'FFFFE08A' } };
    expect(sheet?.getCell('C3').fill).toMatchObject(yellow);
    expect(sheet?.getCell('C3').font.bold).toBe(true);
    expect(sheet?.getCell('C5').fill).toMatchObject(yellow);
    expect(sheet?.getCell('C4').fill).toBeUndefined();
  });

  it('computes nothing: of a formula its value is left, and a text that looks like one is a text', async () => {
    const sheet = (await opened(await corrected(await workbook()))).getWorksheet('进度');
    expect(sheet?.getCell('E3').value).toBe('x');
    expect(sheet?.getCell('E4').value).toBe('=1+1');
    expect(sheet?.getCell('E4').type).toBe(ExcelJS.ValueType.String);
  });

  it('comes in again, mended, with its merged cells read and its notes renewed', async () => {
    const book = await opened(await corrected(await workbook(), 'f-1'));
    const sheet = book.getWorksheet('进度');
    if (!sheet) throw new Error('no sheet');
    sheet.getCell('C3').value = 5;
    sheet.getCell('C5').value = 9;
    const mended = new Uint8Array(await book.xlsx.writeBuffer());
    const asked: unknown[] = [];
    const reading = await readFeed(mended, {
      ...context,
      takenOf: async (file) => {
        asked.push(file);
        return new Map();
      },
    });
    expect(asked).toEqual([{ kind: 'progress', corrects: 'f-1' }]);
    expect(reading.verdict).toBe('accepted');
    expect(reading.rows.map(({ document }) => document?.lines[0])).toMatchObject([
      { orderNumber: 'PO-1', line: '1', good: '5' },
      { orderNumber: 'PO-1', line: '2', good: '7' },
      { orderNumber: 'PO-2', line: '1', good: '9' },
    ]);
    const again = (await opened(await corrected(mended, 'f-2'))).getWorksheet('进度');
    expect(again?.getCell('F2').value).toBe('错误 (f-2)');
    expect(again?.getCell('F3').value).toBeNull();
    expect(again?.getCell('H2').value).toBeNull();
  });
});
