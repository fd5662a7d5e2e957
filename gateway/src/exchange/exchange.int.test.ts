import { gateway } from '@tradeloom/contracts';
import type { Stage } from '@tradeloom/testing';
import { answered } from '../../test/answered.ts';
import { isa, order, Scene } from '../../test/scene.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import type { PublicEvent } from '../timeline/public-event.ts';
import type { Board } from './reconciliation.ts';

const acknowledgement = (control: string, group: string): string =>
  `${isa(control)}GS*FA*HARBORPINE*EASTBRIDGE*20261207*1000*${Number(control)}*X*004010~ST*997*0001~AK1*PR*${group}~` +
  `AK9*A*1*1*1~SE*4*0001~GE*1*${Number(control)}~IEA*1*${control}~`;

describe('what goes to and fro with partners', () => {
  let scene: Scene;
  let stage: Stage;
  let inbound: string;
  beforeAll(async () => {
    scene = await Scene.open();
    ({ stage } = scene);
    inbound = await scene.send('harbor-pine', order('000000731', 'PO-731'));
    await scene.settled('harbor-pine', inbound);
    const ref = { interchangeId: inbound, messageType: '850', messageControl: '0001', groupControl: '731' };
    await stage.publish('orders', answered('o-731', 'PO-731', { ref }), {
      parties: ['harbor-pine', 'eastbridge'],
    });
    await stage.published(gateway.MessageSentSchema, (event) => event.orderId === 'o-731');
  }, 60_000);
  afterAll(() => scene.close());

  const asked = async <T>(path: string, who = 'harbor-pine'): Promise<T> =>
    (await scene.call('GET', `/api/v1${path}`, who)).json<T>();
  const found = async (text: string, who?: string): Promise<string[]> =>
    (await asked<{ items: Interchange[] }>(`/interchanges?find=${encodeURIComponent(text)}`, who)).items.map(
      ({ id }) => id,
    );
  const board = (query = '', who?: string) => asked<Board>(`/reconciliation${query}`, who);

  it('is found by every number that stands in a file, typed as people type it', async () => {
    const [fate] = (await asked<{ items: Interchange[] }>('/interchanges?find=PO-731')).items.filter(
      ({ id }) => id === inbound,
    );
    expect(fate).toMatchObject({ direction: 'in', control: '000000731', messages: [{ numbers: ['PO-731'] }] });
    for (const text of ['000000731', '731', 'po-731', ' PO-731 ', inbound, 'o-731']) {
      expect(await found(text)).toContain(inbound);
    }
    expect(await found('PO-73')).toEqual([]);
    expect(await found('PO-731', 'jingsu')).toEqual([]);
    expect(await found(`' or true --`)).toEqual([]);
  });

  it('stands on the board until the partner has said that he has it, and by whose word', async () => {
    const { items, counts } = await board('?standing=waiting');
    const sent = items.find(({ orderNumber }) => orderNumber === 'PO-731');
    expect(sent).toMatchObject({
      partner: 'harbor-pine',
      messageType: '855',
      standing: 'waiting',
      acknowledgedBy: null,
    });
    expect(counts.waiting).toBe(items.length);
    expect(new Date(sent?.dueAt ?? 0).getTime() - new Date(sent?.sentAt ?? 0).getTime()).toBe(24 * 3_600_000);
    expect((await board('', 'jingsu')).items).toEqual([]);

    await stage.rows(
      `update gateway.interchanges set acknowledgement_due = acknowledgement_due - interval '25 hours' where id = $1`,
      [sent?.id],
    );
    expect((await board()).items[0]).toMatchObject({ id: sent?.id, standing: 'overdue' });

    const [{ group_control: group } = { group_control: '' }] = await stage.rows<{ group_control: string }>(
      'select group_control from gateway.interchanges where id = $1',
      [sent?.id],
    );
    const said = await scene.send('harbor-pine', acknowledgement('000000732', group));
    expect((await scene.settled('harbor-pine', said)).status).toBe('processed');
    const settled = (await board('?standing=acknowledged')).items.find(({ id }) => id === sent?.id);
    expect(settled).toMatchObject({ standing: 'acknowledged', acknowledgedBy: said });
    expect((await board('?standing=overdue')).items).toEqual([]);
  });

  it('is followed from the file to the event, to what was sent for it, and to what the partner said of that', async () => {
    const { interchanges, events } = await asked<{ interchanges: Interchange[]; events: PublicEvent[] }>(
      `/interchanges/${inbound}/chain`,
    );
    expect(
      interchanges.map(({ direction, messageType, messages }) => [direction, messageType ?? messages[0]?.type]),
    ).toEqual(
      expect.arrayContaining([
        ['in', '850'],
        ['out', '997'],
      ]),
    );
    expect(events.map(({ type }) => type)).toContain('gateway.PurchaseOrderReceived');
    const [sent] = (await board('?standing=acknowledged')).items;
    const around = await asked<{ interchanges: Interchange[] }>(`/interchanges/${sent?.id}/chain`);
    expect(around.interchanges.map(({ id }) => id)).toEqual(expect.arrayContaining([sent?.id, sent?.acknowledgedBy]));
    expect((await scene.call('GET', `/api/v1/interchanges/${inbound}/chain`, 'jingsu')).status).toBe(404);
  });
});
