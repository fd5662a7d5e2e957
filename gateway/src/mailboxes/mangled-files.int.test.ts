import { gateway } from '@tradeloom/contracts';
import { measured, proofRounds } from '@tradeloom/testing';
import fc from 'fast-check';
import { order, Scene } from '../../test/scene.ts';

const seed = 20261123;
const rounds = proofRounds(40);
const atOnce = 8;
const fates = ['processed', 'processed-with-errors', 'rejected'];

const sheet = (n: number): string =>
  `订单号,行号,里程碑,完工数量,报废,截止日期\nWX-${n},1,完工,30,2,2026/12/20\nWX-${n},2,完工,5,0,2026/12/20\n`;
const hurts = [
  ['*', '~', '>', ',', '"', '\n', '\r', '\0', '', '9', '-', '=1+1', '\uFEFF', '\u202E', '\ud83d\ude00', '__proto__'],
  [
    'ISA*',
    'SE*3*0001~',
    'GE*9*5~',
    'IEA*1*000000077~',
    'ST*850*0001~',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    'PK\u0003\u0004',
  ],
].flat();
/** Where a file is cut, how much of it goes, and what comes instead. */
const cuts = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
    remove: fc.nat({ max: 30 }),
    insert: fc.constantFrom(...hurts),
  }),
  { minLength: 1, maxLength: 3 },
);
const [all = []] = fc.sample(fc.array(cuts, { minLength: rounds, maxLength: rounds, size: 'max' }), {
  seed,
  numRuns: 1,
});
const mangled = (file: string, edits: (typeof all)[number]): Buffer =>
  edits.reduce((bytes, { at, remove, insert }) => {
    const from = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, from), Buffer.from(insert), bytes.subarray(from + remove)]);
  }, Buffer.from(file));

describe(`${rounds} orders and as many sheets, cut and spliced at random (seed ${seed})`, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  }, 60_000);
  afterAll(() => scene.close());

  it(
    'each find a fate, are told whole or not at all, and hold up nobody',
    async () => {
      const waiting = all.entries();
      const told: string[] = [];
      const client = async (): Promise<void> => {
        for (const [n, edits] of waiting) {
          const file = mangled(order(String(400_000_000 + n), `PO-M${n}`), edits);
          const csv = mangled(sheet(n), edits);
          const sent = [
            await scene.send('harbor-pine', file),
            await scene.send('jinfeng', csv, { 'content-type': 'text/csv' }),
          ] as const;
          told.push((await scene.settled('harbor-pine', sent[0])).status);
          told.push((await scene.settled('jinfeng', sent[1])).status);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, client));
      expect(told.filter((status) => !fates.includes(status))).toEqual([]);

      const whole = await scene.stage.rows<{ id: string }>(
        `select id from gateway.interchanges where direction = 'in' and format = 'x12'
            and jsonb_path_exists(messages, '$[*] ? (@.type == "850" && @.verdict != "rejected")')`,
      );
      const [events] = await scene.stage.rows<{ count: number }>(
        'select count(*)::int as count from gateway.events where type = $1',
        [gateway.PurchaseOrderReceivedSchema.typeName],
      );
      expect(events?.count).toBe(whole.length);
      expect(whole.length).toBeGreaterThan(0);
      expect(whole.length).toBeLessThan(rounds);
      const ready = (await scene.call('GET', '/health/ready', 'nobody')).json();
      expect(ready).toMatchObject({ status: 'ready', causes: [] });
      measured('R7', { 'files cut and spliced at random': told.length, 'orders still taken whole': whole.length });
    },
    60_000 + rounds * 500,
  );
});
