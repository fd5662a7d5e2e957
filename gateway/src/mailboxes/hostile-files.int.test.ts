import { gzipSync } from 'node:zlib';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { isa, order, Scene } from '../../test/scene.ts';
import { fileSizeLimit } from './uploaded-file.ts';

const mailbox = '/api/v1/partners/harbor-pine/interchanges';
const edi = { 'content-type': 'application/edi-x12' };

describe('a mailbox', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  }, 60_000);
  afterAll(() => scene.close());

  const upload = (body: Buffer | string, headers: Record<string, string> = {}) =>
    scene.call('POST', mailbox, 'harbor-pine', body, { ...edi, ...headers });
  const ordersHeard = (number: string) =>
    scene.stage.soFar(gateway.PurchaseOrderReceivedSchema).filter((e) => e.orderNumber === number);
  const read = async (file: Buffer | string) => scene.settled('harbor-pine', await scene.send('harbor-pine', file));

  it('takes every interchange of a file, and none of them again', async () => {
    const both = order('000000201', 'PO-201') + order('000000202', 'PO-202');
    expect(await read(both)).toMatchObject({ status: 'processed', messages: [{}, {}] });
    for (const again of [order('000000201', 'PO-201'), order('000000202', 'PO-202')]) {
      expect(await read(again)).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.x12.duplicate' }] });
    }
    expect(await read(order('000000203', 'PO-203'))).toMatchObject({ status: 'processed' });
    await scene.stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === 'PO-203');
    expect([ordersHeard('PO-201'), ordersHeard('PO-202')]).toMatchObject([[{}], [{}]]);
  });

  it('takes one of two copies that come at once', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => scene.send('harbor-pine', order('000000204', 'PO-204'))));
    const fates = await Promise.all(ids.map((id) => scene.settled('harbor-pine', id)));
    expect(fates.map((f) => f.status).sort()).toEqual(['processed', 'rejected', 'rejected']);
  });

  it.each([
    ['a NUL in a text', order('000000205', 'PO-205').replace('ELECTRIC KETTLE', 'ELECTRIC\0KETTLE')],
    ['a NUL in a number', order('000000206', 'PO\x106')],
    ['bytes that are no text', Buffer.from(order('000000207', 'PO-207').replace('KETTLE', 'K\xd8\xff'), 'latin1')],
    ['a control number without end', order('000000208', 'PO-208').replaceAll('000000208', '2'.repeat(4_000))],
    ['a message number without end', order('000000209', 'PO-209').replaceAll('0001~', `${'1'.repeat(4_000)}~`)],
    ['no end', order('000000210', 'PO-210').slice(0, 300)],
    ['only an envelope', `${isa('000000211')}IEA*0*000000211~`],
  ])('finds a fate for a file with %s', async (_, file) => {
    expect((await read(file)).status).toMatch(/^(processed|processed-with-errors|rejected)$/);
  });

  // ASVS V15.2.2
  it('refuses a document that is too large to be told, and goes on with the next', async () => {
    const line = (n: number) =>
      `PO1*${n}*1*EA*1**BP*HP-20018~PID*F****${'KETTLE '.repeat(11)}~SCH*1*EA***002*20270125~`;
    const count = 9_000;
    const large = order('000000212', 'PO-212')
      .replace(
        /PO1\*1\*.*~SCH\*1200\*EA\*\*\*002\*20270125~/,
        Array.from({ length: count }, (_, i) => line(i + 1)).join(''),
      )
      .replace('CTT*1~SE*11', `CTT*${count}~SE*${8 + count * 3}`);
    expect(await read(large)).toMatchObject({
      status: 'rejected',
      errors: [{ code: 'gateway.file.document-too-large' }],
    });
    await read(order('000000213', 'PO-213'));
    await scene.stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === 'PO-213');
    expect(ordersHeard('PO-212')).toEqual([]);
  });

  it('reads a sheet of bad characters too', async () => {
    const csv =
      '订单号,行号,里程碑,完工数量,报废,截止日期\nWX-1,1,完工,3\0,2,2026/12/20\nWX-\0,2,完工,5,0,2026/12/20\n';
    const id = await scene.send('jinfeng', Buffer.from(csv), { 'content-type': 'text/csv' });
    expect((await scene.settled('jinfeng', id)).status).toMatch(/^(processed-with-errors|rejected|processed)$/);
  });

  // ASVS V5.2.1
  it('refuses what is packed badly, too large unpacked, packed otherwise, or empty', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    expect(await upload('no gzip', gzip)).toMatchObject({ status: 422 });
    expect(await upload(gzipSync(Buffer.alloc(fileSizeLimit + 1)), gzip)).toMatchObject({ status: 413 });
    expect(await upload('x', { 'content-encoding': 'br' })).toMatchObject({ status: 415 });
    expect(await upload('')).toMatchObject({ status: 422 });
    const form = (content: string) =>
      `--b\r\ncontent-disposition: form-data; name="f"; filename="a.edi"\r\n\r\n${content}\r\n--b--\r\n`;
    const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
    expect(await upload(form(''), multipart)).toMatchObject({ status: 422 });
    expect(await upload('--b--\r\n', multipart)).toMatchObject({ status: 422 });
    expect(await upload('garbage', { 'content-type': 'multipart/form-data' })).toMatchObject({ status: 400 });
    expect(await upload(form('cut off').slice(0, -10), multipart)).toMatchObject({ status: 400 });
    expect(await upload(form(order('000000214', 'PO-214')), multipart)).toMatchObject({ status: 202 });
  });

  // ASVS V15.3.7
  it('lists by what is asked, and says what is wrong with the question', async () => {
    const list = (query: string) => scene.call('GET', `${mailbox}?${query}`, 'harbor-pine');
    expect((await list('direction=in&order=&since=')).json<unknown[]>().length).toBeGreaterThan(5);
    expect((await list('since=2099-01-01T00:00:00Z')).json()).toEqual([]);
    expect((await list('order=o-1&order=o-2')).json()).toEqual([]);
    expect((await list('since=yesterday')).json()).toMatchObject({ status: 422, errors: [{ pointer: '/since' }] });
    expect((await list('direction=sideways')).status).toBe(422);
    expect((await list('order=%00')).status).toBe(422);
  });

  it('answers a cookie, a key or an id that is nonsense as it answers none', async () => {
    const cookies = ['tradeloom_session=.', 'tradeloom_session=e30.e30', 'tradeloom_session', ';;=;', 'a=%zz'];
    for (const cookie of cookies) {
      const answer = await scene.call('GET', mailbox, 'nobody', undefined, { authorization: '', cookie });
      expect(answer.status).toBe(401);
    }
    for (const id of ['no-such-id', '%00', "'", '..%2f..%2f']) {
      expect((await scene.call('GET', `${mailbox}/${id}`, 'harbor-pine')).status).toBeLessThan(500);
    }
  });

  it('leaves nothing unread, and no event behind', async () => {
    // the last file was taken, and is read while others are asked for
    const unread = () => scene.stage.rows(`select id from gateway.interchanges where status = 'received'`);
    await until('every file is read', async () => (await unread()).length === 0);
    const readiness = await scene.call('GET', '/health/ready', 'nobody');
    const nothingHeld = { failed: 0, parked: 0, unknown: 0, unreadable: 0, waiting: 0 };
    expect(readiness.json()).toEqual({ status: 'ready', causes: [], heldEvents: nothingHeld });
  });
});
