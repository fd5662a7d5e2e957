import { log } from '@tradeloom/chassis';
import ssh2, { type Attributes, type SFTPWrapper } from 'ssh2';
import { fileAttributes, fileEntry, folderAttributes, folderEntry } from './attributes.ts';
import { GrowingFile, type Room } from './growing-file.ts';
import { Handles, type Open, OpenFile, OpenFolder } from './handles.ts';
import type { Upload } from './inbound.ts';
import type { Mailbox } from './mailbox.ts';
import { absolutePathOf, folders, type Place, placeOf } from './place.rules.ts';
import { denied, failed, noSuchFile, Refusal, refusalOf, status } from './refusal.ts';
import { type Pressure, RequestQueue } from './request-queue.ts';

const { OPEN_MODE } = ssh2.utils.sftp;
const namesAtOnce = 100;
const readAtOnce = 32_768;

/** What a channel may use of its connection. */
export interface Surroundings {
  readonly mailbox: Mailbox;
  readonly uploads: Set<Upload>;
  readonly room: Room;
  readonly since: Date;
  readonly pressure: Pressure;
  /** Runs a request on behalf of the partner. */
  run(work: () => Promise<void>): Promise<void>;
  /** @throws Refusal when he asks too often */
  checkRate(): Promise<void>;
  /** So many bytes were answered. */
  answered(bytes: number): void;
}

const onlyInbound = () => denied({ en: 'Put files into inbound', zh: '请将文件放入 inbound' });

/** One SFTP channel of a partner: the requests of the protocol (version 3) on his four folders, and nothing else. */
export class SftpChannel {
  private readonly handles = new Handles();
  private readonly ownUploads = new Set<Upload>();
  private readonly queue: RequestQueue;
  private closed = false;

  constructor(
    private readonly sftp: SFTPWrapper,
    private readonly around: Surroundings,
  ) {
    this.queue = new RequestQueue(around.pressure);
    sftp.on('OPEN', (id, path, flags) => this.ask(id, () => this.open(id, path, flags)));
    sftp.on('READ', (id, handle, offset, length) => this.answer(id, () => this.read(id, handle, offset, length)));
    sftp.on('WRITE', (id, handle, offset, data) =>
      this.answer(id, () => this.write(id, handle, offset, data), data.length),
    );
    sftp.on('CLOSE', (id, handle) => this.answer(id, () => this.close(id, handle)));
    sftp.on('FSTAT', (id, handle) => this.answer(id, () => this.fstat(id, handle)));
    sftp.on('FSETSTAT', (id, handle, attributes) => this.answer(id, () => this.fsetstat(id, handle, attributes)));
    sftp.on('OPENDIR', (id, path) => this.ask(id, () => this.openFolder(id, path)));
    sftp.on('READDIR', (id, handle) => this.answer(id, () => this.readFolder(id, handle)));
    sftp.on('STAT', (id, path) => this.ask(id, () => this.stat(id, path)));
    sftp.on('LSTAT', (id, path) => this.ask(id, () => this.stat(id, path)));
    // times and modes: many clients set them after an upload
    sftp.on('SETSTAT', (id, path) => this.ask(id, () => this.setstat(id, path)));
    sftp.on('REALPATH', (id, path) => this.answer(id, () => this.realpath(id, path)));
    sftp.on('RENAME', (id, from, to) => this.ask(id, () => this.rename(id, from, to)));
    sftp.on('REMOVE', (id, path) => this.ask(id, () => this.remove(id, path)));
    for (const event of ['MKDIR', 'RMDIR', 'SYMLINK', 'READLINK'] as const) {
      sftp.on(event, (id: number) => this.answer(id, () => this.unchangeable()));
    }
  }

  /** Whether something is being written, which an orderly stop waits for. */
  get isWriting(): boolean {
    return this.ownUploads.size > 0;
  }

  /** The connection is gone, or ends: what was not closed is not taken. */
  end(): void {
    this.closed = true;
    for (const open of this.handles.clear()) this.release(open);
  }

