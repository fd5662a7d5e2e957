import type { FileEntry } from 'ssh2';
import { type Coverage, isWhole, withPiece } from './coverage.rules.ts';
import type { ReadableFile } from './entry.ts';
import type { Upload } from './inbound.ts';
import { limits } from './limits.ts';
import { failed, Refusal, status } from './refusal.ts';

/** A folder that is being listed: what is still to be told of it. */
export class OpenFolder {
  readonly kind = 'folder';
  constructor(private readonly entries: FileEntry[]) {}

  next(count: number): FileEntry[] {
    return this.entries.splice(0, count);
  }
}

/** Clients read ahead, but in order. */
const mostPieces = 100;

/** A file that is being read. */
export class OpenFile {
  readonly kind = 'file';
  private sent: Coverage = [];
  constructor(readonly file: ReadableFile) {}

  /** Null at the end. */
  read(offset: number, length: number): Buffer | null {
    const piece = this.file.content.subarray(offset, offset + length);
    if (piece.length === 0) return null;
    this.sent = withPiece(this.sent, offset, offset + piece.length).slice(0, mostPieces);
    return piece;
  }

  /** Whether all of it was read, from its beginning on. */
  get wasRead(): boolean {
    return isWhole(this.sent, this.file.content.length);
  }
}

export interface OpenUpload {
  readonly kind: 'upload';
  readonly upload: Upload;
  readonly appends: boolean;
}

export type Open = OpenFolder | OpenFile | OpenUpload;

const idBytes = 4;
const invalid = (): Refusal => new Refusal(status.FAILURE, { en: 'The handle is not open', zh: '句柄未打开' });

/** What one channel has open. */
export class Handles {
  private readonly open = new Map<number, Open>();
  private last = 0;

  /** @throws Refusal when too many are open already */
  checkRoom(): void {
    if (this.open.size >= limits.handles) throw failed({ en: 'Too many files are open', zh: '打开的文件过多' });
  }

  add(opened: Open): Buffer {
    this.last = (this.last + 1) >>> 0;
    this.open.set(this.last, opened);
    const handle = Buffer.alloc(idBytes);
    handle.writeUInt32BE(this.last);
    return handle;
  }

  /** @throws Refusal when it is not open, or is of another kind */
  get<Kind extends Open['kind']>(handle: Buffer, kind: Kind): Extract<Open, { kind: Kind }> {
    const found = this.any(handle);
    if (found.kind !== kind) throw invalid();
    return found as Extract<Open, { kind: Kind }>;
  }

  any(handle: Buffer): Open {
    const found = handle.length === idBytes ? this.open.get(handle.readUInt32BE()) : undefined;
    if (!found) throw invalid();
    return found;
  }

  remove(handle: Buffer): Open {
    const found = this.any(handle);
    this.open.delete(handle.readUInt32BE());
    return found;
  }

  /** @returns what was left open */
  clear(): Open[] {
    const left = [...this.open.values()];
    this.open.clear();
    return left;
  }
}
