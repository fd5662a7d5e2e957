import fc from 'fast-check';
import { readDate } from './dates.rules.ts';
import { readIdentifier, readLineNumber } from './identifiers.rules.ts';
import { meaningOf, numberText } from './number-format.rules.ts';
import { readNumber, readPercent, readQuantity } from './numbers.rules.ts';

const codeOf = (reading: object) => ('problem' in reading ? (reading.problem as { code: string }).code : 'read');

describe('numbers as Chinese spreadsheets write them', () => {
  it.each([
    ['5,000', '5000'],
    ['５，０００', '5000'],
    ['1.2E+03', '1200'],
    ['０', '0'],
    ['-12.50', '-12.5'],
    ['12 000', '12000'],
    ['1,234,567.80', '1234567.8'],
    ['1.2万', '12000'],
    ['１.２万', '12000'],
    ['1,234.50', '1234.5'],
    ['１２３', '123'],
    ['3千', '3000'],
    ["'5000", '5000'],
    ['="0042"', '42'],
    [' 300 ', '300'],
  ])('reads %s as %s', (cell, number) => expect(readNumber(cell)).toEqual({ value: { number } }));

  it('takes the unit that stands behind', () => {
    expect(readNumber('3000件')).toEqual({ value: { number: '3000', unit: 'PCE' } });
    expect(readNumber('12.5 KG')).toEqual({ value: { number: '12.5', unit: 'KGM' } });
  });

  it.each([
    ['1,5', 'feed.number.ambiguous'],
    ['1.234,50', 'feed.number.unreadable'],
    ['abc', 'feed.number.unreadable'],
    ['1e999', 'feed.number.unreadable'],
    ['#N/A', 'feed.number.unreadable'],
    ['--', 'feed.number.unreadable'],
    ['1,2345', 'feed.number.ambiguous'],
    ['¥1,234.50', 'feed.number.unreadable'],
    ['(1,234)', 'feed.number.unreadable'],
    ['3/4', 'feed.number.unreadable'],
    ['12 apples', 'feed.number.unreadable'],
    ['5constructor', 'feed.number.unreadable'],
    ['5__proto__', 'feed.number.unreadable'],
  ])('refuses %s', (cell, code) => expect(codeOf(readNumber(cell))).toBe(code));

  it('suggests both readings of an unclear comma', () => {
    const reading = readNumber('1,5');
    expect('problem' in reading && reading.problem.suggestion).toEqual({ en: 'Write 15 or 1.5', zh: '请写 15 或 1.5' });
  });

  it('counts pieces whole and never negative', () => {
    expect(codeOf(readQuantity('2.5', 'PCE'))).toBe('feed.quantity.fraction');
    expect(readQuantity('2.5', 'KGM')).toEqual({ value: { number: '2.5', unit: 'KGM' } });
    expect(codeOf(readQuantity('-5', 'PCE'))).toBe('feed.quantity.negative');
  });

  it('reads a percentage however it is written, but not a bare 1', () => {
    for (const cell of ['98.5%', '９８.５％', '98.5', '0.985']) expect(readPercent(cell)).toEqual({ value: '98.5' });
    expect(codeOf(readPercent('1'))).toBe('feed.percent.ambiguous');
    expect(codeOf(readPercent('120%'))).toBe('feed.percent.range');
  });

  it('reads back every whole number that it is given with thousands marks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (n) => {
        expect(readNumber(n.toLocaleString('en-US'))).toEqual({ value: { number: String(n) } });
      }),
      { seed: 7, verbose: 1 },
    );
  });

  it('answers any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(['read', 'feed']).toContain(codeOf(readNumber(text)).split('.')[0]);
        expect(['read', 'feed']).toContain(codeOf(readDate(text)).split('.')[0]);
      }),
      { seed: 11, verbose: 1 },
    );
  });
});