  /** What asks the database; pieces of an open file are bounded by its size. */
  private ask(id: number, work: () => Promise<void>): void {
    this.answer(id, async () => {
      await this.around.checkRate();
      await work();
    });
  }

  private answer(id: number, work: () => Promise<void>, bytes = 0): void {
    this.queue.add(bytes, async () => {
      if (this.closed) return;
      try {
        await this.around.run(work);
      } catch (error) {
        const refusal = refusalOf(error);
        if (!refusal) log.error({ err: error }, 'an SFTP request failed');
        const { code, text } = refusal ?? new Refusal(status.FAILURE, faultText);
        this.sftp.status(id, code, `${text.en} / ${text.zh}`);
      }
    });
  }

  private ok(id: number): void {
    this.sftp.status(id, status.OK);
  }

  private async open(id: number, path: string, flags: number): Promise<void> {
    this.handles.checkRoom();
    const isWriting = (flags & (OPEN_MODE.WRITE | OPEN_MODE.APPEND)) !== 0;
    const opened = isWriting ? await this.openUpload(placeOf(path), flags) : await this.openFile(fileAt(path));
    if (this.closed) return this.release(opened);
    this.sftp.handle(id, this.handles.add(opened));
  }

  private async openUpload(place: Place | null, flags: number): Promise<Open> {
    if (place?.kind !== 'file' || place.folder !== 'inbound') throw onlyInbound();
    const { name } = place;
    const anew = (flags & OPEN_MODE.TRUNC) !== 0;
    const create = (flags & OPEN_MODE.CREAT) !== 0;
    const exclusive = (flags & OPEN_MODE.EXCL) !== 0;
    const before = await this.around.mailbox.inbound.begun(name, { anew, create, exclusive });
    const upload = { name, file: new GrowingFile(this.around.room, before), since: new Date() };
    this.ownUploads.add(upload);
    this.around.uploads.add(upload);
    return { kind: 'upload', upload, appends: (flags & OPEN_MODE.APPEND) !== 0 };
  }

  private async openFile({ folder, name }: File): Promise<Open> {
    const shown = this.around.mailbox[folder];
    const entry = await shown.stat(name);
    if (!entry) throw noSuchFile();
    if (!this.around.room.take(entry.size)) {
      throw failed({ en: 'Too much is being transferred at once', zh: '同时传输的数据过多' });
    }
    try {
      const file = await shown.read(name);
      return new OpenFile({ ...file, entry });
    } catch (error) {
      this.around.room.giveBack(entry.size);
      throw error;
    }
  }

  private async read(id: number, handle: Buffer, offset: number, length: number): Promise<void> {
    const piece = this.handles.get(handle, 'file').read(offset, Math.min(length, readAtOnce));
    if (!piece) return this.sftp.status(id, status.EOF);
    this.sftp.data(id, piece);
    this.around.answered(piece.length);
  }

  private async write(id: number, handle: Buffer, offset: number, data: Buffer): Promise<void> {
    const { upload, appends } = this.handles.get(handle, 'upload');
    upload.file.write(appends ? upload.file.size : offset, data);
    this.ok(id);
  }

  private async close(id: number, handle: Buffer): Promise<void> {
    const open = this.handles.remove(handle);
    try {
      if (open.kind === 'upload') await this.around.mailbox.inbound.finish(open.upload);
      if (open.kind === 'file' && open.wasRead) await open.file.fetched?.();
      this.ok(id);
    } finally {
      this.release(open);
    }
  }

  private async fstat(id: number, handle: Buffer): Promise<void> {
    const open = this.handles.any(handle);
    if (open.kind === 'folder') return this.sftp.attrs(id, folderAttributes(this.around.since));
    if (open.kind === 'file') return this.sftp.attrs(id, fileAttributes(open.file.entry));
    const { name, file, since } = open.upload;
    this.sftp.attrs(id, fileAttributes({ name, size: file.size, at: since }));
  }

