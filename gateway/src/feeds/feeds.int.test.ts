import { gateway } from '@tradeloom/contracts';
import iconv from 'iconv-lite';
import { keyRow, Scene } from '../../test/scene.ts';

const csv = { 'content-type': 'text/csv' };
const json = { 'content-type': 'application/json' };
const base = '/api/v1/partners/jinfeng';
const clerk = 'wang.fang';

interface Preview {
  status: string;
  charset: string;
  because: { en: string };
  kind: string | null;
  likelyKind: string | null;
  mapping: { number: number } | null;
  columns: { header: string; field: string | null; by: string | null; candidates: { field: string }[] }[];
  errors: { code: string; message: { zh: string } }[];
  rows: { row: number; verdict: string; errors: { code: string; cell?: string }[] }[];
  events: { type: string; event: { lines: { orderNumber: string; good: string; position: string }[] } }[];
}

describe('feeds of a supplier', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.stage.seed({
      'gateway.api_keys': [
        keyRow(clerk, 'jinfeng', 'supplier', 'supplier-clerk'),
        keyRow('li.na', 'jingsu', 'supplier', 'supplier-clerk'),
      ],
    });
  }, 60_000);
  afterAll(() => scene.close());

  const preview = async (file: Buffer | string, query = '', key = clerk) => {
    const answer = await scene.call('POST', `${base}/feed-previews${query}`, key, file, csv);
    return { status: answer.status, ...(answer.status === 200 ? answer.json<Preview>() : ({} as Preview)) };
  };
  const send = async (file: Buffer | string, query = '') => {
    const answer = await scene.call('POST', `${base}/interchanges${query}`, clerk, file, csv);
    expect(answer.status).toBe(202);
    const { id } = answer.json<{ id: string }>();
    return { id, ...(await scene.settled('jinfeng', id)) };
  };
  const reported = (order: string) =>
    scene.stage.rows<{ interchange: string; rows: string }>(
      `select payload from gateway.events where false and $1 = $1`,
      [order],
    );
  const told = (id: string): Promise<{ count: number }[]> =>
    scene.stage.rows(`select count(*)::int as count from gateway.events where payload::text like '%' || $1 || '%'`, [id]);
  const codes = (rows: readonly { errors: { code: string }[] }[]) =>
    rows.map(({ errors }) => errors.filter(({ code }) => code.startsWith('feed.row')).map(({ code }) => code));
  const kept = async (): Promise<number> => {
    const [row] = await scene.stage.rows<{ count: number }>(
      `select (select count(*) from gateway.interchanges) + (select count(*) from gateway.events) as count`,
    );
    return Number(row?.count);
  };

  it('are previewed exactly as they would be taken, and nothing is kept', async () => {
    const file = iconv.encode('订单号,行号,完工数量,截止日期\nWX-1,1,5,2026/11/5\nWX-1,2,-7,2026/11/5\n', 'gb18030');
    const before = await kept();
    const seen = await preview(file);
    expect(await kept()).toBe(before);
    expect(seen).toMatchObject({ status: 'processed-with-errors', charset: 'gb18030', kind: 'progress' });
    expect(seen.because.en).toContain('everyday hanzi');
    expect(seen.rows[1]).toMatchObject({ row: 3, verdict: 'rejected', errors: [{ code: 'feed.quantity.negative', cell: 'C3' }] });
    expect(seen.events).toHaveLength(1);
    expect(seen.events[0]).toMatchObject({
      type: 'tradeloom.gateway.v1.StatusReported',
      event: { lines: [{ orderNumber: 'WX-1', good: '5', position: '2' }] },
    });
    const { rows, errors, status } = await send(file);
    expect(status).toBe(seen.status);
    expect(errors).toEqual(seen.errors);
    expect(rows.map(({ row, verdict, errors: wrong }) => ({ row, verdict, errors: wrong }))).toEqual(
      seen.rows.map(({ row, verdict, errors: wrong }) => ({ row, verdict, errors: wrong })),
    );
  });
});
