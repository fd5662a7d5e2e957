import { setTimeout as pause } from 'node:timers/promises';
import { type Actor, callerTokenHeader, callerTokenSigner } from '@tradeloom/chassis';
import { create, finance, orders } from '@tradeloom/contracts';
import { bootService, type Stage } from './boot-service.ts';
import { measured } from './measured.ts';
import { migrations, NotesModule } from './notes-service.ts';
import { proofRounds } from './proof-rounds.ts';

const rounds = proofRounds(1);
const parties = ['eastbridge'];
const chen: Actor = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' };
const hearing = Array.from({ length: 24 }, (_, n) => `rolled-${n}`);

interface Replica {
  readonly app: Stage['app'];
  readonly url: string;
}

describe(`two replicas of a service, each restarted ${rounds} times in turn`, () => {
  let stage: Stage;
  let sign: ReturnType<typeof callerTokenSigner>;
  let replicas: Replica[];
  beforeAll(async () => {
    stage = await bootService(NotesModule, { service: 'orders', migrations });
    await stage.seed({ 'orders.notes': hearing.map((id) => ({ id, version: 1, parties, text: '', heard: 0 })) });
    sign = callerTokenSigner(process.env['CALLER_TOKEN_PRIVATE_KEY'] ?? '');
    replicas = [await reachable(stage.app), await reachable(await stage.replica())];
  }, 60_000);
  afterAll(() => stage.close());

  const reachable = async (app: Stage['app']): Promise<Replica> => ({ app, url: await app.getUrl() });

  /** One note, as a balancer sends it: on to the next replica when one is gone, or says that it is going. */
  const write = async (n: number): Promise<number> => {
    const headers = { [callerTokenHeader]: await sign(chen, 'orders'), 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify({ id: `written-${n}`, text: 'once' }) };
    for (const at of [n, n + 1, n + 2]) {
      const { url } = replicas[at % replicas.length] ?? { url: '' };
      const answer = await fetch(`${url}/api/v1/notes`, request).catch(() => undefined);
      if (answer && answer.status !== 503) return answer.status;
    }
    return 0;
  };

  it(
    'answer every request, and lose nothing and do nothing twice',
    async () => {
      const rolling = new AbortController();
      const statuses: number[] = [];
      const stages: string[] = [];
      const writing = async (): Promise<void> => {
        while (!rolling.signal.aborted) {
          statuses.push(await write(statuses.length));
          await pause(10);
        }
      };
      const telling = async (): Promise<void> => {
        while (!rolling.signal.aborted) {
          const said = `s${stages.length}`;
          stages.push(said);
          const events = hearing.map((orderId) =>
            stage.envelope('finance', create(finance.PaymentStageSettledSchema, { orderId, stage: said }), parties),
          );
          await stage.send(stages.length % 3 === 0 ? [...events, ...events] : events);
          await pause(100);
        }
      };
      const rolled = async (): Promise<void> => {
        for (let turn = 0; turn < rounds * 2; turn += 1) {
          const [oldest, other] = replicas;
          await oldest?.app.close();
          replicas = [other as Replica, await reachable(await stage.replica())];
        }
        rolling.abort();
      };
      await Promise.all([writing(), telling(), rolled()]);

      const heard = () =>
        stage.rows<{ text: string }>(`select distinct trim(text) as text from orders.notes where id like 'rolled-%'`);
      const inOrder = [{ text: stages.join(' ') }];
      for (const deadline = performance.now() + 60_000; performance.now() < deadline; await pause(50)) {
        if (JSON.stringify(await heard()) === JSON.stringify(inOrder)) break;
      }
      expect(await heard()).toEqual(inOrder);
      expect(statuses.filter((status) => status !== 201)).toEqual([]);
      const written = await stage.rows(
        `select (select count(*)::int from orders.notes where id like 'written-%') as notes,
                (select count(*)::int from orders.events where type = $1) as told`,
        [orders.OrderApprovedSchema.typeName],
      );
      expect(written).toEqual([{ notes: statuses.length, told: statuses.length }]);
      await stage.published(orders.ConfirmationGivenSchema, (e) => e.code === `heard-${stages.length}`);
      measured('R8', {
        'replicas restarted': rounds * 2,
        'events heard meanwhile': stages.length * hearing.length,
        'requests answered meanwhile': statuses.length,
      });
    },
    120_000 * (rounds + 1),
  );
});
