import ExcelJS from '@protobi/exceljs';
import iconv from 'iconv-lite';
import { correctedFile } from './corrected-file.ts';
import type { FeedContext } from './feed-kind.ts';
import { readFeed } from './read-feed.ts';

const context: FeedContext = { receivedAt: '2026-03-06T02:00:00Z' };
const text = '进度表\r\n订单号,行号,完工,日期,备注\r\nPO-1,1,100,2026/3/5,=1+1\r\nPO-1,2,-12.50,3/5/2026,"a,b"\r\n';

const correct = async (bytes: Uint8Array, language: 'en' | 'zh') => {
  const file = await correctedFile(bytes, await readFeed(bytes, context), language);
  if (!file) throw new Error('no corrected file');
  return file;
};

describe('the corrected file', () => {
  it('is the same file in the same encoding with the errors and what to write instead', async () => {
    const file = await correct(iconv.encode(text, 'gb18030'), 'zh');
    expect(file).toMatchObject({ format: 'csv', charset: 'gb18030' });
    const [title, header, good, bad] = iconv.decode(Buffer.from(file.bytes), 'gb18030').split('\r\n');
    expect(title).toBe('进度表');
    expect(header).toBe('订单号,行号,完工,日期,备注,错误,修改建议');
    expect(good).toBe("PO-1,1,100,2026/3/5,'=1+1,,");
    expect(bad).toMatch(/^PO-1,2,-12\.50,3\/5\/2026,"a,b",完工: 数量不能为负：-12\.5; 日期: /);
    expect(bad).toContain('请写 2026-05-03 或 2026-03-05');
  });

  it('speaks the reader’s language, in UTF-8 where the file’s charset cannot', async () => {
    const western = iconv.encode('Größe,Order No,Line,Completed,Date\nä,PO-1,1,-5,2026-03-05\n', 'win1252');
    const english = await correct(western, 'en');
    expect(english.charset).toBe('windows-1252');
    expect(iconv.decode(Buffer.from(english.bytes), 'win1252')).toContain('Errors,Suggested fix');
    expect((await correct(western, 'zh')).charset).toBe('utf-8');
  });

  it('comes in again without its columns being taken for data, and they are renewed, not doubled', async () => {
    const once = await correct(Buffer.from(text), 'zh');
    const mended = Buffer.from(
      Buffer.from(once.bytes).toString('utf8').replace('-12.50', '12').replace('3/5/2026', '2026/3/5'),
    );
    const reading = await readFeed(mended, context);
    expect(reading.verdict).toBe('accepted');
    const twice = await correctedFile(mended, reading, 'zh');
    expect(
      Buffer.from(twice?.bytes ?? [])
        .toString('utf8')
        .match(/错误/g),
    ).toHaveLength(1);
    expect(Buffer.from(twice?.bytes ?? []).toString('utf8')).not.toContain('数量不能为负');
  });

  it('keeps the sep= line and a row that could not be split', async () => {
    const broken = 'sep=;\n订单号;行号;完工;日期\nPO-1;1;"5;2026-03-05\nPO-2;1;5;2026-03-05\n';
    const lines = Buffer.from((await correct(Buffer.from(broken), 'zh')).bytes)
      .toString('utf8')
      .split('\n');
    expect(lines[0]).toBe('sep=;');
    expect(lines[2]).toContain('引号未闭合');
    expect(lines[3]).toBe('PO-2;1;5;2026-03-05;;');
  });

  it.each([
    ['in its last column', `PO-1,1,100,2026/3/5,${'r'.repeat(33_000)}`],
    ['beyond it', `PO-1,1,100,2026/3/5,remark,${'r'.repeat(33_000)},more`],
  ])('keeps the cells of a row with one over the limit apart, as often as it comes: %s', async (_, line) => {
    const once = await correct(Buffer.from(`${text}${line}\r\n`), 'zh');
    const lastOf = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString('utf8').split('\r\n').at(-2);
    expect(lastOf(once)?.replaceAll('r', '')).toBe(
      `${line.replaceAll('r', '')},单元格超过 32767 个字符（Excel 上限）,请缩短内容`,
    );
    expect(lastOf(await correct(once.bytes, 'zh'))).toBe(lastOf(once));
  });

  it('of a workbook is a workbook with the wrong cells marked and nothing to compute', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('进度');
    sheet.addRow(['订单号', '行号', '完工', '日期', '备注']);
    sheet.addRow(['PO-1', 1, -5, new Date('2026-03-05T00:00:00Z'), { formula: '1+1', result: 2 }]);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const file = await correct(bytes, 'zh');
    const out = new ExcelJS.Workbook();
    await out.xlsx.load(Buffer.from(file.bytes) as unknown as ExcelJS.Buffer);
    const corrected = out.getWorksheet('进度');
    expect(corrected?.getCell('F1').value).toBe('错误');
    expect(corrected?.getCell('F2').value).toContain('数量不能为负');
    expect(corrected?.getCell('C2').fill).toMatchObject({ pattern: 'solid' });
    expect(corrected?.getCell('E2').value).toBe(2);
  });

  it('does not exist for a file without a header', async () => {
    const bytes = Buffer.from('nothing here');
    expect(await correctedFile(bytes, await readFeed(bytes, context), 'en')).toBeUndefined();
  });
});
