import type { Transactions, Tx } from '@tradeloom/chassis';
import { contentOf } from '../mailboxes/contents.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { clear, collect } from '../mailboxes/sent-file.rules.ts';
import type { Entry, Folder, ReadableFile } from './entry.ts';
import { limits } from './limits.ts';
import { noSuchFile } from './refusal.ts';
import { outboundName } from './shown-name.rules.ts';

interface Waiting {
  readonly id: string;
  readonly fileName: string | null;
  readonly control: string | null;
  readonly size: number;
  readonly at: Date;
}

/**
 * Our files for one partner: those that he has not acknowledged or fetched, and for some days those that he has fetched
 * and not removed.
 */
export class Outbound implements Folder {
  constructor(
    private readonly transactions: Transactions,
    private readonly partner: string,
  ) {}

  list(): Promise<readonly Entry[]> {
    return this.transactions.run(async (tx) => (await this.waiting(tx)).map(entryOf));
  }

  stat(name: string): Promise<Entry | null> {
    return this.transactions.run(async (tx) => {
      const found = await this.find(tx, name);
      return found ? entryOf(found) : null;
    });
  }

  read(name: string): Promise<ReadableFile> {
    return this.transactions.run(async (tx) => {
      const found = await this.find(tx, name);
      if (!found) throw noSuchFile();
      return {
        entry: entryOf(found),
        content: await contentOf(tx, found.id),
        fetched: () => this.fetched(found.id),
      };
    });
  }

  /** The partner has taken it. @throws Refusal when there is no such file */
  remove(name: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const found = await this.find(tx, name);
      if (!found) throw noSuchFile();
      await tx.change(Interchanges, found.id, clear('sftp', tx.at));
    });
  }

  private fetched(id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.change(Interchanges, id, collect('sftp', tx.at));
    });
  }

  private async find(tx: Tx, name: string): Promise<Waiting | undefined> {
    return (await this.waiting(tx, name)).find((file) => outboundName(file) === name);
  }

  /** @param name which is looked for; without one all */
  private waiting(tx: Tx, name?: string): Promise<Waiting[]> {
    return tx.query(
      `select i.id, i.file_name as "fileName", i.control, octet_length(c.content) as size, i.received_at as at
         from interchanges i join interchange_contents c on c.interchange_id = i.id
        where i.partner = $1 and i.direction = 'out' and i.cleared_at is null
          and case when i.collected_at is null then i.status = 'sent'
              else i.collected_at > now() - make_interval(days => ${limits.collectedDays}) end
          and ($2::text is null or i.file_name = $2 or position(i.id in $2) > 0)
        order by i.collected_at is not null, i.received_at, i.id limit ${limits.outbound}`,
      [this.partner, name ?? null],
    );
  }
}

const entryOf = (file: Waiting): Entry => ({ name: outboundName(file), size: file.size, at: file.at });
