import { newId } from '@tradeloom/chassis';
import { until } from '@tradeloom/testing';
import { as2Identity, pemOf } from '../../test/as2-identity.ts';
import { Receiver } from '../../test/receiver.ts';
import { Scene } from '../../test/scene.ts';

interface Kept {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly isDue: boolean;
}

const silent = { partner: 'harbor-pine', parties: ['harbor-pine', 'eastbridge'] };
const lively = { partner: 'jingsu', parties: ['jingsu', 'hengda'] };
const slow = { partner: 'jinfeng', parties: ['jinfeng', 'hengda'] };
/** The last but one: a failure now would put the next attempt off for a day. */
const attemptsMade = 8;

describe('posting to AS2 partners', () => {
  const receiver = new Receiver();
  let scene: Scene;

  const isSet = async (partner: string, url: string): Promise<void> => {
    const terms = { ourName: 'US', theirName: partner, url, sign: false, encrypt: false, receipt: 'none' };
    const answer = await scene.call('PUT', `/api/v1/partners/${partner}/as2`, partner, JSON.stringify(terms), {
      'content-type': 'application/json',
    });
    if (answer.status !== 200) throw new Error(`the station was answered ${answer.status}: ${answer.text}`);
  };
  /** A file that was made at an earlier attempt. */
  const ours = async ({ partner, parties }: typeof silent): Promise<string> => {
    const id = newId();
    await scene.stage.rows(
      `insert into gateway.as2_messages (id, parties, partner, direction, message_id, state, headers, body, attempts, next_at)
       values ($1, $2, $3, 'out', $1, 'waiting', '{}', 'x', $4, now())`,
      [id, parties, partner, attemptsMade],
    );
    return id;
  };
  const receiptForTheirs = async ({ partner, parties }: typeof silent, url: string): Promise<string> => {
    const id = newId();
    await scene.stage.rows(
      `insert into gateway.as2_messages (id, parties, partner, direction, message_id, state, receipt_headers, receipt_body,
                                         receipt_url, attempts, next_at)
       values ($1, $2, $3, 'in', $1, 'taken', '{}', 'x', $4, $5, now())`,
      [id, parties, partner, url, attemptsMade],
    );
    return id;
  };
  const kept = (ids: readonly string[]): Promise<Kept[]> =>
    scene.stage.rows<Kept>(
      `select id, state, attempts, reason, next_at <= now() as "isDue" from gateway.as2_messages where id = any ($1)`,
      [ids],
    );
  const heardAt = (path: string) => receiver.heard.filter((one) => one.path === path).length;

  beforeAll(async () => {
    await receiver.open();
    scene = await Scene.open({ AS2_KEYS: pemOf(as2Identity('us')), PARTNER_NETWORKS: '127.0.0.1/32' });
    const stations = [
      [silent.partner, receiver.at('/silent', () => 'hang')],
      [lively.partner, receiver.at('/lively', () => 200)],
      [slow.partner, receiver.at('/slow', () => 'hang')],
    ] as const;
    for (const [partner, address] of stations) await isSet(partner, address);
  }, 60_000);
  afterAll(async () => {
    receiver.close();
    await scene.close();
  });

  it('goes on with the others while one takes what is posted and says nothing', async () => {
    const waiting: string[] = [];
    for (let n = 0; n < 30; n += 1) waiting.push(await ours(silent));
    await until('the silent one holds something', () => heardAt('/silent') > 0);
    for (let n = 0; n < 3; n += 1) {
      const id = await ours(lively);
      await until('it is delivered', async () => (await kept([id]))[0]?.state === 'delivered');
    }
    const claimed = (await kept(waiting)).filter(({ attempts }) => attempts > attemptsMade);
    expect(claimed.length).toBeLessThanOrEqual(4);
  });

  it('gives back what is under way when the gateway stops: that was no attempt', async () => {
    const file = await ours(slow);
    const receipt = await receiptForTheirs(
      lively,
      receiver.at('/receipts', () => 'hang'),
    );
    await until('both are under way', () => heardAt('/slow') === 1 && heardAt('/receipts') === 1);
    await scene.stage.stop();
    const after = await kept([file, receipt]);
    expect(after).toHaveLength(2);
    for (const one of after) expect(one).toMatchObject({ attempts: attemptsMade, reason: null, isDue: true });
  });
});
