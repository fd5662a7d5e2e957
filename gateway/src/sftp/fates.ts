import type { Transactions, Tx } from '@tradeloom/chassis';
import { contentOf } from '../mailboxes/contents.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import type { Entry, Folder, ReadableFile } from './entry.ts';
import { hasReport, type ReportSuffix, reportOf, reportSuffixes } from './error-report.rules.ts';
import { limits } from './limits.ts';
import { noSuchFile } from './refusal.ts';
import { fateNames, findableNames } from './shown-name.rules.ts';

interface Judged {
  readonly id: string;
  readonly fileName: string | null;
  readonly status: Interchange['status'];
  readonly size: number;
  readonly at: Date;
  /** changes whenever the row does */
  readonly rowState: string;
}

interface Shown {
  readonly entry: Entry;
  readonly id: string;
  /** Of an error report; null for the file itself. */
  readonly suffix: ReportSuffix | null;
}

const mostRemembered = 10_000;

/** How long the reports are: a listing says it of each, and must not write all of them for that. */
const reportSizes = new Map<string, Record<ReportSuffix, number>>();

/** What a partner uploaded at this door, and has been judged so: each file, with a report beside it where it has errors. */
export class Fates implements Folder {
  constructor(
    private readonly transactions: Transactions,
    private readonly partner: string,
    private readonly statuses: readonly Interchange['status'][],
  ) {}

  list(): Promise<readonly Entry[]> {
    return this.transactions.run(async (tx) => (await this.shown(tx)).map(({ entry }) => entry));
  }

  stat(name: string): Promise<Entry | null> {
    return this.transactions.run(async (tx) => (await this.find(tx, name))?.entry ?? null);
  }

  read(name: string): Promise<ReadableFile> {
    return this.transactions.run(async (tx) => {
      const found = await this.find(tx, name);
      if (!found) throw noSuchFile();
      const { id, entry, suffix } = found;
      if (suffix === null) return { entry, content: await contentOf(tx, id) };
      return { entry, content: Buffer.from(reportOf(await tx.one(Interchanges, id), suffix)) };
    });
  }

  private async find(tx: Tx, name: string): Promise<Shown | undefined> {
    return (await this.shown(tx, name)).find(({ entry }) => entry.name === name);
  }

  /** @param name which is looked for; without one the latest */
  private async shown(tx: Tx, name?: string): Promise<Shown[]> {
    const judged = await tx.query<Judged>(
      `select i.id, i.file_name as "fileName", i.status, octet_length(c.content) as size, i.received_at as at,
              i.xmin::text as "rowState"
         from interchanges i join interchange_contents c on c.interchange_id = i.id
        where i.partner = $1 and i.direction = 'in' and i.channel = 'sftp' and i.status = any($2)
          and ($3::text is null or starts_with($3, i.file_name) or position(i.id in $3) > 0)
        order by i.received_at desc, i.id desc limit ${limits.fates}`,
      [this.partner, this.statuses, name ?? null],
    );
    const shown: Shown[] = [];
    for (const [own, one] of name === undefined ? fateNames(judged) : findableNames(judged)) {
      const { id, size, at } = one;
      shown.push({ id, entry: { name: own, size, at }, suffix: null });
      if (!hasReport(one)) continue;
      const sizes = await reportSizesOf(tx, one);
      shown.push(
        ...reportSuffixes.map((suffix) => ({ id, suffix, entry: { name: own + suffix, size: sizes[suffix], at } })),
      );
    }
    return shown;
  }
}

const reportSizesOf = async (tx: Tx, { id, rowState }: Judged): Promise<Record<ReportSuffix, number>> => {
  const remembered = reportSizes.get(`${id} ${rowState}`);
  if (remembered) return remembered;
  const interchange = await tx.one(Interchanges, id);
  const sizes = Object.fromEntries(
    reportSuffixes.map((suffix) => [suffix, Buffer.byteLength(reportOf(interchange, suffix))]),
  ) as Record<ReportSuffix, number>;
  if (reportSizes.size >= mostRemembered) reportSizes.clear();
  reportSizes.set(`${id} ${rowState}`, sizes);
  return sizes;
};
