import type { FeedContext } from './feed-kind.ts';
import type { LearnedMapping } from './learned-mapping.ts';
import { readFeed } from './read-feed.ts';

const context: FeedContext = { receivedAt: '2026-03-06T02:00:00Z' };
const file = '订单号,行号,实做,做坏的,报工日,班组\nPO-1,1,100,2,2026/3/5,甲班\nPO-1,2,50,0,2026/3/5,乙班\n';
const said = (columns: LearnedMapping['columns']): FeedContext => ({
  ...context,
  mappings: [{ kind: 'progress', columns }],
});
const learned = said([
  { header: '实做', field: 'good' },
  { header: '做坏的', field: 'scrap' },
  { header: '报工日', field: 'asOf' },
  { header: '班组', field: null },
]);
const read = (text: string, within = context) => readFeed(Buffer.from(text), within);

describe('columns that nobody knows', () => {
  it('are never guessed: the file is refused with what they may be, by their names and their values', async () => {
    const { verdict, columns, likelyKind } = await read(file);
    expect(verdict).toBe('rejected');
    expect(likelyKind).toBe('progress');
    const of = (header: string) => columns.find((column) => column.header === header);
    expect(of('订单号')).toMatchObject({ field: 'orderNumber', by: 'dictionary', candidates: [] });
    expect(of('实做')).toMatchObject({ field: null, by: null });
    expect(of('实做')?.candidates.map(({ field }) => field)).toContain('good');
    expect(of('报工日')?.candidates[0]).toMatchObject({
      field: 'asOf',
      because: { zh: '与“报工日期”相近；2 个值中 2 个是日期', en: 'like “报工日期”; 2 of 2 values are dates' },
    });
    expect(of('班组')?.candidates.map(({ field }) => field)).not.toContain('good');
  });

  it('say so where a column that is needed may be among them', async () => {
    const { errors } = await read('订单号,行号,工序,实际良品数(月)\nPO-1,1,完工,5\n');
    expect(errors.find(({ code }) => code === 'feed.column.missing')?.suggestion?.zh).toContain(
      '确认“实际良品数(月)”就是该列',
    );
    expect(errors.find(({ code }) => code === 'feed.column.unused')?.suggestion?.en).toContain('It may be Good');
  });

  it('are read once a person has said what they mean, and those that he said mean nothing are left alone', async () => {
    const { verdict, rows, columns, errors } = await read(file, learned);
    expect(verdict).toBe('accepted');
    expect(rows[0]?.document?.lines[0]).toMatchObject({ good: '100', scrap: '2', asOf: '2026-03-05T23:59:59+08:00' });
    expect(columns.map(({ by }) => by)).toEqual(['dictionary', 'dictionary', 'person', 'person', 'person', 'person']);
    expect(errors.filter(({ code }) => code === 'feed.column.unused')).toEqual([]);
  });

  it('are the same in full width and in other case, and another where brackets say another', async () => {
    const boxes = said([
      { header: '数量(件)', field: 'good' },
      { header: '数量(箱)', field: null },
    ]);
    const { verdict, rows } = await read('订单号,行号,数量（箱）,数量（件）\nPO-1,1,2,40\n', boxes);
    expect(verdict).toBe('accepted');
    expect(rows[0]?.document?.lines[0]).toMatchObject({ good: '40' });
  });

  it('what a person said stands above the dictionary, also where both name a column for one field', async () => {
    const { rows } = await read('订单号,行号,良品,实做\nPO-1,1,3,9\n', said([{ header: '实做', field: 'good' }]));
    expect(rows[0]?.document?.lines[0]).toMatchObject({ good: '9' });
  });

  it('a table without one known word is still told what it may be', async () => {
    const { verdict, columns, likelyKind, headerIndex } = await read(
      '我厂进度\n我方单据号码,项序,本月良品件数,统计日\nPO-1,1,5,2026/3/5\n',
    );
    expect(verdict).toBe('rejected');
    expect(headerIndex).toBe(1);
    expect(likelyKind).toBe('progress');
    expect(columns.flatMap(({ candidates }) => candidates.map(({ field }) => field))).toEqual(
      expect.arrayContaining(['line', 'good', 'asOf']),
    );
  });

  it.each(['__proto__', 'constructor', 'toString', 'prototype'])('%s is a column like any other', async (header) => {
    const { verdict, columns } = await read(`订单号,行号,完工,${header}\nPO-1,1,5,x\n`);
    expect(verdict).toBe('accepted');
    expect(columns.at(-1)).toMatchObject({ header, field: null });
  });
});

describe('a header row that is not as it was', () => {
  const before = [{ kind: 'progress' as const, headers: ['订单号', '行号', '完工', '日期'] }];

  it('says what is new and what is gone', async () => {
    const { errors } = await read('订单号,行号,完工,报废\nPO-1,1,5,0\n', { ...context, before });
    expect(errors.find(({ code }) => code === 'feed.header.changed')?.message).toEqual({
      en: 'The columns are not those of the last file: new “报废”; gone “日期”',
      zh: '列与上次文件不同：新增“报废”；缺少“日期”',
    });
  });

  it('says nothing where only the order is another, or the error columns have come', async () => {
    const { errors } = await read('日期,行号,订单号,完工,错误 (f-1),修改建议\n2026/3/5,1,PO-1,5,,\n', {
      ...context,
      before,
    });
    expect(errors.map(({ code }) => code)).not.toContain('feed.header.changed');
  });
});
