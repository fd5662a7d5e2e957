import type { Tx } from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import { Partners } from '../partners/partner.table.ts';
import type { Entry } from './entry.ts';
import { limits } from './limits.ts';

const columns = 'name, octet_length(content) as size, kept_at as at';
const young = `kept_at > now() - interval '${limits.partHours} hours'`;

/** One partner's uploads under temporary names, which wait to be renamed: at any of the gateways, also after a restart. */
export class Parts {
  constructor(
    private readonly tx: Tx,
    private readonly partner: string,
  ) {}

  list(): Promise<Entry[]> {
    return this.tx.query(`select ${columns} from sftp_parts where partner = $1 and ${young} order by name`, [
      this.partner,
    ]);
  }

  async find(name: string): Promise<Entry | null> {
    const [part] = await this.tx.query<Entry>(
      `select ${columns} from sftp_parts where partner = $1 and name = $2 and ${young}`,
      [this.partner, name],
    );
    return part ?? null;
  }

  async content(name: string): Promise<Buffer | null> {
    const [part] = await this.tx.query<{ content: Buffer }>(
      `select content from sftp_parts where partner = $1 and name = $2 and ${young} for update`,
      [this.partner, name],
    );
    return part?.content ?? null;
  }

  /** Instead of the one that had the name before. @throws DomainError when too much waits already */
  async keep(name: string, content: Buffer): Promise<void> {
    const { parties } = await this.tx.one(Partners, this.partner);
    await this.tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sftp parts:${this.partner}`]);
    await this.tx.query(`delete from sftp_parts where partner = $1 and (name = $2 or not ${young})`, [
      this.partner,
      name,
    ]);
    const [waiting] = await this.tx.query<{ bytes: string; files: string }>(
      'select coalesce(sum(octet_length(content)), 0) as bytes, count(*) as files from sftp_parts where partner = $1',
      [this.partner],
    );
    must(
      Number(waiting?.bytes) + content.length <= limits.partBytes && Number(waiting?.files) < limits.parts,
      'gateway.sftp.parts-full',
      {
        en: 'Too many uploads wait to be renamed: rename or delete some',
        zh: '等待重命名的上传过多，请先重命名或删除',
      },
    );
    await this.tx.query(
      'insert into sftp_parts (partner, name, parties, content, kept_at) values ($1, $2, $3, $4, now())',
      [this.partner, name, parties, content],
    );
  }

  /** @returns whether there was one */
  async remove(name: string): Promise<boolean> {
    const removed = await this.tx.query<{ name: string }>(
      'delete from sftp_parts where partner = $1 and name = $2 returning name',
      [this.partner, name],
    );
    return removed.length > 0;
  }
}