describe('dates as Chinese spreadsheets write them', () => {
  it.each([
    ['2026/3/5', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['2026年3月12日', '2026-03-12'],
    ['２０２６年３月１２日', '2026-03-12'],
    ['20260310', '2026-03-10'],
    ['46086', '2026-03-05'],
    ['2026年11月5日', '2026-11-05'],
    ['2026年11月5日星期四', '2026-11-05'],
    ['2026/11/5 周四', '2026-11-05'],
    ['二〇二六年十一月五日', '2026-11-05'],
    ['二○二六年十月三十一日', '2026-10-31'],
    ['二零二六年二月二十日', '2026-02-20'],
    ['2026/11/5 0:00', '2026-11-05'],
    ['2026-11-05 00:00:00', '2026-11-05'],
    ['5-Nov-2026', '2026-11-05'],
    ['Nov 5, 2026', '2026-11-05'],
    ['13/3/2026', '2026-03-13'],
  ])('reads %s as %s', (cell, date) => expect(readDate(cell)).toEqual({ value: { date } }));

  it('keeps a time', () => {
    expect(readDate('2026/3/5 14:30')).toEqual({ value: { date: '2026-03-05', time: '14:30:00' } });
    expect(readDate('2026/11/5 下午2:30')).toEqual({ value: { date: '2026-11-05', time: '14:30:00' } });
    expect(readDate('2026/11/5 下午 12:30')).toEqual({ value: { date: '2026-11-05', time: '12:30:00' } });
    expect(readDate('2026-11-05 12:05 AM')).toEqual({ value: { date: '2026-11-05', time: '00:05:00' } });
    expect(readDate('46086.5')).toEqual({ value: { date: '2026-03-05', time: '12:00:00' } });
  });

  it.each([
    ['2026-02-30', 'feed.date.none'],
    ['2026-03-05 25:00', 'feed.date.none'],
    ['3/5/2026', 'feed.date.ambiguous'],
    ['26/3/5', 'feed.date.ambiguous'],
    ['3月5日', 'feed.date.no-year'],
    ['soon', 'feed.date.unreadable'],
    ['二〇二六年二月三十日', 'feed.date.none'],
    ['31-Nov-2026', 'feed.date.none'],
    ['5-Nov-26', 'feed.date.unreadable'],
  ])('refuses %s', (cell, code) => expect(codeOf(readDate(cell))).toBe(code));

  it('names both readings of 3/5/2026', () => {
    const reading = readDate('3/5/2026');
    expect('problem' in reading && reading.problem.suggestion.zh).toBe('请写 2026-05-03 或 2026-03-05');
  });
});

describe('identifiers', () => {
  it('keep their leading zeros', () => {
    expect(readIdentifier("'0012")).toEqual({ value: '0012' });
    expect(readIdentifier('="000123"')).toEqual({ value: '000123' });
  });

  it('are refused once the spreadsheet has made a power of ten of them', () => {
    expect(codeOf(readIdentifier('2.026E+11'))).toBe('feed.identifier.mangled');
  });

  it('of a line are whole numbers', () => {
    expect(readLineNumber('1.0')).toEqual({ value: '1' });
    expect(codeOf(readLineNumber('1.5'))).toBe('feed.line.unreadable');
    expect(codeOf(readLineNumber('0'))).toBe('feed.line.unreadable');
  });
});

describe('stored numbers of a workbook', () => {
  it('are dates by their format', () => {
    expect(meaningOf(14)).toBe('date');
    expect(meaningOf(31)).toBe('date');
    expect(meaningOf(164, 'yyyy"年"m"月"d"日"')).toBe('date');
    expect(meaningOf(165, '#,##0"pcs"')).toBe('number');
    expect(meaningOf(166, '[Red]0.0%')).toBe('percent');
  });

  it('show 15 digits and no binary dust', () => {
    expect(numberText('0.30000000000000004', 'number', 1900)).toBe('0.3');
    expect(numberText('0.985', 'percent', 1900)).toBe('98.5%');
    expect(numberText('46086', 'date', 1900)).toBe('2026-03-05');
    expect(numberText('44624', 'date', 1904)).toBe('2026-03-05');
    expect(numberText('1e300', 'number', 1900)).toBe('1e300');
  });
});

it('a number format of brackets that are never closed is read at once', () => {
  const since = process.threadCpuUsage();
  expect(meaningOf(200, '['.repeat(200_000))).toBe('number');
  // microseconds of this thread's own work
  expect(process.threadCpuUsage(since).user).toBeLessThan(1_000_000);
});
