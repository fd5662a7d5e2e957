/** The stretch of a file that is in memory. Offsets count from the beginning of the file. */
export class Window {
  /** Nothing comes behind `bytes`. */
  complete: boolean;
  private storage: Buffer;

  /** @param base where `bytes` begins in the file */
  constructor(
    public bytes: Buffer = Buffer.alloc(0),
    public base = 0,
    complete = false,
  ) {
    this.complete = complete;
    this.storage = bytes;
  }

  static whole(bytes: Uint8Array): Window {
    return new Window(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, true);
  }

  get end(): number {
    return this.base + this.bytes.length;
  }

  /** The bytes from `start` on, in memory of their own: a window that never moves. */
  copy(start: number, end: number): Window {
    return new Window(Buffer.from(this.bytes.subarray(start - this.base, end - this.base)), start, true);
  }

  /** Like `copy`, with other bytes between two places in it. */
  spliced(start: number, end: number, from: number, to: number, bytes: Uint8Array): Window {
    const [before, behind] = [
      this.bytes.subarray(start - this.base, from - this.base),
      this.bytes.subarray(to - this.base, end - this.base),
    ];
    return new Window(Buffer.concat([before, bytes, behind]), start, true);
  }

  text(start: number, end: number): string {
    return this.bytes.toString('latin1', start - this.base, end - this.base);
  }

  /** What lies before `keepFrom` is let go. */
  append(chunk: Uint8Array, keepFrom: number): void {
    const from = Math.min(keepFrom - this.base, this.bytes.length);
    const kept = this.bytes.subarray(from);
    const length = kept.length + chunk.length;
    // Moved only when there is no room behind: a long message is copied a few times, not with every chunk.
    const begins = this.bytes.byteOffset - this.storage.byteOffset + from;
    if (begins + length > this.storage.length) {
      const storage = length * 2 > this.storage.length ? Buffer.allocUnsafeSlow(length * 2) : this.storage;
      kept.copy(storage);
      this.storage = storage;
      this.bytes = storage.subarray(0, length);
    } else this.bytes = this.storage.subarray(begins, begins + length);
    this.bytes.set(chunk, kept.length);
    this.base += from;
  }
}
