import type { SFTPWrapper } from 'ssh2';
import { fileAttributes, fileEntry, folderAttributes, folderEntry } from './attributes.ts';
import { type Handles, OpenFolder } from './handles.ts';
import { absolutePathOf, folders, placeOf } from './place.rules.ts';
import { denied, fileAt, noSuchFile, onlyInbound, status } from './refusal.ts';
import type { Surroundings } from './surroundings.ts';

const namesAtOnce = 100;
/** about what a listed name takes on its way */
const bytesOfName = 400;

/** Requests on folders, and on files by their name. */
export class FolderRequests {
  constructor(
    private readonly sftp: SFTPWrapper,
    private readonly around: Surroundings,
    private readonly handles: Handles,
  ) {}

  async open(id: number, path: string): Promise<void> {
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

  async read(id: number, handle: Buffer): Promise<void> {
    const names = this.handles.get(handle, 'folder').next(namesAtOnce);
    if (names.length === 0) return this.sftp.status(id, status.EOF);
    this.sftp.name(id, names);
    this.around.answered(names.length * bytesOfName);
  }

  async stat(id: number, path: string): Promise<void> {
    const place = placeOf(path);
    if (!place) throw noSuchFile();
    if (place.kind !== 'file') return this.sftp.attrs(id, folderAttributes(this.around.since));
    const entry = await this.around.mailbox[place.folder].stat(place.name);
    if (!entry) throw noSuchFile();
    this.sftp.attrs(id, fileAttributes(entry));
  }

  /** Times and modes mean nothing here, but many clients set them after an upload. */
  async setstat(id: number, path: string): Promise<void> {
    const { folder, name } = fileAt(path);
    if (folder !== 'inbound') throw onlyInbound();
    if (!(await this.around.mailbox.inbound.stat(name))) throw noSuchFile();
    this.sftp.status(id, status.OK);
  }

  async realpath(id: number, path: string): Promise<void> {
    const filename = absolutePathOf(path);
    if (filename === null) throw noSuchFile();
    this.sftp.name(id, [{ ...folderEntry(filename, this.around.since), longname: filename }]);
  }

  /** Within inbound a file gets its lasting name; out of outbound it has been taken by the partner. */
  async rename(id: number, from: string, to: string): Promise<void> {
    const [source, target] = [fileAt(from), placeOf(to)];
    const { inbound, outbound } = this.around.mailbox;
    const into = target?.kind === 'file' ? target : null;
    if (source.folder === 'inbound' && into?.folder === 'inbound') {
      await inbound.rename(source.name, into.name);
    } else if (source.folder === 'outbound' && into?.folder !== 'inbound' && into?.folder !== 'outbound') {
      await outbound.remove(source.name);
    } else {
      throw denied({ en: 'It cannot be moved there', zh: '不能移动到该处' });
    }
    this.sftp.status(id, status.OK);
  }

  async remove(id: number, path: string): Promise<void> {
    const { folder, name } = fileAt(path);
    const { inbound, outbound } = this.around.mailbox;
    if (folder === 'inbound') await inbound.remove(name);
    else if (folder === 'outbound') await outbound.remove(name);
    else throw denied({ en: 'What became of a file cannot be deleted', zh: '处理结果不能删除' });
    this.sftp.status(id, status.OK);
  }

  async refuse(): Promise<void> {
    throw denied({ en: 'There are these four folders and no others', zh: '仅有这四个文件夹' });
  }
}
