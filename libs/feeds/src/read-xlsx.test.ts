import { deflateRawSync } from 'node:zlib';
import ExcelJS from '@protobi/exceljs';
import { readFeed } from './read-feed.ts';
import { readXlsx } from './read-xlsx.ts';
import { sheetLimits, UnreadableFeed } from './sheet.ts';

const bookOf = async (fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('数据'), workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
const cellsOf = async (bytes: Uint8Array) => (await readXlsx(bytes, sheetLimits)).rows.map((r) => [r.row, r.cells]);

describe('reading a workbook', () => {
  it('gives the text that a person sees: dates, percentages, results, rich text', async () => {
    const bytes = await bookOf((sheet) => {
      sheet.addRow(['a', 'b', 'c', 'd', 'e', 'f']);
      const row = sheet.addRow([new Date('2026-03-05T00:00:00Z'), 0.985, { formula: '1+1', result: 2 }, true, '0012']);
      row.getCell(2).numFmt = '0.0%';
      row.getCell(6).value = { richText: [{ text: 'PO-' }, { text: '7', font: { bold: true } }] };
    });
    expect(await cellsOf(bytes)).toEqual([
      [1, ['a', 'b', 'c', 'd', 'e', 'f']],
      [2, ['2026-03-05', '98.5%', '2', 'TRUE', '0012', 'PO-7']],
    ]);
  });

  it('keeps row numbers over gaps and fills a cell merged downwards', async () => {
    const bytes = await bookOf((sheet) => {
      sheet.getCell('A2').value = '订单号';
      sheet.getCell('A3').value = 'PO-1';
      sheet.getCell('B3').value = '1';
      sheet.getCell('B4').value = '2';
      sheet.mergeCells('A3:A4');
    });
    expect(await cellsOf(bytes)).toEqual([
      [2, ['订单号']],
      [3, ['PO-1', '1']],
      [4, ['PO-1', '2']],
    ]);
  });

  it('takes the first sheet that is not hidden', async () => {
    const bytes = await bookOf((sheet, book) => {
      sheet.state = 'hidden';
      book.addWorksheet('可见').addRow(['订单号']);
    });
    expect(await cellsOf(bytes)).toEqual([[1, ['订单号']]]);
  });

  it('reads a feed as the CSV of the same table', async () => {
    const context = { receivedAt: '2026-03-06T02:00:00Z', reference: 'R' };
    const bytes = await bookOf((sheet) => {
      sheet.addRow(['订单号', '行号', '完工', '日期']);
      sheet.addRow(['PO-1', 1, 5000, new Date('2026-03-05T00:00:00Z')]);
    });
    const csv = Buffer.from('订单号,行号,完工,日期\nPO-1,1,"5,000",2026/3/5\n');
    expect((await readFeed(bytes, context)).documents).toEqual((await readFeed(csv, context)).documents);
  });
});

describe('a hostile workbook', () => {
  // ASVS V5.2.3
  it('that unpacks to far more than it weighs is refused before unpacking', async () => {
    const bomb = zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(5_000_000, 0x20));
    await expect(readXlsx(bomb, sheetLimits)).rejects.toMatchObject({ error: { code: 'feed.xlsx.refused' } });
  });

  it('whose directory lies about a size stops in the middle', async () => {
    const liar = zipOf('xl/workbook.xml', Buffer.from(`<workbook>${' '.repeat(5_000)}</workbook>`), 20);
    await expect(readXlsx(liar, sheetLimits)).rejects.toBeInstanceOf(UnreadableFeed);
  });

  it('with an archive inside is refused', async () => {
    await expect(readXlsx(zipOf('a.zip', Buffer.from('x')), sheetLimits)).rejects.toMatchObject({
      error: { code: 'feed.xlsx.refused' },
    });
  });

  // ASVS V1.5.1
  it('with a document type is refused, entities are never expanded', async () => {
    const xml = Buffer.from('<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>');
    await expect(readXlsx(zipOf('xl/workbook.xml', xml), sheetLimits)).rejects.toMatchObject({
      error: { code: 'feed.xlsx.unreadable' },
    });
  });

  it('with more rows or columns than a feed has is refused', async () => {
    const wide = await bookOf((sheet) => {
      sheet.getCell('ZZ1').value = 'x';
    });
    await expect(readXlsx(wide, sheetLimits)).rejects.toMatchObject({ error: { code: 'feed.rows.too-many' } });
  });
});

/** A zip with one deflated entry; `statedSize` lets the directory lie. */
const zipOf = (name: string, content: Buffer, statedSize = content.length): Buffer => {
  const data = deflateRawSync(content);
  const fixed = Buffer.alloc(26);
  fixed.writeUInt16LE(20, 0);
  fixed.writeUInt16LE(8, 4);
  fixed.writeUInt32LE(crc32(content), 10);
  fixed.writeUInt32LE(data.length, 14);
  fixed.writeUInt32LE(statedSize, 18);
  fixed.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fixed, Buffer.from(name), data]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    fixed,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
};

const crc32 = (bytes: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
};
