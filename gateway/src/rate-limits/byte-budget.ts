/** Bytes */
export interface Room {
  readonly each: number;
  readonly all: number;
}

/** Bytes that are held in memory for callers: never more than one of them, or all together, may. */
export class ByteBudget {
  private readonly held = new Map<string, number>();
  private all = 0;

  constructor(private readonly room: Room) {}

  /** @returns false when there is no room for so many more */
  take(caller: string, bytes: number): boolean {
    const own = (this.held.get(caller) ?? 0) + bytes;
    if (own > this.room.each || this.all + bytes > this.room.all) return false;
    this.held.set(caller, own);
    this.all += bytes;
    return true;
  }

  giveBack(caller: string, bytes: number): void {
    const left = (this.held.get(caller) ?? 0) - bytes;
    if (left > 0) this.held.set(caller, left);
    else this.held.delete(caller);
    this.all -= bytes;
  }
}
