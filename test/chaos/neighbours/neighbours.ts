import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '@tradeloom/stack';
import type { Client } from 'pg';
import type { Act } from '../acting.ts';
import { asOwner } from '../as-owner.ts';
import type { Heard } from '../checkers/evidence.rules.ts';
import { type Answered, type Operable, sendByHttps } from '../doors/door.ts';
import type { Random } from '../random.rules.ts';
import { As2Customers } from './as2-customers.ts';
import { Asker } from './asker.ts';
import { CustomersServer } from './customers-server.ts';
import { Endpoint, type Outage } from './endpoints.ts';
import { SftpCustomers } from './sftp-customers.ts';

const shortestMs = 5_000;
const longestMs = 12_000;
const remindEveryMs = 20_000;

const waiting: readonly (readonly [what: string, count: string])[] = [
  ['events are not told', `select count(*) as left from gateway.webhook_deliveries where status = 'waiting'`],
  [
    'receipts are not posted',
    `select count(*) as left from gateway.as2_messages where direction = 'in' and next_at is not null`,
  ],
];

/** What comes behind it on the timeline, the endpoints that there are by now are told of. */
const lastPosition = async (owner: Client): Promise<number> => {
  const { rows } = await owner.query<{ last: number }>(
    'select coalesce(max(position), 0)::float8 as last from gateway.timeline',
  );
  return rows[0]?.last ?? 0;
};

/** The partners' own systems: those that bring files by every way, and those that want to be told of events. */
export class Neighbours {
  private reminded = 0;

  private readonly stack: Stack;
  private readonly as2: As2Customers;
  private readonly sftp: SftpCustomers;
  private readonly server: CustomersServer;
  private readonly endpoints: readonly Endpoint[];
  private readonly asker: Asker;
  private readonly since: number;

  private constructor(
    stack: Stack,
    as2: As2Customers,
    sftp: SftpCustomers,
    server: CustomersServer,
    endpoints: readonly Endpoint[],
    asker: Asker,
    since: number,
  ) {
    this.stack = stack;
    this.as2 = as2;
    this.sftp = sftp;
    this.server = server;
    this.endpoints = endpoints;
    this.asker = asker;
    this.since = since;
  }

  static async open(stack: Stack, act: Act): Promise<Neighbours> {
    const endpoints = [
      await Endpoint.open(act, { who: 'ops.e', organisation: 'eastbridge', types: eastbridgeHears }),
      await Endpoint.open(act, { who: 'jinfeng', organisation: 'jinfeng', types: [] }),
      await Endpoint.open(act, { who: 'harbor-pine-1', organisation: 'harbor-pine-1', types: [] }),
    ];
    const since = await asOwner(stack, lastPosition);
    const asker = new Asker('eastbridge', 'chen.li', act);
    asker.begin();
    return new Neighbours(
      stack,
      await As2Customers.open(act, stack.endpoints.gateway),
      await SftpCustomers.open(act),
      await CustomersServer.open(act),
      endpoints,
      asker,
      since,
    );
  }

  send(operable: Operable, attempt: number): Promise<Answered> {
    const { way = 'https', who } = operable;
    if (way === 'sftp') return this.sftp.send(operable, attempt);
    if (way === 'partner-sftp') return this.server.lay(operable, attempt);
    if (way !== 'https') return this.as2.send(operable);
    return sendByHttps(this.stack.endpoints.gateway, this.keyOf(who), operable);
  }

  /** One endpoint after the other is out of order for a while, and the customers' server too; until told to stop. */
  async falter(random: Random, isOver: () => boolean): Promise<void> {
    this.server.meddle(random);
    const outages: readonly Outage[] = ['refuses', 'hangs', 'breaks off'];
    while (!isOver()) {
      const [, ...shaky] = this.endpoints;
      const endpoint = random.one(shaky);
      const isServer = random.next() < 0.4;
      if (isServer) await this.server.stop();
      else endpoint.outage = random.one(outages);
      await pause(random.between(shortestMs, longestMs));
      endpoint.outage = null;
      if (isServer) await this.server.start();
      await pause(random.between(shortestMs, longestMs));
    }
    this.server.behave();
  }

  /** What still has to reach somebody. Whoever waits asks for it now and then, as people do. */
  async left(owner: Client): Promise<string | undefined> {
    if (performance.now() - this.reminded > remindEveryMs) {
      this.reminded = performance.now();
      for (const one of [...this.endpoints, this.server]) await one.remind();
    }
    for (const [what, count] of waiting) {
      const { rows } = await owner.query<{ left: string }>(count);
      if (Number(rows[0]?.left ?? 0) > 0) return `${rows[0]?.left} ${what}`;
    }
    return this.server.left();
  }

  /** What they have heard of us. */
  async heard(): Promise<Heard> {
    await this.asker.end();
    return {
      receipts: this.as2.receipts,
      endpoints: this.endpoints.map(({ terms: { organisation, types }, told }) => ({
        organisation,
        types,
        since: this.since,
        told,
      })),
      asked: { organisation: this.asker.organisation, events: this.asker.heard },
    };
  }

  async close(): Promise<void> {
    this.as2.close();
    for (const endpoint of this.endpoints) endpoint.close();
    await this.server.close();
  }

  private keyOf(who: string): string {
    const { partners, people } = this.stack.credentials;
    const found = partners.find(({ id }) => id === who) ?? people.find(({ login }) => login === who);
    if (!found) throw new Error(`nobody is called ${who}`);
    return found.apiKey;
  }
}

/** What happens to orders: several of these follow each other for one of them. */
const eastbridgeHears = [
  'gateway.PurchaseOrderReceived',
  'orders.OrderReceived',
  'orders.OrderAudited',
  'orders.OrderAnswered',
];
