import ExcelJS from '@protobi/exceljs';
import { inlineCell, plainBook } from '../test/workbooks.ts';
import { correctedFile } from './corrected-file.ts';
import { readFeed } from './read-feed.ts';
import { readXlsx } from './read-xlsx.ts';
import { sheetLimits } from './sheet.ts';

const bookOf = async (fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('数据'));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
const cellsOf = async (bytes: Uint8Array) =>
  (await readXlsx(bytes, sheetLimits)).rows.map((r) => [r.row, r.cells] as const);

describe('one cell over several rows', () => {
  const context = { receivedAt: '2026-03-06T02:00:00Z' };
  const note = (merged: string) =>
    bookOf((sheet) => {
      sheet.addRow(['送货单号', '订单号', '行号', '批号', '数量', '箱数', '发货日期']);
      sheet.addRow(['DN-1', 'PO-1', 1, 'L1', 1000, 10, '2026-03-05']);
      sheet.addRow([null, null, null, 'L2', null, null, null]);
      for (const range of ['A2:A3', 'B2:B3', 'C2:C3', 'G2:G3', merged]) sheet.mergeCells(range);
    });

  it.each([
    ['E2:E3', '数量', 'E'],
    ['F2:F3', '箱数', 'F'],
  ])('is no figure of each: %s', async (range, column, letter) => {
    const { rows, documents } = await readFeed(await note(range), context);
    expect(documents).toEqual([]);
    for (const { row, errors } of rows) {
      expect(errors).toContainEqual(
        expect.objectContaining({
          code: 'feed.figure.merged',
          severity: 'error',
          column,
          cell: `${letter}${row}`,
          message: {
            en: expect.stringContaining(`${range} is one cell over several rows`),
            zh: expect.stringContaining(`${range} 为跨行合并单元格`),
          },
          suggestion: {
            en: `Unmerge ${range} and write in every row its own figure`,
            zh: `请取消合并 ${range}，并在每一行填写各自的数值`,
          },
        }),
      );
    }
  });

  it('is no figure of the first either, where it is over several columns too', async () => {
    const { rows } = await readFeed(await note('E2:F3'), context);
    const codes = rows.map(({ errors }) => errors.map(({ code }) => code));
    expect(codes).toEqual([['feed.figure.merged'], ['feed.figure.merged']]);
  });

  it('is the number, line or date of each', async () => {
    const bytes = await bookOf((sheet) => {
      sheet.addRow(['送货单号', '订单号', '行号', '批号', '数量', '发货日期']);
      sheet.addRow(['DN-1', 'PO-1', 1, 'L1', 600, '2026-03-05']);
      sheet.addRow([null, null, null, 'L2', 400, null]);
      for (const range of ['A2:A3', 'B2:B3', 'C2:C3', 'F2:F3']) sheet.mergeCells(range);
    });
    const { documents } = await readFeed(bytes, context);
    expect(documents[0]?.document).toMatchObject({
      lines: [
        { orderNumber: 'PO-1', line: '1', lot: 'L1', quantity: '600' },
        { orderNumber: 'PO-1', line: '1', lot: 'L2', quantity: '400' },
      ],
    });
  });

  it('costs no more than the sheet has room for, however often the cells overlap', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `<row>${inlineCell(`a${i * 7_919}`)}<c/></row>`).join('');
    const merges = Array.from({ length: 10_000 }, (_, i) => `<mergeCell ref="A1:A${19_000 + (i % 997)}"/>`).join('');
    const bytes = await plainBook(`<sheetData>${lines}</sheetData><mergeCells>${merges}</mergeCells>`);
    const since = process.threadCpuUsage();
    await expect(readXlsx(bytes, sheetLimits)).rejects.toMatchObject({ error: { code: 'feed.rows.too-many' } });
    // microseconds of this thread's own work
    expect(process.threadCpuUsage(since).user).toBeLessThan(5_000_000);
  });
});

describe('cells that do not say where they stand', () => {
  const sheet = `<sheetData><row>${['订单号', '行号', '料号', '完工', '截至'].map((text) => inlineCell(text)).join('')}</row>
    <row>${inlineCell('PO-1')}<c><v>1</v></c><c/><c><v>5</v></c><c/></row>
    <row>${inlineCell('PO-1')}<c><v>2</v></c><c/><c><v>-7</v></c><c/>${inlineCell('beyond')}</row></sheetData>`;

  it('stand behind the one before, be that empty', async () => {
    expect(await cellsOf(await plainBook(sheet))).toEqual([
      [1, ['订单号', '行号', '料号', '完工', '截至']],
      [2, ['PO-1', '1', '', '5']],
      [3, ['PO-1', '2', '', '-7', '', 'beyond']],
    ]);
  });

  it('stay where they are when the file is handed back', async () => {
    const bytes = await plainBook(sheet);
    const reading = await readFeed(bytes, { receivedAt: '2026-03-06T02:00:00Z' });
    expect(reading.rows.map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected']);
    const back = await correctedFile(bytes, reading, 'en');
    const cells = await cellsOf(back?.bytes ?? new Uint8Array());
    expect(cells[1]).toEqual([2, ['PO-1', '1', '', '5']]);
    expect(cells[2]?.[1].slice(0, 6)).toEqual(['PO-1', '2', '', '-7', '', 'beyond']);
    expect(cells[2]?.[1][6]).toContain('cannot be negative');
    // sent again as it is, the notes of the first round make way, and what stands behind them does not move
    const again = await readFeed(back?.bytes ?? new Uint8Array(), { receivedAt: '2026-03-06T02:00:00Z' });
    expect(again.rows.map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected']);
  });
});
