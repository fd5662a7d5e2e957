import { create, gateway, orders } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { Agreements } from '../../test/agreements.ts';
import { answered } from '../../test/answered.ts';
import { type Fate, order, Scene } from '../../test/scene.ts';

const partner = 'harbor-pine';
const parties = [partner, 'eastbridge'];
const padded = (number: number): string => String(number).padStart(9, '0');
const inPieces = (file: string): string => file.replaceAll('1200*EA', '1200*P1');

/** Two orders in one group: 0001, and 0002 in a unit that the map does not know at first. */
const twoOrders = (control: number, first: string, second: string): string => {
  const file = order(padded(control), first);
  const [set = ''] = /ST\*850.*SE\*11\*0001~/.exec(file) ?? [];
  const other = inPieces(set.replace(first, second).replaceAll('*0001~', '*0002~'));
  return file.replace(set, set + other).replace('GE*1*', 'GE*2*');
};

describe('a file that is read anew', () => {
  let scene: Scene;
  let agreements: Agreements;
  beforeAll(async () => {
    scene = await Scene.open();
    agreements = new Agreements(scene, partner);
  }, 60_000);
  afterAll(() => scene.close());

  const json = { 'content-type': 'application/json' };
  const units = async (codes: Record<string, string>): Promise<void> => {
    const rules = [{ path: 'lines[].unit', at: 'PO1/PO103', codes, direction: 'in' }];
    const maps = `/api/v1/partners/${partner}/maps`;
    const body = JSON.stringify({ map: { message: '850', version: '004010', rules } });
    const { id } = (await scene.call('PUT', maps, 'ops.e', body, json)).json<{ id: string }>();
    for (const step of ['trial', 'activation']) {
      const { status, text } = await scene.call('POST', `${maps}/${id}/${step}`, 'ops.e');
      if (status !== 200) throw new Error(text);
    }
  };
  const piecesUnknown = () => units({ EA: 'PCE' });
  const piecesKnown = () => units({ EA: 'PCE', P1: 'PCE' });

  const send = async (file: string) => {
    const id = await scene.send(partner, file);
    return { id, ...(await scene.settled(partner, id)) };
  };
  const verdicts = ({ messages }: Pick<Fate, 'messages'>) => messages.map(({ verdict }) => verdict);
  const replay = async (id: string) => {
    const answer = await scene.call('POST', `/api/v1/partners/${partner}/interchanges/${id}/replay`, 'ops.e');
    const { status, messages } = answer.json<{ status: string; messages: { taken: string }[] }>();
    return { status, taken: messages.map(({ taken }) => taken) };
  };
  const codesOf = async (id: string) => {
    const { errors, messages } = await scene.fateOf(partner, id);
    return [...errors, ...messages.flatMap((message) => message.errors)].map(({ code }) => code);
  };
  const heard = (number: string) =>
    scene.stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === number);
  const timesHeard = (number: string) =>
    scene.stage.soFar(gateway.PurchaseOrderReceivedSchema).filter((e) => e.orderNumber === number).length;

  it('leaves out a copy that was refused as one', async () => {
    await agreements.agree({ duplicates: { message: { check: true } } });
    await piecesUnknown();
    await send(order(padded(701), 'PO-701'));
    const file = await send(twoOrders(702, 'PO-701', 'PO-702'));
    expect(verdicts(file)).toEqual(['rejected', 'rejected']);
    await piecesKnown();
    expect(await replay(file.id)).toEqual({ status: 'processed-with-errors', taken: ['no', 'now'] });
    await heard('PO-702');
    expect([timesHeard('PO-701'), timesHeard('PO-702')]).toEqual([1, 1]);
    expect(await codesOf(file.id)).toEqual(['CONTROL_TAKEN']);
  });

  it('leaves out what its sender has sent again since', async () => {
    await agreements.agree({ duplicates: { message: { check: true } } });
    await piecesUnknown();
    const number = (file: string) => file.replaceAll('*0001~', '*7001~');
    const rejected = await send(number(inPieces(order(padded(711), 'PO-711'))));
    await piecesKnown();
    expect(verdicts(await send(number(order(padded(712), 'PO-711'))))).toEqual(['accepted']);
    expect((await replay(rejected.id)).taken).toEqual(['no']);
    expect(timesHeard('PO-711')).toBe(1);
  });

  it('keeps to what is agreed on the size of a file', async () => {
    await agreements.agree({});
    await piecesUnknown();
    const file = await send(twoOrders(721, 'PO-721', 'PO-722'));
    expect(verdicts(file)).toEqual(['accepted', 'rejected']);
    await piecesKnown();
    await agreements.agree({ limits: { bytes: 200 } });
    expect(await replay(file.id)).toEqual({ status: 'processed-with-errors', taken: ['before', 'no'] });
    expect(await codesOf(file.id)).toContain('gateway.file.over-agreed-size');
    await agreements.agree({});
    expect(await replay(file.id)).toEqual({ status: 'processed', taken: ['before', 'now'] });
    expect([timesHeard('PO-721'), (await heard('PO-722')).ref?.position]).toEqual([1, 2]);

    const many = await send(inPieces(twoOrders(723, 'PO-723', 'PO-724')).replaceAll('P1', 'P2'));
    await units({ P2: 'PCE' });
    await agreements.agree({ limits: { messages: 1 } });
    expect((await replay(many.id)).taken).toEqual(['no', 'no']);
    await agreements.agree({});
  });

  it('tells its messages apart where two interchanges number theirs alike', async () => {
    await agreements.agree({});
    await piecesKnown();
    const file = await send(order(padded(731), 'PO-731', 'A', 1) + order(padded(732), 'PO-732', 'B', 1));
    const [first, second] = [await heard('PO-731'), await heard('PO-732')];
    const refusal = create(orders.DocumentRefusedSchema, {
      ...(second.ref && { ref: second.ref }),
      partner,
      receiver: 'eastbridge',
      documentNumber: 'PO-732',
      findings: [{ code: 'orders.item.unknown', severity: 'block', text: { en: 'No such item', zh: '没有该物料' } }],
    });
    await scene.stage.publish('orders', refusal, { parties });
    await until('it is refused', async () => (await codesOf(file.id)).includes('orders.item.unknown'));
    expect(verdicts(await scene.fateOf(partner, file.id))).toEqual(['accepted', 'accepted-with-errors']);
    expect((await replay(file.id)).taken).toEqual(['before', 'now']);
    await until('it is told again', () => Promise.resolve(timesHeard('PO-732') === 2));
    expect(timesHeard('PO-731')).toBe(1);

    for (const [orderId, number, ref] of [
      ['o-731', 'PO-731', first.ref],
      ['o-732', 'PO-732', second.ref],
    ] as const)
      await scene.stage.publish('orders', answered(orderId, number, { ...(ref && { ref }) }), { parties });
    const ids = async () => (await scene.fateOf(partner, file.id)).messages.map(({ orderId }) => orderId);
    await until('both orders are known', async () => (await ids()).every((id) => id !== null));
    expect(await ids()).toEqual(['o-731', 'o-732']);
  });

  it('finds, when it comes, what a later one has taken that was read sooner', async () => {
    await agreements.agree({ duplicates: { group: { check: true } } });
    await piecesKnown();
    const sooner = await send(order(padded(741), 'PO-741', 'A', 9));
    await scene.stage.rows(
      `update gateway.interchanges set received_at = received_at + interval '1 hour' where id = $1`,
      [sooner.id],
    );
    const fate = await send(order(padded(742), 'PO-742', 'A', 9));
    expect([fate.status, fate.errors.map(({ code }) => code)]).toEqual(['rejected', ['CONTROL_TAKEN']]);
  });
});
