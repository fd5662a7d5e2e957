import type { Client } from 'pg';
import type { SealedEvent } from './check-seals.ts';
import { digestOf } from './event.ts';
import { type EventRow, eventColumns, recordOf } from './event-rows.ts';
import { type Finding, finding } from './finding.ts';

interface SealRow {
  readonly number: string;
  readonly chain: string;
  readonly link: number;
  readonly event_id: string;
  readonly hash: string;
}

const pageSize = 5_000;
/** So many of a kind are named: who took a service's whole history away has made his point. */
const namedAtMost = 1_000;

/** An event that is committed is sealed within a second or two; one that stands unsealed for longer was put there. */
const sealedWithin = "interval '1 minute'";

/** The trail of a database, read as a role that may see all of it, in one snapshot. */
export class TrailDatabase {
  private constructor(private readonly client: Client) {}

  /** @param client connected; the transaction ends with its connection */
  static async open(client: Client): Promise<TrailDatabase> {
    await client.query('begin transaction isolation level repeatable read read only');
    return new TrailDatabase(client);
  }

  /** The schemas that have a trail, by name. */
  async services(): Promise<string[]> {
    const { rows } = await this.client.query<{ name: string }>(
      `select n.nspname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relname = 'seals' and c.relkind = 'r' order by 1`,
    );
    return rows.map(({ name }) => name);
  }

  /** Pages in the order of the seals: each a range of them, then their events by id, so that none costs more than another. */
  async *sealed(service: string, orderId?: string): AsyncGenerator<readonly SealedEvent[]> {
    const schema = this.schema(service);
    const ofChain = orderId === undefined ? '' : 'and chain = $2';
    for (let from = '0'; ; ) {
      const { rows } = await this.client.query<SealRow>(
        `select s.number::text, chain, link, event_id, encode(hash, 'hex') as hash from ${schema}.seals s
          where s.number > $1 ${ofChain} order by s.number limit ${pageSize}`,
        orderId === undefined ? [from] : [from, `order:${orderId}`],
      );
      const last = rows.at(-1);
      if (!last) return;
      const events = await this.client.query<EventRow>(
        `select ${eventColumns} from ${schema}.events e where e.id = any($1)`,
        [rows.map((row) => row.event_id)],
      );
      const byId = new Map(events.rows.map((row) => [row.id, row]));
      yield rows.map((row) => sealedOf(service, row, byId.get(row.event_id)));
      from = last.number;
    }
  }

  /** The signed anchors of a service, as their texts, oldest first. */
  async anchors(service: string): Promise<string[]> {
    const { rows } = await this.client.query<{ content: string }>(
      `select content from ${this.schema(service)}.anchors order by through`,
    );
    return rows.map(({ content }) => content);
  }

  /** Events beside the sealed history: put there behind the services' back, or not sealed for too long. */
  async unsealed(service: string): Promise<Finding[]> {
    const { rows } = await this.client.query<{ id: string }>(
      `select e.id from ${this.schema(service)}.events e
        where not exists (select 1 from ${this.schema(service)}.seals s where s.event_id = e.id)
          and e.occurred_at not between now() - ${sealedWithin} and now() order by e.position limit ${namedAtMost}`,
    );
    return rows.map(({ id }) => finding('event-unsealed', service, { eventId: id }));
  }

  /** What the gateway heard of these events, by id; it wrote it down itself, under a role that no service has. */
  async witnessed(eventIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (!(await this.hasWitness())) return new Map();
    const { rows } = await this.client.query<{ event_id: string; digest: string }>({
      name: 'witnessed',
      text: 'select event_id, digest from gateway.timeline where event_id = any($1) and digest is not null',
      values: [eventIds],
    });
    return new Map(rows.map((row) => [row.event_id, row.digest]));
  }

  /** Events that the gateway heard of a service and that the service's own history does not have. */
  async heardOnly(service: string): Promise<Finding[]> {
    if (!(await this.hasWitness())) return [];
    const { rows } = await this.client.query<{ event_id: string }>(
      `select t.event_id from gateway.timeline t
        where t.service = $1 and t.digest is not null
          and not exists (select 1 from ${this.schema(service)}.events e where e.id = t.event_id)
        order by t.occurred_at limit ${namedAtMost}`,
      [service.replaceAll('_', '-')],
    );
    return rows.map((row) => finding('witness-alone', service, { eventId: row.event_id }));
  }

  private async hasWitness(): Promise<boolean> {
    const { rows } = await this.client.query(
      `select 1 from pg_attribute where attrelid = to_regclass('gateway.timeline') and attname = 'digest'`,
    );
    return rows.length > 0;
  }

  private schema(name: string): string {
    return this.client.escapeIdentifier(name);
  }
}

const sealedOf = (service: string, row: SealRow, event: EventRow | undefined): SealedEvent => {
  const { chain, link, event_id: eventId, hash } = row;
  const record = event ? recordOf(event) : null;
  const seal = { service, number: Number(row.number), chain, link, eventId, hash };
  return { seal, record, digest: record && digestOf(record.event) };
};

/** Where an event is not the one that the gateway heard. */
export const differsFromWitness = (
  service: string,
  page: readonly SealedEvent[],
  witnessed: ReadonlyMap<string, string>,
): Finding[] =>
  page.flatMap(({ seal, digest }) => {
    const heard = witnessed.get(seal.eventId);
    if (digest === null || heard === undefined || heard === digest) return [];
    return [finding('witness-differs', service, seal)];
  });
