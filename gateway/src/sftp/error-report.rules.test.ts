import { hasReport, reportOf } from './error-report.rules.ts';

const error = (code: string, position: object) => ({
  code,
  message: { en: `${code} en`, zh: `${code} 中` },
  ...position,
});
const judged = {
  id: '0193',
  fileName: '进度.csv',
  status: 'processed-with-errors',
  format: 'csv',
  errors: [error('file', {})],
  messages: [
    {
      type: '850',
      control: '0001',
      groupControl: '1',
      numbers: [],
      verdict: 'rejected',
      orderId: null,
      errors: [error('segment', { segment: 5, element: 2 })],
    },
  ],
  rows: [
    { row: 2, numbers: [], verdict: 'accepted', orderId: 'o-1', errors: [], fingerprint: 'a.b' },
    {
      row: 3,
      numbers: [],
      verdict: 'rejected',
      orderId: null,
      errors: [error('row', { column: '完工数量' })],
      fingerprint: null,
    },
  ],
} as const;

describe('the report beside a file', () => {
  it('tells people each finding with its place, in Chinese and English, readable on Windows', () => {
    expect(reportOf(judged, '.errors.txt')).toBe(
      [
        '\ufeff进度.csv',
        '结果：部分接收    Result: taken in part',
        '编号 / Id: 0193',
        '',
        '1. [file]',
        '   file 中',
        '   file en',
        '',
        '2. [segment] segment 5, element 2',
        '   850 0001：segment 中',
        '   850 0001: segment en',
        '',
        '3. [row] column 完工数量',
        '   第 3 行：row 中',
        '   row 3: row en',
        '',
      ].join('\r\n'),
    );
  });

  it('tells programs the same as the API', () => {
    expect(JSON.parse(reportOf(judged, '.errors.json'))).toEqual({
      ...judged,
      rows: judged.rows.map(({ fingerprint: _fingerprint, ...row }) => row),
    });
  });

  it('stands beside what has errors alone', () => {
    expect(
      (['processed', 'processed-with-errors', 'rejected'] as const).map((status) => hasReport({ status })),
    ).toEqual([false, true, true]);
  });
});
