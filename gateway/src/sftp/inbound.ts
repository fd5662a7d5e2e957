import { type Actor, inSpan, type Transactions, type Tx } from '@tradeloom/chassis';
import type { KeepFile } from '../mailboxes/keep-file.ts';
import type { Entry, Folder, ReadableFile } from './entry.ts';
import type { GrowingFile } from './growing-file.ts';
import { Parts } from './parts.ts';
import { isGoodName, isTemporary } from './place.rules.ts';
import { denied, failed, noSuchFile } from './refusal.ts';

/** A file that is being uploaded. */
export interface Upload {
  readonly name: string;
  readonly file: GrowingFile;
  readonly since: Date;
}

const mostTaken = 1_000;
const unknownType = 'application/octet-stream';
const taken = () =>
  denied({ en: 'The file has been taken and cannot be changed any more', zh: '文件已接收，不能再更改' });

/**
 * Where one partner uploads. A file is taken when it is closed; under a temporary name it waits, and is taken when it is
 * renamed. What a client has uploaded it may still look for in the same session: many compare the size afterwards.
 */
export class Inbound implements Folder {
  private readonly takenHere = new Map<string, Entry>();

  /** @param uploads everything the partner uploads at this gateway */
  constructor(
    private readonly transactions: Transactions,
    private readonly files: KeepFile,
    private readonly by: Actor,
    private readonly partner: string,
    private readonly uploads: ReadonlySet<Upload>,
  ) {}

  async list(): Promise<readonly Entry[]> {
    const [parts, waiting] = await this.transactions.run((tx) => Promise.all([this.parts(tx).list(), this.unread(tx)]));
    const known = [...waiting, ...parts, ...[...this.uploads].map(entryOf)];
    return [...new Map(known.map((entry) => [entry.name, entry])).values()];
  }

  async stat(name: string): Promise<Entry | null> {
    const upload = this.uploading(name);
    if (upload) return entryOf(upload);
    const part = isTemporary(name) ? await this.transactions.run((tx) => this.parts(tx).find(name)) : null;
    return part ?? this.takenHere.get(name) ?? null;
  }

  async read(name: string): Promise<ReadableFile> {
    if (!(await this.stat(name))) throw noSuchFile();
    throw denied({
      en: 'What is uploaded is read in accepted and rejected',
      zh: '已上传文件请在 accepted 或 rejected 中读取',
    });
  }

  /** What an upload to this name begins with. @throws Refusal for a name under which nothing may be kept */
  async begun(name: string, { exclusive, create, anew }: Opening): Promise<Buffer | undefined> {
    if (!isGoodName(name)) {
      throw denied({
        en: 'Choose a name of UTF-8 letters, up to 255 bytes',
        zh: '文件名须为不超过 255 字节的 UTF-8 文字',
      });
    }
    if (exclusive && (await this.stat(name))) throw failed({ en: 'The file is there already', zh: '文件已存在' });
    if (!isTemporary(name)) return undefined;
    const before = anew ? null : await this.transactions.run((tx) => this.parts(tx).content(name));
    if (!before && !create && !(await this.stat(name))) throw noSuchFile();
    return before ?? undefined;
  }

  /** The client has closed it: it is committed when this resolves. @throws Refusal when something of it is missing */
  async finish({ name, file }: Upload): Promise<void> {
    const content = file.whole();
    if (isTemporary(name)) await this.transactions.run((tx) => this.parts(tx).keep(name, content));
    else await this.take(name, content);
  }

  /** Under a name that is no temporary one, it is taken. */
  async rename(from: string, to: string): Promise<void> {
    if (this.takenHere.has(from)) throw taken();
    if (!isGoodName(to)) throw denied({ en: 'No file may have that name', zh: '不允许使用该文件名' });
    if (this.uploading(from)) throw failed({ en: 'Close the file before it is renamed', zh: '请先关闭文件再重命名' });
    const content = await this.transactions.run((tx) => this.parts(tx).content(from));
    if (!content) throw noSuchFile();
    if (!isTemporary(to)) return this.take(to, content, from);
    await this.transactions.run(async (tx) => {
      await this.removePart(tx, from);
      await this.parts(tx).keep(to, content);
    });
  }

  async remove(name: string): Promise<void> {
    if (this.takenHere.has(name)) throw taken();
    await this.transactions.run((tx) => this.removePart(tx, name));
  }

  private async take(name: string, content: Buffer, from?: string): Promise<void> {
    const { partner, by } = this;
    const file = { partner, channel: 'sftp', content, contentType: unknownType, fileName: name } as const;
    await inSpan('SFTP file', {}, () =>
      this.files.keep(by, file, from === undefined ? undefined : (tx) => this.removePart(tx, from)),
    );
    if (this.takenHere.size >= mostTaken) this.takenHere.clear();
    this.takenHere.set(name, { name, size: content.length, at: new Date() });
  }

  /** @throws Refusal when it is gone: somebody else has renamed it in the meantime */
  private async removePart(tx: Tx, name: string): Promise<void> {
    if (!(await this.parts(tx).remove(name))) throw noSuchFile();
  }

  private uploading(name: string): Upload | undefined {
    return [...this.uploads].find((upload) => upload.name === name);
  }

  private parts(tx: Tx): Parts {
    return new Parts(tx, this.partner);
  }

  /** Taken, and not judged yet. */
  private unread(tx: Tx): Promise<Entry[]> {
    return tx.query(
      `select i.file_name as name, octet_length(c.content) as size, i.received_at as at
         from interchanges i join interchange_contents c on c.interchange_id = i.id
        where i.partner = $1 and i.direction = 'in' and i.channel = 'sftp' and i.status = 'received'
        order by i.received_at limit 200`,
      [this.partner],
    );
  }
}

/** How a client opens a file to write it. */
export interface Opening {
  readonly exclusive: boolean;
  readonly create: boolean;
  /** from its first byte */
  readonly anew: boolean;
}

const entryOf = ({ name, file, since }: Upload): Entry => ({ name, size: file.size, at: since });
