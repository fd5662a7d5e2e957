import { create, gateway, orders } from '@tradeloom/contracts';
import type { MapRule } from '@tradeloom/edi';
import type { Stage } from '@tradeloom/testing';
import { answered } from '../../test/answered.ts';
import { type Fate, order, Scene } from '../../test/scene.ts';

interface ShownMap {
  id: string;
  number: number;
  status: string;
  trial: { messages: number; different: number; lost: number } | null;
  problems: { rule: number; field: string; code: string; message: { en: string; zh: string } }[];
}

interface Tried {
  map: ShownMap;
  messages: {
    interchange: string;
    direction: string;
    control: string;
    taken?: string;
    before: { verdict: string; document: { lines: { sellerItem?: string }[] } | null };
    after: { verdict: string; document: { lines: { sellerItem?: string }[] } | null };
    differences: { path: string; before: unknown; after: unknown }[];
  }[];
}

type MappedFate = Fate & { maps: { message: string; release: string; number: number }[] };

/** An order whose item stands in a reference of its line. */
const oddOrder = (control: string, number: string, extra = 'REF*ZZ*KT-18~', header = ''): string =>
  order(control, number)
    .replace('CUR*BY*USD~', `CUR*BY*USD~${header}`)
    .replace('SCH*1200', `${extra}SCH*1200`)
    .replace('SE*11*', `SE*${11 + (extra.split('~').length - 1) + (header.split('~').length - 1)}*`);

const itemInReference: MapRule = { path: 'lines[].sellerItem', at: 'PO1>REF/REF02 where REF01=ZZ' };

