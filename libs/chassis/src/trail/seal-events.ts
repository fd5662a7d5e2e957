import {
  chainOf,
  type EventRow,
  eventColumns,
  type Head,
  noHead,
  recordOf,
  type Seal,
  sealHash,
} from '@tradeloom/trail';
import type { Client } from 'pg';
import { advance, type Horizon, type Look, noHorizon } from './seal-horizon.rules.ts';

/** As many rows are looked at in one go. */
const pageSize = 5_000;
/** As many events are sealed in one transaction. */
const batchSize = 500;

const look = `select coalesce(max(position), 0)::text as highest,
    pg_snapshot_xmin(pg_current_snapshot())::text as ended, pg_snapshot_xmax(pg_current_snapshot())::text as begun
  from events`;

const page = `select e.id, e.position::text from events e where e.position > $1 order by e.position limit ${pageSize}`;
const sealed = 'select event_id from seals where event_id = any($1)';
const whole = `select ${eventColumns} from events e where e.id = any($1) order by e.position`;

const headsOf = `select asked.chain, head.link, encode(head.hash, 'hex') as hash
  from unnest($1::text[]) asked (chain), lateral (
    select link, hash from seals s where s.chain = asked.chain order by link desc limit 1) head`;

const insert = `insert into seals (number, chain, link, event_id, hash)
  select n, c, l, e, decode(h, 'hex')
    from unnest($1::bigint[], $2::text[], $3::int[], $4::uuid[], $5::text[]) as seal (n, c, l, e, h)`;

/** Seals the committed events of one service, in the order of their positions as far as they are visible. */
export class SealEvents {
  private horizon: Horizon = noHorizon;

  constructor(
    private readonly client: Client,
    private readonly service: string,
  ) {}

  /** Seals all there is; what commits meanwhile may wait for the next time. @param stopped ends it after a batch */
  async all(stopped: AbortSignal): Promise<void> {
    const seen = await this.look();
    for (let from = this.horizon.sealedThrough.toString(); ; ) {
      const { rows } = await this.client.query<{ id: string; position: string }>({
        name: 'page',
        text: page,
        values: [from],
      });
      const ids = await this.unsealedOf(rows.map(({ id }) => id));
      for (let begin = 0; begin < ids.length; begin += batchSize) {
        await this.seal(ids.slice(begin, begin + batchSize));
        if (stopped.aborted) return;
      }
      from = rows.at(-1)?.position ?? from;
      if (rows.length < pageSize) break;
    }
    this.horizon = advance(this.horizon, seen);
  }

  private async unsealedOf(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const { rows } = await this.client.query<{ event_id: string }>(sealed, [ids]);
    const known = new Set(rows.map(({ event_id }) => event_id));
    return ids.filter((id) => !known.has(id));
  }

  private async seal(ids: readonly string[]): Promise<void> {
    const { rows } = await this.client.query<EventRow>(whole, [ids]);
    await this.store(await this.sealsFor(rows));
  }

  private async look(): Promise<Look> {
    const { rows } = await this.client.query<Record<keyof Look, string>>(look);
    const { highest = '0', ended = '0', begun = '0' } = rows[0] ?? {};
    return { highest: BigInt(highest), ended: BigInt(ended), begun: BigInt(begun) };
  }

  private async sealsFor(rows: readonly EventRow[]): Promise<Seal[]> {
    const records = rows.map(recordOf);
    const heads = await this.headsOf([...new Set(records.map(({ event }) => chainOf(event)))]);
    const last = await this.client.query<{ number: string }>('select coalesce(max(number), 0) as number from seals');
    let number = Number(last.rows[0]?.number);
    return records.map((record) => {
      const chain = chainOf(record.event);
      const head = heads.get(chain) ?? noHead;
      number += 1;
      const place = { service: this.service, number, chain, link: head.link + 1 };
      const seal = { ...place, eventId: record.event.id, hash: sealHash(place, head.hash, record) };
      heads.set(chain, seal);
      return seal;
    });
  }

  private async headsOf(chains: readonly string[]): Promise<Map<string, Head>> {
    const { rows } = await this.client.query<Head & { chain: string }>(headsOf, [chains]);
    return new Map(rows.map((row) => [row.chain, row]));
  }

  /** One statement is one transaction: all of the batch, or none. */
  private async store(seals: readonly Seal[]): Promise<void> {
    await this.client.query(insert, [
      seals.map(({ number }) => number),
      seals.map(({ chain }) => chain),
      seals.map(({ link }) => link),
      seals.map(({ eventId }) => eventId),
      seals.map(({ hash }) => hash),
    ]);
  }
}
