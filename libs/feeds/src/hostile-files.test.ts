import { drawFrom } from '../test/draw.ts';
import { SmallHeap } from '../test/read-in-small-heap.ts';
import { inlineCell, plainBook } from '../test/workbooks.ts';
import { readFeed } from './read-feed.ts';

const seed = 20261123;
/** Milliseconds. */
const perFile = 60_000;
/** Microseconds of the reader's own work. */
const mostWork = 20_000_000;
const headers = ['订单号', '行号', '料号', '工序', '完工数量', '报废', '截止日期', '备注'];
const csvOf = (count: number, line: (n: number) => string): Buffer =>
  Buffer.from(`${headers.join()}\n${Array.from({ length: count }, (_, n) => `${line(n)}\n`).join('')}`);
const sheetOf = (rows: string): string =>
  `<sheetData><row>${headers.map(inlineCell).join('')}</row>${rows}</sheetData>`;
const many = (count: number, of: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => of(n)).join('');
/** So that a zip does not make it smaller than a workbook may be. */
const noise = (draw: ReturnType<typeof drawFrom>, length: number): string => {
  const words = Uint32Array.from({ length: Math.ceil(length / 5) }, () => draw.below(2 ** 32));
  return Buffer.from(words.buffer).toString('base64').slice(0, length);
};

const heap = new SmallHeap();
afterAll(() => heap.close());

describe(`a file that is small and grows is refused before the heap is full (seed ${seed})`, () => {
  const draw = drawFrom(seed);
  // biome-ignore format: they are data
  const files: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
    'a text of commas': () => csvOf(120, () => `${','.repeat(60_000)}x`),
    'a text of commas, blank to the end': () => csvOf(120, () => ','.repeat(60_000)),
    'a text of many short cells': () => csvOf(20_000, () => 'a,'.repeat(160)),
    'cells that no spreadsheet could hold together': () => csvOf(380, () => `WX-1,1,A,完工,1,0,2026-1-1,${'r'.repeat(32_000)}`),
    'a text of long lines with a quote that is never closed': () => csvOf(190, () => `"${'r'.repeat(65_000)}`),
    'a workbook of one value far to the right of every row': () => plainBook(sheetOf(many(50_000, (n) => `<row><c r="SF${n + 2}"><v>${n}</v></c></row>`))),
    'a workbook of texts that nobody uses': () => plainBook(sheetOf(''), many(1_250, (n) => `<si><t>${noise(draw, 400)}${n}${'中'.repeat(10_000)}</t></si>`)),
    'a workbook of many cells': () => plainBook(sheetOf(many(20_200, (n) => `<row>${many(60, (k) => `<c><v>${60 * n + k}</v></c>`)}</row>`))),
  };

  it.each(Object.keys(files))(
    '%s',
    async (name) => {
      const { verdict, errors, work } = await heap.read((await files[name]?.()) ?? new Uint8Array());
      expect({ verdict, errors }).toEqual({ verdict: 'rejected', errors: ['feed.rows.too-many'] });
      expect(work).toBeLessThan(mostWork);
    },
    perFile,
  );

  it(
    'a tag or text that never ends, elements without a bottom',
    async () => {
      const long = noise(draw, 1_100_000);
      const endless = [`<a x="${long}"/>`, `<!--${long}-->`, long, `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`];
      for (const piece of endless) {
        expect((await heap.read(await plainBook(piece))).errors).toEqual(['feed.xlsx.unreadable']);
      }
    },
    perFile,
  );
});

describe('a file within the limits is read and handed back in a small heap', () => {
  it(
    '50,000 rows of twenty columns',
    async () => {
      const more = many(12, (n) => `,value ${n}`);
      const file = csvOf(50_000, (n) => `WX-${n},1,A-${n},完工,${n},0,2026-11-05,remark ${n}${more}`);
      const named = Buffer.from(file.toString().replace('备注\n', `备注${many(12, (n) => `,c${n}`)}\n`));
      expect(await heap.read(named)).toMatchObject({ verdict: 'accepted', rows: 50_000 });
    },
    perFile,
  );

  it(
    '12 million characters',
    async () => {
      const file = csvOf(59_000, () => `WX-1,1,A,完工,1,0,2026-1-1,${'中'.repeat(170)}`);
      expect(await heap.read(file)).toMatchObject({ verdict: 'accepted', rows: 59_000 });
    },
    perFile,
  );

  it(
    'every row wrong in every way: the first 60,000 findings are told',
    async () => {
      const file = csvOf(59_999, () => 'x,x,x,x,x,x,x,x');
      expect(await heap.read(file)).toMatchObject({ verdict: 'rejected', rows: 59_999 });
    },
    perFile,
  );

  it(
    'bytes that are Chinese in one charset and letters in another',
    async () => {
      const file = Buffer.alloc(32 * 1024 * 1024, Buffer.from([0xcd, 0xa3]));
      expect(await heap.read(file)).toMatchObject({ errors: ['feed.header.none'] });
    },
    perFile,
  );
});

it('a cell over what Excel allows costs its row, not the file', async () => {
  const good = many(
    2,
    (n) => `<row>${['WX-1', String(n + 1), 'A', '完工', '1', '0', '2026-1-1'].map(inlineCell).join('')}</row>`,
  );
  const row = ['WX-1', '3', 'A', '完工', '1', '0', '2026-1-1'].map(inlineCell).join('');
  const bytes = await plainBook(
    sheetOf(`${good}<row>${row}<c t="s"><v>0</v></c></row><row>${row}<c t="s"><v>1</v></c></row>`),
    `<si><t>${noise(drawFrom(seed), 32_768)}</t></si><si><t>${noise(drawFrom(seed), 32_767)}</t></si>`,
  );
  const { rows } = await readFeed(bytes, { receivedAt: '2026-12-07T02:00:00Z' });
  expect(rows.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted', 'rejected', 'accepted']);
  expect(rows[2]?.errors).toEqual([
    expect.objectContaining({
      code: 'feed.cell.over-limit',
      cell: 'H4',
      message: {
        en: 'A cell holds more than 32767 characters, the most that Excel allows',
        zh: '单元格超过 32767 个字符（Excel 上限）',
      },
    }),
  ]);
});

it('behind the findings that are told, a row says that it is not right', async () => {
  const { rows } = await readFeed(
    csvOf(20_000, () => 'x,x,x,x,x,x,x,x'),
    { receivedAt: '2026-12-07T02:00:00Z' },
  );
  expect(rows.every(({ verdict }) => verdict === 'rejected')).toBe(true);
  expect(rows[0]?.errors.length).toBeGreaterThan(3);
  expect(rows.at(-1)?.errors).toEqual([
    expect.objectContaining({ code: 'feed.row.not-told', severity: 'error', row: 20_001 }),
  ]);
});