describe("a partner's own mapping", () => {
  let scene: Scene;
  let stage: Stage;

  beforeAll(async () => {
    scene = await Scene.open();
    stage = scene.stage;
  }, 60_000);
  afterAll(() => scene.close());

  const json = { 'content-type': 'application/json' };
  const maps = '/api/v1/partners/harbor-pine/maps';
  const put = (message: string, rules: readonly unknown[], key = 'ops.e') =>
    scene.call('PUT', maps, key, JSON.stringify({ map: { message, version: '004010', rules } }), json);
  const tryIt = (id: string) => scene.call('POST', `${maps}/${id}/trial`, 'ops.e');
  const activate = (id: string) => scene.call('POST', `${maps}/${id}/activation`, 'ops.e');
  const inForce = async (message: string, rules: readonly unknown[]): Promise<ShownMap> => {
    const draft = (await put(message, rules)).json<ShownMap>();
    const tried = await tryIt(draft.id);
    if (tried.status !== 200) throw new Error(tried.text);
    return (await activate(draft.id)).json<ShownMap>();
  };
  const send = async (file: string): Promise<MappedFate & { id: string }> => {
    const id = await scene.send('harbor-pine', file);
    return { ...((await scene.settled('harbor-pine', id)) as MappedFate), id };
  };
  const received = (number: string) =>
    stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === number);

  it('is tried on what came before it, and then read by', async () => {
    const before = await send(oddOrder('000000301', 'PO-301'));
    expect((await received('PO-301')).lines[0]?.sellerItem).toBe('');
    const draft = (await put('850', [itemInReference])).json<ShownMap>();
    expect(draft).toMatchObject({ number: 1, status: 'draft', problems: [], trial: null });
    expect((await activate(draft.id)).json()).toMatchObject({ code: 'gateway.map.not-tried' });

    const tried = (await tryIt(draft.id)).json<Tried>();
    expect(tried.map).toMatchObject({ status: 'tried', trial: { messages: 1, different: 1, lost: 0 } });
    expect(tried.messages).toMatchObject([
      {
        interchange: before.id,
        direction: 'in',
        differences: [{ path: 'document.lines[0].sellerItem', before: null, after: 'KT-18' }],
      },
    ]);
    expect(stage.soFar(gateway.PurchaseOrderReceivedSchema)).toHaveLength(1);

    expect((await activate(draft.id)).json()).toMatchObject({ status: 'active', number: 1 });
    const after = await send(oddOrder('000000302', 'PO-302'));
    expect((await received('PO-302')).lines[0]).toMatchObject({ buyerItem: 'HP-20018', sellerItem: 'KT-18' });
    expect(before.maps).toEqual([]);
    expect(after.maps).toEqual([{ message: '850', release: '004010', number: 1 }]);
  });

  it('says what is wrong with a draft, rule by rule, and is not tried before it holds', async () => {
    const flawed = (
      await put('850', [itemInReference, { path: 'lines[].sellerItem', at: 'PO1/REF09' }])
    ).json<ShownMap>();
    expect(flawed).toMatchObject({ number: 2, problems: [{ rule: 2, field: 'at', code: 'element-unknown' }] });
    expect(flawed.problems[0]?.message.zh).toContain('REF09');
    expect((await tryIt(flawed.id)).json()).toMatchObject({ code: 'gateway.map.does-not-hold', facts: { rule: 2 } });
    expect((await put('850', [itemInReference])).json()).toMatchObject({ id: flawed.id, number: 2, problems: [] });
    await tryIt(flawed.id);
    expect((await put('850', [])).json()).toMatchObject({ id: flawed.id, status: 'draft', trial: null });
    expect((await activate(flawed.id)).json()).toMatchObject({ code: 'gateway.map.not-tried' });
    expect((await put('850', 'rules' as never)).json()).toMatchObject({ code: 'gateway.map.not-a-map' });
  });

  it('brings back what the order said: the reference stands in our answer', async () => {
    await inForce('850', [
      itemInReference,
      { path: 'kept.dock', at: 'REF02 where REF01=DP', direction: 'in' },
      { path: 'lines[].kept.position', at: 'PO1>REF/REF02 where REF01=LI', direction: 'in' },
    ]);
    await send(oddOrder('000000303', 'PO-303', 'REF*LI*0010~', 'REF*DP*D-12~'));
    const wantsBack = [
      { path: 'kept.dock', at: 'REF02 where REF01=DP', direction: 'out' },
      { path: 'lines[].kept.position', at: 'PO1>REF/REF02 where REF01=LI', direction: 'out' },
    ];
    const answerOf = async (orderId: string): Promise<{ text: string; maps: unknown; id: string }> => {
      await stage.publish('orders', answered(orderId, 'PO-303'), { parties: ['harbor-pine', 'eastbridge'] });
      const sent = await stage.published(gateway.MessageSentSchema, (e) => e.orderId === orderId);
      const id = sent.ref?.interchangeId ?? '';
      const { maps: used } = (await scene.fateOf('harbor-pine', id)) as MappedFate;
      return { id, maps: used, text: (await scene.contentOf('harbor-pine', id)).toString() };
    };
    const before = await answerOf('o-303');
    expect(before).toMatchObject({ maps: [] });
    expect(before.text).not.toContain('REF*');

    const draft = (await put('855', wantsBack)).json<ShownMap>();
    const tried = (await tryIt(draft.id)).json<Tried>();
    expect(tried.map.trial).toMatchObject({ messages: 1, different: 1, lost: 0 });
    expect(tried.messages[0]).toMatchObject({ interchange: before.id, direction: 'out' });
    expect(tried.messages[0]?.differences.map(({ after }) => after)).toEqual([
      'REF*DP*D-12~',
      'REF*LI*0010~',
      expect.stringMatching(/^SE\*/),
    ]);

    await activate(draft.id);
    const after = await answerOf('o-304');
    expect(after.maps).toEqual([{ message: '855', release: '004010', number: 1 }]);
    expect(after.text).toMatch(/CUR\*SE\*USD~\s+REF\*DP\*D-12~\s+N1/);
    expect(after.text).toMatch(/PO1\*1[^~]*~\s+PID[^~]*~\s+REF\*LI\*0010~/);
  });

  it('keeps every version, and who put it in force', async () => {
    const history = (await scene.call('GET', maps, 'harbor-pine')).json<(ShownMap & { message: string })[]>();
    expect(history.map(({ message, number, status }) => [message, number, status])).toEqual([
      ['850', 2, 'active'],
      ['850', 1, 'retired'],
      ['855', 1, 'active'],
    ]);
    expect(history[0]).toMatchObject({ changedBy: 'ops.e', activatedBy: 'ops.e', retiredAt: null });
    expect((await activate(history[1]?.id ?? '')).json()).toMatchObject({ code: 'gateway.map.not-open' });
  });

  it('is kept by operators of our side alone, and read by both', async () => {
    const refused = async (key: string, partner = 'harbor-pine') =>
      (await scene.call('PUT', `/api/v1/partners/${partner}/maps`, key, JSON.stringify({ map: {} }), json)).status;
    expect(await refused('harbor-pine')).toBe(403);
    expect(await refused('chen.li')).toBe(403);
    expect(await refused('ops.e', 'jingsu')).toBe(404);
    expect((await scene.call('GET', maps, 'chen.li')).status).toBe(200);
    expect((await scene.call('GET', maps, 'jinfeng')).status).toBe(404);
  });

  describe('a kept file is read anew', () => {
    const replay = async (id: string, key = 'ops.e') =>
      scene.call('POST', `/api/v1/partners/harbor-pine/interchanges/${id}/replay`, key);
    const unitCodes = (codes: Record<string, string>) => [
      { path: 'lines[].unit', at: 'PO1/PO103', codes, direction: 'in' },
    ];
    const orderInPieces = (control: string, number: string) => order(control, number).replaceAll('1200*EA', '1200*P1');

    it('and taken where the map now knows what it did not, once, however often', async () => {
      await inForce('850', unitCodes({ EA: 'PCE' }));
      const rejected = await send(orderInPieces('000000311', 'PO-311'));
      expect(rejected).toMatchObject({
        status: 'rejected',
        messages: [{ verdict: 'rejected', errors: [{ code: 'MAP_CODE_UNKNOWN', segment: 'PO1', element: 3 }] }],
      });
      const same = (await replay(rejected.id)).json<Tried & { status: string }>();
      expect(same).toMatchObject({ status: 'rejected', messages: [{ taken: 'no', differences: [] }] });

      const { number } = await inForce('850', unitCodes({ EA: 'PCE', P1: 'PCE' }));
      const answers = await Promise.all([replay(rejected.id), replay(rejected.id), replay(rejected.id)]);
      const taken = answers.map((answer) => answer.json<Tried>().messages[0]?.taken);
      expect(taken.toSorted()).toEqual(['before', 'before', 'now']);
      expect((await received('PO-311')).lines[0]).toMatchObject({ unit: 'PCE', buyerItem: 'HP-20018' });
      expect(await scene.fateOf('harbor-pine', rejected.id)).toMatchObject({
        status: 'processed',
        maps: [{ message: '850', release: '004010', number }],
        messages: [{ verdict: 'accepted', errors: [] }],
      });
      const again = await send(orderInPieces('000000311', 'PO-311'));
      expect(again).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.x12.duplicate' }] });
      expect(ordersHeard('PO-311')).toHaveLength(1);
    });

    it('and what was taken before is only compared', async () => {
      const before = await send(oddOrder('000000312', 'PO-312'));
      await received('PO-312');
      await inForce('850', [itemInReference, ...unitCodes({ EA: 'PCE' })]);
      const answer = (await replay(before.id)).json<Tried & { status: string }>();
      expect(answer).toMatchObject({
        status: 'processed',
        messages: [
          { taken: 'before', differences: [{ path: 'document.lines[0].sellerItem', before: null, after: 'KT-18' }] },
        ],
      });
      expect(ordersHeard('PO-312')).toHaveLength(1);
    });

    it('and taken where a service refused what it said', async () => {
      await inForce('850', []);
      const first = await send(oddOrder('000000313', 'PO-313'));
      await received('PO-313');
      await stage.publish('orders', refusalOf(first.id, 'PO-313', '313'), { parties: ['harbor-pine', 'eastbridge'] });
      await stage.published(gateway.MessageSentSchema, (e) => e.messageType === '824');
      expect(await scene.fateOf('harbor-pine', first.id)).toMatchObject({ messages: [{ refused: true }] });
      await inForce('850', [itemInReference]);
      expect((await replay(first.id)).json<Tried>().messages).toMatchObject([{ taken: 'now' }]);
      await stage.published(
        gateway.PurchaseOrderReceivedSchema,
        (e) => e.orderNumber === 'PO-313' && e.lines[0]?.sellerItem === 'KT-18',
      );
      expect((await replay(first.id)).json<Tried>().messages).toMatchObject([{ taken: 'before' }]);
      expect(ordersHeard('PO-313')).toHaveLength(2);
    });

    it('and taken where it was refused as a whole, and is no more', async () => {
      const stranger = await send(order('000000315', 'PO-315').replace('HARBORPINE     *ZZ', 'HARBORPINE2    *ZZ'));
      expect(stranger).toMatchObject({ status: 'rejected', errors: [{ code: 'gateway.x12.unknown-sender' }] });
      const identity = (name: string) =>
        stage.rows(`update gateway.partners set identity = $1 where id = 'harbor-pine'`, [name]);
      await identity('HARBORPINE2');
      expect((await replay(stranger.id)).json<Tried>()).toMatchObject({
        status: 'processed',
        messages: [{ taken: 'now' }],
      });
      await identity('HARBORPINE');
      await received('PO-315');
    });

    it('message by message, though two interchanges of it have the same numbers', async () => {
      await inForce('850', unitCodes({ EA: 'PCE' }));
      const two = [order('000000316', 'PO-316'), orderInPieces('000000317', 'PO-317').replaceAll('*317', '*316')];
      const fate = await send(two.join('').replace(/IEA\*1\*000000316~$/, 'IEA*1*000000317~'));
      expect(fate.messages.map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected']);
      await inForce('850', unitCodes({ EA: 'PCE', P1: 'PCE' }));
      expect((await replay(fate.id)).json<Tried>().messages.map(({ taken }) => taken)).toEqual(['before', 'now']);
      await received('PO-317');
      expect([ordersHeard('PO-316'), ordersHeard('PO-317')].map(({ length }) => length)).toEqual([1, 1]);
    });

    it('by operators of our side, and only what came in and was read', async () => {
      const fate = await send(order('000000314', 'PO-314'));
      expect((await replay(fate.id, 'harbor-pine')).status).toBe(403);
      expect((await replay(fate.acknowledgements[0] ?? '')).json()).toMatchObject({
        code: 'gateway.replay.not-a-read-file',
      });
      expect((await replay('nothing')).status).toBe(404);
    });

    const ordersHeard = (number: string) =>
      stage.soFar(gateway.PurchaseOrderReceivedSchema).filter((e) => e.orderNumber === number);
  });
});

const refusalOf = (interchangeId: string, documentNumber: string, groupControl: string) =>
  create(orders.DocumentRefusedSchema, {
    ref: { interchangeId, messageType: '850', messageControl: '0001', groupControl },
    partner: 'harbor-pine',
    receiver: 'eastbridge',
    documentNumber,
    findings: [
      {
        code: 'orders.item.unknown',
        severity: 'block',
        text: { en: 'No such item', zh: '没有该物料' },
      },
    ],
  });
