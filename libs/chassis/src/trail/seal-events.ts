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

/** As many events are sealed in one transaction. */
const batchSize = 500;

const look = `select coalesce(max(position), 0)::text as highest,
    pg_snapshot_xmin(pg_current_snapshot())::text as ended, pg_snapshot_xmax(pg_current_snapshot())::text as begun
  from events`;

const unsealed = `select ${eventColumns} from events e
  where e.position > $1 and not exists (select 1 from seals s where s.event_id = e.id)
  order by e.position limit ${batchSize}`;

const headsOf = `select distinct on (chain) chain, link, encode(hash, 'hex') as hash from seals
  where chain = any($1) order by chain, link desc`;

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

  /** One batch. @returns whether there may be more */
  async batch(): Promise<boolean> {
    const seen = await this.look();
    const { rows } = await this.client.query<EventRow>({
      name: 'unsealed',
      text: unsealed,
      values: [this.horizon.sealedThrough.toString()],
    });
    if (rows.length > 0) await this.store(await this.sealsFor(rows));
    const more = rows.length === batchSize;
    if (!more) this.horizon = advance(this.horizon, seen);
    return more;
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
