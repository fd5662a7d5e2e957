import { detectDialect } from './dialect.ts';
import { readCsv } from './read-csv.ts';
import { sheetLimits, UnreadableFeed } from './sheet.ts';

const split = (text: string) => {
  const { dialect, body } = detectDialect(text);
  return readCsv(body, dialect, sheetLimits);
};

describe('the dialect of a CSV file', () => {
  it.each([[','], [';'], ['\t'], ['|'], ['，']])('finds the delimiter %j', (delimiter) => {
    const text = [
      ['订单号', '行号', '备注'],
      ['PO-1', '1', 'a.b'],
      ['PO-2', '2', ''],
    ]
      .map((r) => r.join(delimiter))
      .join('\r\n');
    expect(detectDialect(text).dialect).toMatchObject({ delimiter, separatorLine: false, lineEnd: '\r\n' });
  });

  it('believes a sep= line, which is not a row', () => {
    const { dialect, body } = detectDialect('sep=;\na;b,c,d\n1;2,3,4\n');
    expect(dialect).toMatchObject({ delimiter: ';', separatorLine: true, lineEnd: '\n' });
    expect(body).toBe('a;b,c,d\n1;2,3,4\n');
  });

  it('does not count separators inside quotes', () => {
    expect(detectDialect('a;b\n"1,2,3,4";x\n"5,6,7,8";y\n').dialect.delimiter).toBe(';');
  });

  it('lets a title line with other punctuation stand above the table', () => {
    expect(detectDialect('进度表，2026年3月，二车间\na,b,c\n1,2,3\n4,5,6\n').dialect.delimiter).toBe(',');
  });
});

describe('splitting a CSV file', () => {
  it('keeps a quoted line end inside its cell and counts rows as the spreadsheet does', () => {
    const rows = split('a,b\r\n"x\r\ny",1\r\n\r\nz,2');
    expect(rows.map((r) => [r.row, r.line, r.cells])).toEqual([
      [1, 1, ['a', 'b']],
      [2, 2, ['x\r\ny', '1']],
      [3, 4, ['']],
      [4, 5, ['z', '2']],
    ]);
  });

  it('keeps an inch mark inside a cell', () => {
    expect(split('a,b\n12" pipe,1\n')[1]?.cells).toEqual(['12" pipe', '1']);
  });

  it('gives up only the row whose quote is never closed', () => {
    const rows = split('a,b\nPO-1,"abc\nPO-2,2\nPO-3,3\n');
    expect(rows.map((r) => r.broken?.code ?? r.cells[0])).toEqual(['a', 'feed.csv.quote-not-closed', 'PO-2', 'PO-3']);
    expect(rows[1]).toMatchObject({ row: 2, line: 2, cells: ['PO-1,"abc'] });
  });

  it('refuses a file of open quotes instead of reading it over and over', () => {
    const open = `"${'x'.repeat(70_000)}\n`;
    expect(split(`a,b\n${open}c,d\n`).map((r) => r.broken?.code)).toEqual([
      undefined,
      'feed.csv.row-too-long',
      undefined,
    ]);
    expect(() => split(`a,b\n${open.repeat(201)}`)).toThrow(UnreadableFeed);
  });

  it('stops at the row limit', () => {
    const { dialect, body } = detectDialect('a,b\n'.repeat(20));
    expect(() => readCsv(body, dialect, { ...sheetLimits, maxRows: 10 })).toThrow(UnreadableFeed);
  });
});
