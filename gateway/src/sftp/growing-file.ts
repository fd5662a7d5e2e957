import { type Coverage, isWhole, withPiece } from './coverage.rules.ts';
import { limits } from './limits.ts';
import { failed } from './refusal.ts';

const firstBytes = 65_536;
const morePieces = 1_000;

/** Room in memory for bytes. */
export interface Room {
  /** @returns false when there is none */
  take(bytes: number): boolean;
  giveBack(bytes: number): void;
}

/** A file while it is uploaded: pieces come in any order, and all of them must have come when it is closed. */
export class GrowingFile {
  private bytes = Buffer.alloc(0);
  private coverage: Coverage = [];
  private broken = false;
  size = 0;

  constructor(
    private readonly room: Room,
    content: Buffer = Buffer.alloc(0),
  ) {
    if (content.length > 0) this.write(0, content);
  }

  /** @throws Refusal when it becomes too large; from then on the file is lost */
  write(offset: number, piece: Buffer): void {
    const end = offset + piece.length;
    if (this.broken) this.refuse({ en: 'The file is lost: send it again', zh: '文件已失效，请重新发送' });
    if (end > limits.file) this.refuse({ en: 'The file is larger than 32 MiB', zh: '文件超过 32 MiB' });
    this.grow(end);
    piece.copy(this.bytes, offset);
    this.coverage = withPiece(this.coverage, offset, end);
    this.size = Math.max(this.size, end);
    if (this.coverage.length > morePieces) this.refuse({ en: 'The file comes in too many pieces', zh: '文件分片过多' });
  }

  /** @param size bytes from which on nothing is kept */
  cut(size: number): void {
    if (size > this.size) this.refuse({ en: 'A file cannot be made longer', zh: '不能将文件加长' });
    this.coverage = this.coverage.flatMap(([from, to]) => (from < size ? [[from, Math.min(to, size)] as const] : []));
    this.size = size;
  }

  /** @throws Refusal when something of it is missing */
  whole(): Buffer {
    if (this.broken || !isWhole(this.coverage, this.size)) {
      throw failed({ en: 'Not all of the file has arrived', zh: '文件未完整到达' });
    }
    return this.bytes.subarray(0, this.size);
  }

  /** Gives its memory back. */
  forget(): void {
    this.room.giveBack(this.bytes.length);
    this.bytes = Buffer.alloc(0);
    this.broken = true;
  }

  private grow(end: number): void {
    const held = this.bytes.length;
    if (end <= held) return;
    const wanted = Math.min(limits.file, Math.max(firstBytes, held * 2, end));
    if (!this.room.take(wanted - held)) {
      this.refuse({ en: 'Too much is being transferred at once', zh: '同时传输的数据过多' });
    }
    const larger = Buffer.alloc(wanted);
    this.bytes.copy(larger, 0, 0, this.size);
    this.bytes = larger;
  }

  private refuse(text: { en: string; zh: string }): never {
    if (!this.broken) this.forget();
    throw failed(text);
  }
}
