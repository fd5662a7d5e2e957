import { readFeed } from './read-feed.ts';

const context = { receivedAt: '2026-12-07T02:00:00Z', reference: 'R' };
/**
 * Microseconds of this thread's own work: far above what a sound reading takes, far below what one that tries every way
 * to share a run out does.
 */
const mostWork = 1_000_000;

const judged = async (cells: { asOf?: string; good?: string; line?: string; header?: string }) => {
  const { asOf = '2026-12-01', good = '1', line = '1', header = '备注' } = cells;
  const since = process.threadCpuUsage();
  const reading = await readFeed(
    Buffer.from(`订单号,行号,良品,截至,单位,${header}\nWX-1,${line},${good},${asOf},件,r\n`),
    context,
  );
  expect(process.threadCpuUsage(since).user).toBeLessThan(mostWork);
  return reading;
};
const codesOf = async (cells: Parameters<typeof judged>[0]) =>
  (await judged(cells)).rows.flatMap(({ errors }) => errors.map(({ code }) => code));

describe('a cell made to be tried in every way', () => {
  it.each([
    ['a date and blanks', { asOf: `2026-1-1${' '.repeat(2_500)}x` }],
    ['a date in words and blanks', { asOf: `${' '.repeat(9)}2026${' '.repeat(30_000)}x` }],
    ['a number and blanks', { good: `1${' '.repeat(30_000)}!` }],
    ['digits', { good: '1'.repeat(30_000) }],
    ['a line number', { line: `1${'.0'.repeat(15_000)}` }],
  ])('is refused at once: %s', async (_, cells) => expect(await codesOf(cells)).toEqual(['feed.cell.too-long']));

  it('says where it stands, in two languages', async () => {
    const { rows } = await judged({ good: `1${' '.repeat(200)}!` });
    expect(rows[0]?.errors[0]).toMatchObject({
      cell: 'C2',
      row: 2,
      column: '良品',
      message: { en: 'A cell of 202 characters is neither a number nor a date' },
      suggestion: { zh: '请只填数值或日期，其余内容写入备注' },
    });
  });

  it.each([['['], ['('], ['（'], [':'], [' '], ['订']])(
    'is not looked through as a header either: %s',
    async (character) => expect((await judged({ header: character.repeat(20_000) })).rows).toHaveLength(1),
  );

  it('still may space its parts', async () => {
    const { documents } = await judged({ asOf: ' 2026  年 12 月  1 日   14:30', good: '12  件' });
    expect(documents[0]?.document).toMatchObject({ lines: [{ good: '12', asOf: '2026-12-01T14:30:00+08:00' }] });
  });
});
