import { log } from '@tradeloom/chassis';
import type { SFTPWrapper } from 'ssh2';
import { FileRequests } from './file-requests.ts';
import { FolderRequests } from './folder-requests.ts';
import { Handles } from './handles.ts';
import { Refusal, refusalOf, status } from './refusal.ts';
import { RequestQueue } from './request-queue.ts';
import type { Surroundings } from './surroundings.ts';

const fault = new Refusal(status.FAILURE, {
  en: 'This did not work; please try again later',
  zh: '操作未成功，请稍后重试',
});

/** One SFTP channel of a partner: the requests of the protocol (version 3) on his four folders, and nothing else. */
export class SftpChannel {
  private readonly files: FileRequests;
  private readonly folders: FolderRequests;
  private readonly queue: RequestQueue;
  private closed = false;

  constructor(
    private readonly sftp: SFTPWrapper,
    private readonly around: Surroundings,
  ) {
    const handles = new Handles();
    this.files = new FileRequests(sftp, around, handles);
    this.folders = new FolderRequests(sftp, around, handles);
    this.queue = new RequestQueue(around.pressure);
    this.hearFiles(this.files);
    this.hearFolders(this.folders);
  }

  /** Whether something is being written, which an orderly stop waits for. */
  get isWriting(): boolean {
    return this.files.isWriting;
  }

  /** The connection is gone, or ends: what was not closed is not taken. */
  end(): void {
    this.closed = true;
    this.files.end();
  }

  private hearFiles(files: FileRequests): void {
    this.sftp.on('OPEN', (id, path, flags) => this.ask(id, () => files.open(id, path, flags)));
    this.sftp.on('READ', (id, handle, offset, length) => this.answer(id, () => files.read(id, handle, offset, length)));
    this.sftp.on('WRITE', (id, handle, offset, data) =>
      this.answer(id, () => files.write(id, handle, offset, data), data.length),
    );
    this.sftp.on('CLOSE', (id, handle) => this.answer(id, () => files.close(id, handle)));
    this.sftp.on('FSTAT', (id, handle) => this.answer(id, () => files.fstat(id, handle)));
    this.sftp.on('FSETSTAT', (id, handle, { size }) => this.answer(id, () => files.fsetstat(id, handle, size)));
  }

  private hearFolders(folders: FolderRequests): void {
    this.sftp.on('OPENDIR', (id, path) => this.ask(id, () => folders.open(id, path)));
    this.sftp.on('READDIR', (id, handle) => this.answer(id, () => folders.read(id, handle)));
    for (const event of ['STAT', 'LSTAT'] as const) {
      this.sftp.on(event, (id: number, path: string) => this.ask(id, () => folders.stat(id, path)));
    }
    this.sftp.on('SETSTAT', (id, path) => this.ask(id, () => folders.setstat(id, path)));
    this.sftp.on('REALPATH', (id, path) => this.answer(id, () => folders.realpath(id, path)));
    this.sftp.on('RENAME', (id, from, to) => this.ask(id, () => folders.rename(id, from, to)));
    this.sftp.on('REMOVE', (id, path) => this.ask(id, () => folders.remove(id, path)));
    for (const event of ['MKDIR', 'RMDIR', 'SYMLINK', 'READLINK'] as const) {
      this.sftp.on(event, (id: number) => this.answer(id, () => folders.refuse()));
    }
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
        const { code, text } = refusal ?? fault;
        this.sftp.status(id, code, `${text.en} / ${text.zh}`);
      }
    });
  }
}
