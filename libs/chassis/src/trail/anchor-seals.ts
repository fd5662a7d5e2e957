import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnchoredHead, anchorName, writeAnchor } from '@tradeloom/trail';
import type { Client } from 'pg';
import type { TrailKeeping } from '../configuration.ts';

interface State {
  readonly today: string;
  readonly last: string;
  readonly day: string | null;
  readonly through: string;
  readonly name: string | null;
}

const state = `select (now() at time zone 'UTC')::date::text as today, coalesce((select max(number) from seals), 0) as last,
    anchor.day::text as day, coalesce(anchor.through, 0) as through, anchor.name
  from (values (1)) one left join lateral (select day, through, name from anchors order by through desc limit 1) anchor on true`;

const grown = `select distinct on (chain) number, chain, link, encode(hash, 'hex') as hash from seals
  where number > $1 and number <= $2 order by chain, link desc`;

/** Once a day (UTC, by the database's clock) the chains that grew are named in a signed file, which leaves the database. */
export class AnchorSeals {
  private madeOn: string | undefined;

  constructor(
    private readonly client: Client,
    private readonly service: string,
    private readonly keeping: TrailKeeping,
  ) {}

  /** The first call after the day has changed makes the anchor, when there is something new to anchor. */
  async ofToday(): Promise<void> {
    const { rows } = await this.client.query<State>(state);
    const found = rows[0];
    if (!found || found.today === this.madeOn) return;
    const due = found.day !== found.today && Number(found.last) > Number(found.through);
    if (due) await this.make(found);
    if (due || found.day === found.today) {
      await this.exportMissing();
      this.madeOn = found.today;
    }
  }

  private async make({ today, last, through, name }: State): Promise<void> {
    const { rows } = await this.client.query<{ number: string; chain: string; link: number; hash: string }>(grown, [
      through,
      last,
    ]);
    const heads = rows.map((row): AnchoredHead => ({ ...row, number: Number(row.number) }));
    const anchor = { service: this.service, day: today, through: Number(last), previous: name };
    const content = writeAnchor(anchor, heads, this.keeping.privateKey);
    await this.client.query('insert into anchors (day, through, name, content) values ($1, $2, $3, $4)', [
      today,
      last,
      anchorName(content),
      content,
    ]);
  }

  private async exportMissing(): Promise<void> {
    const folder = join(this.keeping.folder, this.service);
    await mkdir(folder, { recursive: true });
    const { rows } = await this.client.query<{ day: string }>('select day::text from anchors order by day');
    for (const { day } of rows) {
      const file = join(folder, `${day}.jsonl`);
      if (!existsSync(file)) await this.exportOne(day, file);
    }
  }

  private async exportOne(day: string, file: string): Promise<void> {
    const { rows } = await this.client.query<{ content: string }>('select content from anchors where day = $1', [day]);
    await writeFile(`${file}.part`, rows[0]?.content ?? '', { mode: 0o644 });
    await rename(`${file}.part`, file);
  }
}
