import { create, gateway, production } from '@tradeloom/contracts';
import { decodeText, encodeText } from '@tradeloom/feeds';
import { until } from '@tradeloom/testing';
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

/** As Chinese Excel saves a CSV. */
const gb = (text: string): Buffer => Buffer.from(encodeText(text, { charset: 'gb18030', byteOrderMark: false }).bytes);
const read = (bytes: Uint8Array): string => decodeText(bytes)?.text ?? '';

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
    return answer.status === 200 ? answer.json<Preview>() : { ...({} as Preview), status: String(answer.status) };
  };
  const send = async (file: Buffer | string, query = '') => {
    const answer = await scene.call('POST', `${base}/interchanges${query}`, clerk, file, csv);
    expect(answer.status).toBe(202);
    const { id } = answer.json<{ id: string }>();
    return { id, ...(await scene.settled('jinfeng', id)) };
  };
  const reports = async (): Promise<number> => {
    const [row] = await scene.stage.rows<{ count: number }>(
      'select count(*)::int as count from gateway.events where type = $1',
      [gateway.StatusReportedSchema.typeName],
    );
    return row?.count ?? 0;
  };
  const linesOf = async (id: string): Promise<string[]> => {
    const { ref: _ref, lines } = await scene.stage.published(
      gateway.StatusReportedSchema,
      (event) => event.ref?.interchangeId === id,
    );
    return lines.map(({ orderNumber, line, good }) => `${orderNumber}/${line} ${good}`);
  };
  const codes = (rows: readonly { errors: { code: string }[] }[]) =>
    rows.map(({ errors }) => errors.filter(({ code }) => code.startsWith('feed.row')).map(({ code }) => code));
  const kept = async (): Promise<number> => {
    const [row] = await scene.stage.rows<{ count: number }>(
      `select (select count(*) from gateway.interchanges) + (select count(*) from gateway.events) as count`,
    );
    return Number(row?.count);
  };

  it('are previewed exactly as they would be taken, and nothing is kept', async () => {
    const file = gb('订单号,行号,完工数量,截止日期\nWX-1,1,5,2026/11/5\nWX-1,2,-7,2026/11/5\n');
    const before = await kept();
    const seen = await preview(file);
    expect(await kept()).toBe(before);
    expect(seen).toMatchObject({ status: 'processed-with-errors', charset: 'gb18030', kind: 'progress' });
    expect(seen.because.en).toContain('everyday hanzi');
    expect(seen.rows[1]).toMatchObject({
      row: 3,
      verdict: 'rejected',
      errors: [{ code: 'feed.quantity.negative', cell: 'C3' }],
    });
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

  it('are taken by their good rows, or as a whole, as the file, else the partner, says', async () => {
    const file = '订单号,行号,完工数量,截止日期\nWX-2,1,5,2026/11/5\nWX-2,2,x,2026/11/5\n';
    const before = await reports();
    const none = await send(file, '?take=all-or-nothing');
    expect(none.status).toBe('rejected');
    expect(codes(none.rows)).toEqual([['feed.row.all-or-nothing'], []]);
    expect(await reports()).toBe(before);

    const put = (take: string) => scene.call('PUT', `${base}/feed-settings`, clerk, JSON.stringify({ take }), json);
    expect((await put('all-or-nothing')).json()).toEqual({ take: 'all-or-nothing' });
    expect((await preview(file)).status).toBe('rejected');
    expect((await send(file)).status).toBe('rejected');
    expect((await send(file, '?take=good-rows')).status).toBe('processed-with-errors');
    expect(await reports()).toBe(before + 1);
    expect((await put('some')).status).toBe(422);
    expect((await scene.call('POST', `${base}/interchanges?take=some`, clerk, file, csv)).status).toBe(422);
    expect((await put('good-rows')).json()).toEqual({ take: 'good-rows' });
  });

  it('come back as the same file, and bring when mended only what had not been taken', async () => {
    const text =
      '日期,进度表\r\n订单号;行号;完工数量;截止日期;备注\r\nWX-3;1;5;2026/11/5;"一\r\n二"\r\nWX-3;2;x;2026/11/5;=1+1\r\nWX-3;3;7;2026/11/5;\r\n合计;;12;;\r\n';
    const first = await send(gb(text));
    expect(first.rows.map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected', 'accepted']);
    const corrected = await scene.call('GET', `${base}/interchanges/${first.id}/corrected?language=zh`, clerk);
    expect(corrected.headers['content-type']).toBe('text/csv; charset=gb18030');
    const handed = read(corrected.raw);
    expect(handed).toContain(`备注;错误 (${first.id});修改建议\r\n`);
    expect(handed).toContain('"一\r\n二"');
    expect(handed).toContain("'=1+1");

    const mended = gb(handed.replace(';x;', ';6;').replace('2026/11/5', '2026-11-05'));
    const seen = await preview(mended);
    expect(codes(seen.rows)).toEqual([['feed.row.taken-before'], [], ['feed.row.taken-before']]);
    const second = await send(mended);
    expect(second.status).toBe('processed');
    expect(await linesOf(first.id)).toEqual(['WX-3/1 5', 'WX-3/3 7']);
    expect(await linesOf(second.id)).toEqual(['WX-3/2 6']);

    const before = await reports();
    const again = await send(mended);
    expect(codes(again.rows).flat()).toHaveLength(3);
    expect(await reports()).toBe(before);
  });

  it('bring a correction of a correction back to what the first said, when that is what it says', async () => {
    const row = (good: number) => `订单号,行号,完工数量,截止日期\nWX-4,1,${good},2026/11/5\n`;
    const first = await send(row(5));
    const second = await send(row(6), `?corrects=${first.id}`);
    expect(await linesOf(second.id)).toEqual(['WX-4/1 6']);
    const third = await send(row(5), `?corrects=${second.id}`);
    expect(await linesOf(third.id)).toEqual(['WX-4/1 5']);
    const before = await reports();
    await send(row(5), `?corrects=${first.id}`);
    expect(await reports()).toBe(before);
    const unknown = await scene.call('POST', `${base}/interchanges?corrects=nothing`, clerk, row(5), csv);
    expect(unknown.status).toBe(404);
  });

  it('are taken once when the mended original comes twice at once, without any reference', async () => {
    const file = (two: string) => `订单号,行号,完工数量\nWX-5,1,5\nWX-5,2,${two}\n`;
    const first = await send(file('x'));
    const [one, two] = await Promise.all([send(file('6')), send(file('6'), `?corrects=${first.id}`)]);
    const fresh = [one, two].flatMap(({ rows }) => codes(rows)).filter((found) => found.length === 0);
    expect(fresh).toHaveLength(1);
  });

  it('are taken once when the same bytes come again', async () => {
    const file = '订单号,行号,完工数量\nWX-7,1,5\n';
    expect(codes((await send(file)).rows)).toEqual([[]]);
    expect(codes((await send(file)).rows)).toEqual([['feed.row.taken-before']]);
    await send('订单号,行号,完工数量\nWX-7,1,6\n');
    expect(codes((await send(file)).rows)).toEqual([[]]);
  });

  it('show in the file that is handed back what a service has refused', async () => {
    const { id } = await send('送货单号,订单号,行号,数量\nDN-9,WX-8,1,5\nDN-9,WX-8,2,7\n');
    await scene.stage.publish(
      'production',
      create(production.DocumentRefusedSchema, {
        ref: { interchangeId: id, messageType: 'feed-delivery-note', messageControl: '2,3', groupControl: '' },
        partner: 'jinfeng',
        receiver: 'eastbridge',
        documentNumber: 'DN-9',
        findings: [{ code: 'production.order.unknown', text: { en: 'No order WX-8', zh: '没有订单 WX-8' } }],
      }),
      { parties: ['jinfeng', 'eastbridge'] },
    );
    await until('the rows are refused', async () =>
      (await scene.fateOf('jinfeng', id)).rows.every(({ verdict }) => verdict === 'rejected'),
    );
    const corrected = await scene.call('GET', `${base}/interchanges/${id}/corrected?language=zh`, clerk);
    expect(corrected.text).toContain('DN-9,WX-8,1,5,没有订单 WX-8,');
    // What was refused was not taken: it may come again.
    expect(codes((await send(corrected.raw)).rows)).toEqual([[], []]);
  });

  it('whose columns nobody knows are read once a person has said what they mean, until he takes it back', async () => {
    const file = '订单号,行号,实做,班组\nWX-6,1,5,甲\n';
    const unread = await preview(file);
    expect(unread).toMatchObject({ status: 'rejected', kind: null, likelyKind: 'progress', mapping: null });
    expect(unread.columns.find(({ header }) => header === '实做')?.candidates.map(({ field }) => field)).toContain(
      'good',
    );

    const confirm = (key: string, body: object) =>
      scene.call('POST', `${base}/feed-mappings`, key, JSON.stringify(body), json);
    const said = { kind: 'progress', columns: [{ header: '实做', field: 'good' }, { header: '班组' }] };
    expect((await confirm('jinfeng', said)).status).toBe(403);
    expect((await confirm('li.na', said)).status).toBe(404);
    expect((await confirm(clerk, { ...said, columns: [{ header: '实做', field: 'promised' }] })).status).toBe(422);
    const mapping = (await confirm(clerk, said)).json<{ id: string; number: number; confirmedBy: string }>();
    expect(mapping).toMatchObject({ number: 1, confirmedBy: clerk });

    const seen = await preview(file);
    expect(seen).toMatchObject({ status: 'processed', mapping: { number: 1 } });
    expect(seen.columns.map(({ by }) => by)).toEqual(['dictionary', 'dictionary', 'person', 'person']);
    const { id } = await send(file);
    expect(await linesOf(id)).toEqual(['WX-6/1 5']);
    const shown = (await scene.call('GET', `${base}/interchanges/${id}`, clerk)).json<{ feed: object }>();
    expect(shown.feed).toMatchObject({ kind: 'progress', take: 'good-rows', mapping: { id: mapping.id, number: 1 } });

    await confirm(clerk, { kind: 'progress', columns: [{ header: '坏的', field: 'scrap' }] });
    const changed = await preview('订单号,行号,实做,坏的\nWX-6,1,6,1\n');
    expect(changed.mapping).toMatchObject({ number: 2 });
    expect(changed.errors.find(({ code }) => code === 'feed.header.changed')?.message.zh).toBe(
      '列与上次文件不同：新增“坏的”；缺少“班组”',
    );

    const list = (await scene.call('GET', `${base}/feed-mappings`, clerk)).json<{ id: string; number: number }[]>();
    expect(list.map(({ number }) => number)).toEqual([2, 1]);
    const gone = () => scene.call('DELETE', `${base}/feed-mappings/${list[0]?.id}`, clerk);
    expect((await gone()).status).toBe(204);
    expect((await gone()).status).toBe(404);
    expect((await preview(file)).status).toBe('rejected');
    // A file is handed back as it was read then, whatever has been taken back since.
    const corrected = await scene.call('GET', `${base}/interchanges/${id}/corrected`, clerk);
    expect(corrected.text).toContain('WX-6,1,5,甲,,');
  });

  it('that are looked at in the portal are kept for an hour, and no more than twenty', async () => {
    const form = { 'content-type': 'text/csv' };
    const upload = () => scene.call('POST', '/feeds/jinfeng', clerk, '订单号,行号,完工数量\nWX-9,1,5\n', form);
    const count = async () => (await scene.stage.rows('select id from gateway.feed_drafts')).length;
    for (let n = 0; n < 22; n++) expect((await upload()).status).toBe(303);
    expect(await count()).toBe(20);
    const at = String((await upload()).headers.location);
    expect((await scene.call('GET', at, clerk)).text).toContain('WX-9');
    expect((await scene.call('GET', at, 'li.na')).status).toBe(404);
    expect((await scene.call('GET', at, 'ops.e')).status).toBe(404);
    await scene.stage.rows(`update gateway.feed_drafts set kept_at = now() - interval '61 minutes'`);
    expect((await scene.call('GET', at, clerk)).status).toBe(404);
    await upload();
    expect(await count()).toBe(1);
  });

  it('of others are as if they were not there, and what is no table is not previewed', async () => {
    expect((await preview('a,b\n', '', 'li.na')).status).toBe('404');
    expect((await preview('a,b\n', '', 'chen.li')).status).toBe('403');
    expect((await preview('ISA*00*')).status).toBe('422');
    expect((await preview('')).status).toBe('422');
  });
});
