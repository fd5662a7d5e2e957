import { gzipSync } from 'node:zlib';
import { create, gateway, orders, production } from '@tradeloom/contracts';
import { readInterchanges } from '@tradeloom/edi';
import type { Stage } from '@tradeloom/testing';
import { isa, order, Scene } from '../test/scene.ts';
import { fileSizeLimit } from './mailboxes/uploaded-file.ts';

describe('the gateway', () => {
  let scene: Scene;
  let stage: Stage;

  beforeAll(async () => {
    scene = await Scene.open();
    stage = scene.stage;
  }, 60_000);
  afterAll(() => scene.close());

  it('keeps an 850, acknowledges it with a 997 and tells orders what it says', async () => {
    const id = await scene.send('harbor-pine', order('000000101', 'PO-101'));
    const heard = await stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === 'PO-101');
    expect(heard).toMatchObject({
      customer: 'harbor-pine',
      seller: 'eastbridge',
      currency: 'USD',
      destinationCountry: 'US',
    });
    expect(heard.lines[0]).toMatchObject({ buyerItem: 'HP-20018', quantity: '1200', unitPrice: '14.85' });
    expect(heard.lines[0]?.schedules[0]).toMatchObject({ quantity: '1200', date: '2027-01-25' });
    const fate = await scene.settled('harbor-pine', id);
    expect(fate).toMatchObject({ status: 'processed', messages: [{ verdict: 'accepted' }] });
    const [ack] = readInterchanges(await scene.contentOf('harbor-pine', fate.acknowledgements[0] ?? ''));
    expect(ack?.groups[0]?.messages[0]?.document).toMatchObject({
      kind: 'functional-acknowledgement',
      outcome: 'accepted',
      groupControl: '101',
    });
    expect(await scene.contentOf('harbor-pine', id)).toEqual(Buffer.from(order('000000101', 'PO-101')));
  });

  it('answers groups of several versions, each in its own: a 997, and a 999 where that is agreed', async () => {
    await stage.rows(`update gateway.partners set x12_acknowledgement = '999' where id = 'harbor-pine'`);
    const group = (control: number, version: string): string =>
      order('000000109', `PO-109-${control}`)
        .replace(/^.*?(?=GS\*)/s, '')
        .replace(/IEA.*$/s, '')
        .replace('0930*109*X*004010', `0930*${control}*X*${version}`)
        .replace('GE*1*109', `GE*1*${control}`);
    const file = `${isa('000000109')}${group(1, '004010')}${group(2, '005010')}IEA*2*000000109~`;
    const fate = await scene.settled('harbor-pine', await scene.send('harbor-pine', file));
    expect(fate).toMatchObject({ status: 'processed', messages: [{}, {}] });
    const answers = await Promise.all(
      fate.acknowledgements.map(async (id) => readInterchanges(await scene.contentOf('harbor-pine', id))[0]),
    );
    expect(answers.flatMap((answer) => answer?.groups[0]?.messages.map(({ type }) => type))).toEqual(['997', '999']);
    expect(answers.map((answer) => answer?.groups[0]?.messages[0]?.document)).toMatchObject([
      { groupControl: '1', outcome: 'accepted' },
      { groupControl: '2', outcome: 'accepted' },
    ]);
    expect(new Set(answers.map((answer) => answer?.control)).size).toBe(2);
    await stage.rows(`update gateway.partners set x12_acknowledgement = '997' where id = 'harbor-pine'`);
  });

  it('answers a control number that comes again with TA1 025, and does nothing twice', async () => {
    const first = await scene.send('harbor-pine', order('000000102', 'PO-102'));
    await scene.settled('harbor-pine', first);
    const fate = await scene.settled('harbor-pine', await scene.send('harbor-pine', order('000000102', 'PO-102')));
    expect(fate).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.x12.duplicate' }] });
    expect((await scene.contentOf('harbor-pine', fate.acknowledgements[0] ?? '')).toString()).toMatch(
      /TA1\*000000102\*261207\*0930\*R\*025/,
    );
    expect(stage.soFar(gateway.PurchaseOrderReceivedSchema).filter((e) => e.orderNumber === 'PO-102')).toHaveLength(1);
  });

  it('answers an ISA sender that is not the mailbox owner with TA1 006', async () => {
    const fate = await scene.settled(
      'harbor-pine',
      await scene.send('harbor-pine', order('000000103', 'PO-103').replace('HARBORPINE     *ZZ', 'SOMEBODYELSE   *ZZ')),
    );
    expect(fate.errors.map((e) => e.code)).toContain('gateway.x12.unknown-sender');
    expect((await scene.contentOf('harbor-pine', fate.acknowledgements[0] ?? '')).toString()).toMatch(
      /TA1\*000000103\*\d+\*\d+\*R\*006/,
    );
  });

  it('rejects an 850 with a broken mandatory segment by 997 and tells nobody of it', async () => {
    const broken = order('000000104', 'PO-104').replace('BEG*00*SA*PO-104**20261207~', '').replace('SE*11*', 'SE*10*');
    const fate = await scene.settled('harbor-pine', await scene.send('harbor-pine', broken));
    expect(fate).toMatchObject({ status: 'rejected', messages: [{ verdict: 'rejected' }] });
    const [ack] = readInterchanges(await scene.contentOf('harbor-pine', fate.acknowledgements[0] ?? ''));
    expect(ack?.groups[0]?.messages[0]?.document).toMatchObject({ outcome: 'rejected' });
  });

  it('keeps a file that is no EDI and says in both languages what is wrong with it', async () => {
    const fate = await scene.settled(
      'harbor-pine',
      await scene.send('harbor-pine', Buffer.from([0, 1, 2, 3, 255, 254, 0])),
    );
    expect(fate).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.file.unknown-format' }] });
    expect(fate.errors[0]?.message.zh).toContain('ISA');
  });

  it('takes gzip, refuses an oversize body with 413 and a foreign mailbox with 404', async () => {
    const id = await scene.send('harbor-pine', gzipSync(order('000000105', 'PO-105')), { 'content-encoding': 'gzip' });
    expect((await scene.settled('harbor-pine', id)).status).toBe('processed');
    const large = await scene.call(
      'POST',
      '/api/v1/partners/harbor-pine/interchanges',
      'harbor-pine',
      Buffer.alloc(fileSizeLimit + 1),
      {
        'content-type': 'application/edi-x12',
      },
    );
    expect(large.status).toBe(413);
    for (const partner of ['jingsu', 'nobody']) {
      const foreign = await scene.call(
        'POST',
        `/api/v1/partners/${partner}/interchanges`,
        'harbor-pine',
        order('000000106', 'PO-106'),
        {
          'content-type': 'application/edi-x12',
        },
      );
      expect(foreign.status).toBe(404);
    }
  });

  it('refuses a caller without a key', async () => {
    expect((await scene.call('GET', '/api/v1/partners/harbor-pine/interchanges', 'nobody')).status).toBe(401);
    expect((await scene.call('GET', '/api/v1/orders', 'nobody')).status).toBe(401);
  });

  it('takes the good rows of a Chinese sheet, locates the broken one and hands the file back', async () => {
    const csv =
      '订单号,行号,里程碑,完工数量,报废,截止日期\nWX-1,1,完工,300,2,2026/12/20\nWX-1,2,完工,abc,0,2026/12/20\n';
    const id = await scene.send('jinfeng', Buffer.from(csv), {
      'content-type': 'text/csv',
      'content-disposition': 'attachment; filename="进度.csv"',
    });
    const fate = await scene.settled('jinfeng', id);
    expect(fate.status).toBe('processed-with-errors');
    expect(fate.rows.map((r) => [r.row, r.verdict])).toEqual([
      [2, 'accepted'],
      [3, 'rejected'],
    ]);
    const reported = await stage.published(gateway.StatusReportedSchema, (e) => e.reporter === 'jinfeng');
    expect(reported.lines).toHaveLength(1);
    expect(reported.lines[0]).toMatchObject({
      orderNumber: 'WX-1',
      line: '1',
      milestone: 'finished',
      good: '300',
      scrap: '2',
      position: '2',
    });
    const corrected = await scene.call(
      'GET',
      `/api/v1/partners/jinfeng/interchanges/${id}/corrected?language=zh`,
      'jinfeng',
    );
    expect(corrected.text).toContain('错误');
  });

  it('writes the 855 of a counter-offer: two ACK under one PO1, and the offered line changed', async () => {
    const confirmation = (status: string, quantity: string, date: string) => ({
      status,
      quantity,
      unit: 'PCE',
      date,
      reason: '',
    });
    await stage.publish(
      'orders',
      create(orders.OrderAnsweredSchema, {
        orderId: 'o-1',
        number: 'TL-2026-000001',
        customerOrder: 'PO-101',
        orderDate: '2026-12-07',
        customer: 'harbor-pine',
        trader: 'eastbridge',
        outcome: 'changed',
        currency: 'USD',
        lines: [
          {
            lineId: 'l-1',
            customerLine: '1',
            item: 'KT-18',
            buyerItem: 'HP-20018',
            description: 'Kettle',
            quantity: '2000',
            unit: 'PCE',
            unitPrice: '14.85',
            confirmations: [
              confirmation('accepted', '1200', '2027-01-25'),
              confirmation('accepted', '800', '2027-02-22'),
            ],
          },
          {
            lineId: 'l-2',
            customerLine: '2',
            item: 'TS-04',
            buyerItem: 'HP-30004',
            description: 'Toaster',
            quantity: '500',
            unit: 'PCE',
            unitPrice: '17.67',
            confirmations: [confirmation('date-changed', '500', '2027-02-02')],
          },
        ],
      }),
      { parties: ['harbor-pine', 'eastbridge'] },
    );
    await stage.published(gateway.MessageSentSchema, (e) => e.orderId === 'o-1');
    const [sent] = (
      await scene.call('GET', '/api/v1/partners/harbor-pine/interchanges?direction=out&order=o-1', 'harbor-pine')
    ).json<{ id: string; groupControl: string }[]>();
    const text = (await scene.contentOf('harbor-pine', sent?.id ?? '')).toString();
    expect(text).toMatch(/BAK\*00\*AC\*PO-101/);
    expect(text.match(/ACK\*/g)).toHaveLength(3);
    await stage.rows(`update gateway.deadlines set due_at = now() where aggregate_id = $1`, [sent?.id]);
    const missed = await stage.published(gateway.MessageUnacknowledgedSchema, (e) => e.orderId === 'o-1');
    expect(missed).toMatchObject({ receiver: 'harbor-pine', messageType: '855', hours: 24 });
    const ack = `${isa('000000107')}GS*FA*HARBORPINE*EASTBRIDGE*20261207*1000*107*X*004010~ST*997*0001~AK1*PR*${sent?.groupControl}~AK2*855*0001~AK5*A~AK9*A*1*1*1~SE*6*0001~GE*1*107~IEA*1*000000107~`;
    const fate = await scene.settled('harbor-pine', await scene.send('harbor-pine', ack));
    expect(fate.acknowledgements).toEqual([]);
    expect((await scene.fateOf('harbor-pine', sent?.id ?? '')).status).toBe('acknowledged');
  });

  it('sends a supplier without EDI a workbook', async () => {
    await stage.publish(
      'production',
      create(production.OutsourcingOrderPlacedSchema, {
        outsourcingOrderId: 'x-1',
        number: 'WX-9',
        orderId: 'o-1',
        factory: 'hengda',
        supplier: 'jinfeng',
        currency: 'CNY',
        orderDate: '2026-12-08',
        lines: [
          {
            line: '1',
            item: 'KT18-BASE',
            description: 'Base',
            quantity: { value: '2000', unit: 'PCE' },
            unitPrice: '7.45',
            due: '2026-12-28',
          },
        ],
      }),
      { parties: ['hengda', 'jinfeng'] },
    );
    const sent = await stage.published(gateway.MessageSentSchema, (e) => e.receiver === 'jinfeng');
    expect((await scene.contentOf('jinfeng', sent.ref?.interchangeId ?? '')).subarray(0, 2).toString()).toBe('PK');
  });

  it('tells a business refusal by 824 and in the fate of the file', async () => {
    const id = await scene.send('harbor-pine', order('000000108', 'PO-108'));
    await scene.settled('harbor-pine', id);
    await stage.publish(
      'orders',
      create(orders.DocumentRefusedSchema, {
        ref: { interchangeId: id, messageType: '850', messageControl: '0001', groupControl: '108' },
        partner: 'harbor-pine',
        receiver: 'eastbridge',
        documentNumber: 'PO-108',
        findings: [
          {
            code: 'orders.order.other-content',
            severity: 'block',
            text: { en: 'Known with other content', zh: '订单号重复且内容不同' },
          },
        ],
      }),
      { parties: ['harbor-pine', 'eastbridge'] },
    );
    await stage.published(gateway.MessageSentSchema, (e) => e.messageType === '824');
    const fate = await scene.fateOf('harbor-pine', id);
    expect(fate).toMatchObject({
      status: 'processed-with-errors',
      messages: [{ errors: [{ code: 'orders.order.other-content' }] }],
    });
    expect((await scene.contentOf('harbor-pine', fate.acknowledgements.at(-1) ?? '')).toString()).toMatch(/OTI\*TR\*/);
  });

  it('names the control number that was passed over, until it comes', async () => {
    const send = async (control: string) =>
      scene.settled('harbor-pine', await scene.send('harbor-pine', order(control, `PO-${Number(control)}`)));
    const missing = async () =>
      (await scene.call('GET', '/api/v1/partners/harbor-pine/missing-interchanges', 'harbor-pine')).json<
        { firstControl: string; lastControl: string; told: boolean }[]
      >();
    for (const control of ['000000201', '000000202', '000000204']) await send(control);
    const [gap] = (await missing()).filter(({ firstControl }) => firstControl === '203');
    expect(gap).toMatchObject({ lastControl: '203', told: false });
    await stage.rows(`update gateway.deadlines set due_at = now() where name = 'missing' and part = '203-203'`);
    const told = await stage.published(gateway.InterchangesMissingSchema, (e) => e.firstControl === '203');
    expect(told).toMatchObject({ sender: 'harbor-pine', receiver: 'eastbridge', lastControl: '203', hours: 4 });
    await send('000000203');
    expect((await missing()).filter(({ firstControl }) => firstControl === '203')).toEqual([]);
  });

  it('shows the timeline in the reader’s language to the parties only', async () => {
    const timeline = (await scene.call('GET', '/api/v1/orders/o-1/timeline', 'chen.li')).json<{
      entries: { text: { zh: string } }[];
    }>();
    expect(timeline.entries.map((e) => e.text.zh)).toContain('已答复客户订单 TL-2026-000001：有变更');
    const page = await scene.call('GET', '/orders/o-1?lang=zh', 'chen.li');
    expect(page.text).toContain('订单时间线');
    const supplier = await scene.call('GET', '/api/v1/orders/o-1/timeline', 'jinfeng');
    expect(supplier.text).not.toContain('TL-2026-000001');
  });

  it('shows both sides of an order the same digest of the same event', async () => {
    const seenBy = async (key: string) =>
      (await scene.call('GET', '/api/v1/orders/o-1/timeline', key)).json<{
        entries: { id: string; digest: string }[];
      }>().entries;
    const [seller, customer] = [await seenBy('chen.li'), await seenBy('harbor-pine')];
    const shared = customer.filter(({ id }) => seller.some((entry) => entry.id === id));
    expect(shared.length).toBeGreaterThan(0);
    for (const { id, digest } of shared) {
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect(seller.find((entry) => entry.id === id)?.digest).toBe(digest);
    }
  });

  it('moves the business clock forward only', async () => {
    const move = (businessDate: string) =>
      scene.call('POST', '/api/v1/demo/clock', 'ops.e', JSON.stringify({ businessDate }), {
        'content-type': 'application/json',
      });
    expect((await move('2027-03-01')).status).toBe(200);
    expect((await move('2027-02-01')).status).toBe(422);
    expect((await move('2027-13-01')).status).toBe(422);
  });
});
