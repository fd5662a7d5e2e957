import ssh2, { type SFTPWrapper } from 'ssh2';
import { fileAttributes, folderAttributes } from './attributes.ts';
import { GrowingFile } from './growing-file.ts';
import { type Handles, type Open, OpenFile } from './handles.ts';
import type { Upload } from './inbound.ts';
import { type FilePlace, placeOf } from './place.rules.ts';
import { failed, fileAt, noSuchFile, onlyInbound, status } from './refusal.ts';
import type { Surroundings } from './surroundings.ts';

const { OPEN_MODE } = ssh2.utils.sftp;
const readAtOnce = 32_768;
const has = (flags: number, flag: number): boolean => (flags & flag) !== 0;

/** Requests on files: opened, read or written piece by piece, closed. */
export class FileRequests {
  private readonly uploads = new Set<Upload>();
  private ended = false;

  constructor(
    private readonly sftp: SFTPWrapper,
    private readonly around: Surroundings,
    private readonly handles: Handles,
  ) {}

  get isWriting(): boolean {
    return this.uploads.size > 0;
  }

  end(): void {
    this.ended = true;
    for (const open of this.handles.clear()) this.release(open);
  }

  async open(id: number, path: string, flags: number): Promise<void> {
    this.handles.checkRoom();
    const isWriting = has(flags, OPEN_MODE.WRITE) || has(flags, OPEN_MODE.APPEND);
    const opened = isWriting ? await this.openUpload(path, flags) : await this.openFile(fileAt(path));
    if (this.ended) return this.release(opened);
    this.sftp.handle(id, this.handles.add(opened));
  }

  async read(id: number, handle: Buffer, offset: number, length: number): Promise<void> {
    const piece = this.handles.get(handle, 'file').read(offset, Math.min(length, readAtOnce));
    if (!piece) return this.sftp.status(id, status.EOF);
    this.sftp.data(id, piece);
    this.around.answered(piece.length);
  }

  async write(id: number, handle: Buffer, offset: number, data: Buffer): Promise<void> {
    const { upload, appends } = this.handles.get(handle, 'upload');
    upload.file.write(appends ? upload.file.size : offset, data);
    this.sftp.status(id, status.OK);
  }

  /** Answered once an upload is committed. */
  async close(id: number, handle: Buffer): Promise<void> {
    const open = this.handles.remove(handle);
    try {
      if (open.kind === 'upload') await this.around.mailbox.inbound.finish(open.upload);
      if (open.kind === 'file' && open.wasRead) await open.file.fetched?.();
      this.sftp.status(id, status.OK);
    } finally {
      this.release(open);
    }
  }

  async fstat(id: number, handle: Buffer): Promise<void> {
    const open = this.handles.any(handle);
    if (open.kind === 'folder') return this.sftp.attrs(id, folderAttributes(this.around.since));
    if (open.kind === 'file') return this.sftp.attrs(id, fileAttributes(open.file.entry));
    const { name, file, since } = open.upload;
    this.sftp.attrs(id, fileAttributes({ name, size: file.size, at: since }));
  }

  /** @param size where the file is to end; times and modes mean nothing here */
  async fsetstat(id: number, handle: Buffer, size: number | undefined): Promise<void> {
    const { file } = this.handles.get(handle, 'upload').upload;
    if (size !== undefined) file.cut(size);
    this.sftp.status(id, status.OK);
  }

  private async openUpload(path: string, flags: number): Promise<Open> {
    const place = placeOf(path);
    if (place?.kind !== 'file' || place.folder !== 'inbound') throw onlyInbound();
    const { name } = place;
    const before = await this.around.mailbox.inbound.begun(name, {
      anew: has(flags, OPEN_MODE.TRUNC),
      create: has(flags, OPEN_MODE.CREAT),
      exclusive: has(flags, OPEN_MODE.EXCL),
    });
    const upload = { name, file: new GrowingFile(this.around.room, before), since: new Date() };
    this.uploads.add(upload);
    this.around.uploads.add(upload);
    return { kind: 'upload', upload, appends: has(flags, OPEN_MODE.APPEND) };
  }

  private async openFile({ folder, name }: FilePlace): Promise<Open> {
    const shown = this.around.mailbox[folder];
    const entry = await shown.stat(name);
    if (!entry) throw noSuchFile();
    if (!this.around.room.take(entry.size)) {
      throw failed({ en: 'Too much is being transferred at once', zh: '同时传输的数据过多' });
    }
    try {
      return new OpenFile({ ...(await shown.read(name)), entry });
    } catch (error) {
      this.around.room.giveBack(entry.size);
      throw error;
    }
  }

  private release(open: Open): void {
    if (open.kind === 'file') this.around.room.giveBack(open.file.entry.size);
    if (open.kind !== 'upload') return;
    open.upload.file.forget();
    this.uploads.delete(open.upload);
    this.around.uploads.delete(open.upload);
  }
}
