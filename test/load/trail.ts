import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AUDITOR, placesOf, rolePasswords, type Stack, startStack, urlAs } from '@tradeloom/stack';
import { type Verdict, verifyDatabase } from '@tradeloom/trail';
import { Client } from 'pg';
import { type Figure, figureOf } from './figure.ts';

const bench = 'trail';
const rows = 1_000_000;
const eventsPerOrder = 20;
const goalSeconds = 60;
const firstBase = 12_560;

/** Sealed events of one service, verified from the first to the last; and how fast they were sealed. */
export const trail = async (say: (line: string) => void): Promise<readonly Figure[]> => {
  const stack = await startStack({ only: ['orders'], places: placesOf(process.env, 'bench'), firstBase });
  try {
    const sealing = await sealed(stack, say);
    const [verifying, hashing] = await verified(stack, say);
    return [
      figureOf({
        bench,
        name: bench,
        value: verifying,
        unit: `s for ${rows} events`,
        reference: 'reading and hashing the same rows inside PostgreSQL, s',
        referenceValue: hashing,
        goal: goalSeconds,
        limit: 'value at most',
      }),
      figureOf({
        bench,
        name: 'sealing',
        value: rows / sealing,
        unit: 'events/s',
        reference: 'events/s verified in the same run',
        referenceValue: rows / verifying,
        goal: 0,
        limit: 'ratio at least',
      }),
    ];
  } finally {
    await stack.stop();
  }
};

/** Events of many orders, marked as published: the relay has no part in this. @returns seconds until all were sealed */
const sealed = async (stack: Stack, say: (line: string) => void): Promise<number> => {
  const owner = new Client({ connectionString: stack.ownerUrl });
  await owner.connect();
  try {
    await owner.query('truncate orders.events, orders.seals, orders.anchors');
    await owner.query(
      `insert into orders.events (id, aggregate, aggregate_id, version, order_id, type, payload, parties, actor,
                                  business_date, published_at)
       select gen_random_uuid(), 'order', 'o-' || n / $2::int, n % $2::int + 1, 'o-' || n / $2::int,
              'tradeloom.orders.v1.OrderApproved', decode(repeat(md5(n::text), 12), 'hex'),
              '{harbor-pine,eastbridge,hengda}', '{"login":"chen.li","organisation":"eastbridge","role":"sales"}',
              '2026-12-07', now()
         from generate_series(0, $1::int - 1) n`,
      [rows, eventsPerOrder],
    );
    const since = performance.now();
    for (let count = 0; count < rows; await pause(500)) {
      const found = await owner.query<{ count: string }>('select coalesce(max(number), 0) as count from orders.seals');
      count = Number(found.rows[0]?.count);
      say(`${count} sealed`);
    }
    return (performance.now() - since) / 1000;
  } finally {
    await owner.end();
  }
};

/** @returns seconds of the verifier, and of the database alone */
const verified = async ({ ownerUrl, places }: Stack, say: (line: string) => void): Promise<[number, number]> => {
  const auditor = new Client({ connectionString: urlAs(ownerUrl, AUDITOR, rolePasswords(places)(AUDITOR)) });
  await auditor.connect();
  try {
    const publicKey = readFileSync(join(places.keys, 'trail.pub.pem'), 'utf8');
    const since = performance.now();
    const verdicts: Verdict[] = [];
    for await (const verdict of verifyDatabase(auditor, { publicKey })) verdicts.push(verdict);
    const seconds = (performance.now() - since) / 1000;
    const orders = verdicts.find(({ service }) => service === 'orders');
    if (orders?.seals !== rows || orders.findings.length > 0)
      throw new Error(`not intact: ${orders?.seals} seals, ${JSON.stringify(orders?.findings.slice(0, 3))}`);
    say(`${rows} verified in ${seconds.toFixed(1)} s`);
    const from = performance.now();
    await auditor.query(
      `select count(sha256(convert_to(e::text || s::text, 'UTF8'))) from orders.seals s join orders.events e on e.id = s.event_id`,
    );
    return [seconds, (performance.now() - from) / 1000];
  } finally {
    await auditor.end();
  }
};
