import { gateway as told } from '@tradeloom/contracts';
import { measured, proofRounds, until } from '@tradeloom/testing';
import fc from 'fast-check';
import { AnsweringService, json } from '../../test/answering-service.ts';
import { order, Scene } from '../../test/scene.ts';

const seed = 20261123;
const rounds = proofRounds(40);
const atOnce = 8;

/** How often one thing is sent before a gateway is restarted, and after; and whether one copy says something else. */
interface Sending {
  readonly n: number;
  readonly before: number;
  readonly after: number;
  readonly altered: boolean;
}

const [sendings = []] = fc.sample(
  fc
    .array(
      fc.record({
        before: fc.integer({ min: 1, max: 3 }),
        after: fc.integer({ min: 1, max: 2 }),
        altered: fc.boolean(),
      }),
      { minLength: rounds, maxLength: rounds, size: 'max' },
    )
    .map((all) => all.map((one, n): Sending => ({ ...one, n }))),
  { seed, numRuns: 1 },
);

/** Each is sent as often as it says, through the gateways in turn, so many sendings side by side. */
const sendAll = async (
  gateways: readonly Scene[],
  times: (sending: Sending) => number,
  send: (gateway: Scene, sending: Sending, altered: boolean) => Promise<unknown>,
): Promise<void> => {
  const waiting = sendings.values();
  const worker = async (): Promise<void> => {
    for (const sending of waiting) {
      const copies = Array.from({ length: times(sending) }, (_, copy) => {
        const gateway = gateways[(sending.n + copy) % gateways.length];
        if (!gateway) throw new Error('no gateway');
        return send(gateway, sending, sending.altered && copy === 1);
      });
      await Promise.all(copies);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

describe(`what is sent again, through two gateways at once and after a restart (seed ${seed}, ${rounds} rounds)`, () => {
  const service = new AnsweringService();
  const answers: { n: number; status: number; text: string }[] = [];
  let files = 0;
  let scene: Scene;
  beforeAll(
    async () => {
      scene = await Scene.open({ ORDERS_URL: await service.open(), RATE_LIMITS: 'files=1000000/60,writes=1000000/60' });
      let made = 0;
      service.answer = (_, response) => response.writeHead(201, json).end(JSON.stringify({ id: `made-${++made}` }));
      const second = await scene.beside();
      await sendBoth([scene, second], ({ before }) => before);
      await scene.stage.stop();
      const third = await second.beside();
      await sendBoth([second, third], ({ after }) => after);
      await allRead();
    },
    60_000 + rounds * 500,
  );
  afterAll(async () => {
    service.close();
    await scene?.close();
  });

  const sendBoth = (gateways: readonly Scene[], times: (sending: Sending) => number) =>
    Promise.all([sendAll(gateways, times, sendFile), sendAll(gateways, times, post)]);

  const sendFile = async (gateway: Scene, { n }: Sending, altered: boolean): Promise<void> => {
    const file = order(String(300_000_000 + n), `PO-${n}`);
    await gateway.send('harbor-pine', altered ? file.replaceAll('1200', '1300') : file);
    files += 1;
  };
  const post = async (gateway: Scene, { n }: Sending, altered: boolean): Promise<void> => {
    const headers = { ...json, 'idempotency-key': `k-${n}` };
    const { status, text } = await gateway.call(
      'POST',
      `/api/v1/quotes?n=${n}`,
      'chen.li',
      JSON.stringify({ item: altered ? 'TS-04' : 'KT-18' }),
      headers,
    );
    answers.push({ n, status, text });
  };
  /** A gateway that stopped leaves files to the others, which look for them every few seconds. */
  const allRead = (): Promise<void> =>
    until('every file is read', async () => {
      const unread = await scene.stage.rows(`select id from gateway.interchanges where status = 'received'`);
      return unread.length === 0;
    });

  it('is taken once of all copies of a file, and told once', async () => {
    const fates = await scene.stage.rows<{ taken: number; refused: number }>(
      `select count(*) filter (where status = 'processed')::int as taken,
              count(*) filter (where status = 'rejected' and errors @> '[{"code":"gateway.x12.duplicate"}]')::int as refused
         from gateway.interchanges where direction = 'in' group by control`,
    );
    expect(fates).toHaveLength(rounds);
    expect(fates.filter(({ taken }) => taken !== 1)).toEqual([]);
    expect(fates.reduce((sum, { taken, refused }) => sum + taken + refused, 0)).toBe(files);
    const announced = await scene.stage.rows<{ events: number }>(
      'select count(*)::int as events from gateway.events where type = $1',
      [told.PurchaseOrderReceivedSchema.typeName],
    );
    expect(announced).toEqual([{ events: rounds }]);
    measured('R2', { 'files sent': files, 'documents among them': rounds, 'documents taken': fates.length });
  });

  it('is asked of the service once under one Idempotency-Key, and answered the same', async () => {
    expect(service.heard.map(({ url }) => url).toSorted()).toEqual(
      sendings.map(({ n }) => `/api/v1/quotes?n=${n}`).toSorted(),
    );
    for (const same of Map.groupBy(answers, ({ n }) => n).values()) {
      expect(new Set(same.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
      expect(same.map(({ status }) => status).filter((status) => ![201, 409, 422].includes(status))).toEqual([]);
    }
    measured('R2', { 'requests sent': answers.length, 'requests that a service heard': service.heard.length });
  });
});