  private async fsetstat(id: number, handle: Buffer, { size }: Partial<Attributes>): Promise<void> {
    const open = this.handles.any(handle);
    if (open.kind !== 'upload') throw onlyInbound();
    if (size !== undefined) open.upload.file.cut(size);
    this.ok(id);
  }

  private async setstat(id: number, path: string): Promise<void> {
    const { folder, name } = fileAt(path);
    if (folder !== 'inbound') throw onlyInbound();
    if (!(await this.around.mailbox.inbound.stat(name))) throw noSuchFile();
    this.ok(id);
  }

  private async openFolder(id: number, path: string): Promise<void> {
    const place = placeOf(path);
    if (!place || place.kind === 'file') throw noSuchFile();
    this.handles.checkRoom();
    const { since, mailbox } = this.around;
    const entries =
      place.kind === 'root'
        ? folders.map((folder) => folderEntry(folder, since))
        : (await mailbox[place.folder].list()).map(fileEntry);
    const dots = ['.', '..'].map((name) => folderEntry(name, since));
    this.sftp.handle(id, this.handles.add(new OpenFolder([...dots, ...entries])));
  }

  private async readFolder(id: number, handle: Buffer): Promise<void> {
    const names = this.handles.get(handle, 'folder').next(namesAtOnce);
    if (names.length === 0) return this.sftp.status(id, status.EOF);
    this.sftp.name(id, names);
    this.around.answered((names.length * readAtOnce) / namesAtOnce);
  }

  private async stat(id: number, path: string): Promise<void> {
    const place = placeOf(path);
    if (!place) throw noSuchFile();
    if (place.kind !== 'file') return this.sftp.attrs(id, folderAttributes(this.around.since));
    const entry = await this.around.mailbox[place.folder].stat(place.name);
    if (!entry) throw noSuchFile();
    this.sftp.attrs(id, fileAttributes(entry));
  }

  private async realpath(id: number, path: string): Promise<void> {
    const filename = absolutePathOf(path);
    if (filename === null) throw noSuchFile();
    this.sftp.name(id, [{ ...folderEntry(filename, this.around.since), longname: filename }]);
  }

  /** Within inbound a file gets its lasting name; out of outbound it has been taken by the partner. */
  private async rename(id: number, from: string, to: string): Promise<void> {
    const [source, target] = [fileAt(from), placeOf(to)];
    const { inbound, outbound } = this.around.mailbox;
    const into = target?.kind === 'file' ? target.folder : null;
    if (source.folder === 'inbound' && target?.kind === 'file' && into === 'inbound') {
      await inbound.rename(source.name, target.name);
    } else if (source.folder === 'outbound' && into !== 'inbound' && into !== 'outbound') {
      await outbound.remove(source.name);
    } else {
      throw denied({ en: 'It cannot be moved there', zh: '不能移动到该处' });
    }
    this.ok(id);
  }

  private async remove(id: number, path: string): Promise<void> {
    const { folder, name } = fileAt(path);
    const { inbound, outbound } = this.around.mailbox;
    if (folder === 'inbound') await inbound.remove(name);
    else if (folder === 'outbound') await outbound.remove(name);
    else throw denied({ en: 'What became of a file cannot be deleted', zh: '处理结果不能删除' });
    this.ok(id);
  }

  private async unchangeable(): Promise<void> {
    throw denied({ en: 'There are these four folders and no others', zh: '仅有这四个文件夹' });
  }

  private release(open: Open): void {
    if (open.kind === 'file') this.around.room.giveBack(open.file.entry.size);
    if (open.kind !== 'upload') return;
    open.upload.file.forget();
    this.ownUploads.delete(open.upload);
    this.around.uploads.delete(open.upload);
  }
}

type File = Extract<Place, { kind: 'file' }>;

const faultText = { en: 'This did not work; please try again later', zh: '操作未成功，请稍后重试' };

const fileAt = (path: string): File => {
  const place = placeOf(path);
  if (place?.kind === 'file') return place;
  if (place === null) throw noSuchFile();
  throw onlyInbound();
};
