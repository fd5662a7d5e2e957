import { limits } from './limits.ts';

/** Bytes that open files hold in memory: never more than one partner, or all together, may. */
export class ByteBudget {
  private readonly held = new Map<string, number>();
  private all = 0;

  /** @returns false when there is no room for so many more */
  take(partner: string, bytes: number): boolean {
    const own = (this.held.get(partner) ?? 0) + bytes;
    if (own > limits.openBytesPerPartner || this.all + bytes > limits.openBytes) return false;
    this.held.set(partner, own);
    this.all += bytes;
    return true;
  }

  giveBack(partner: string, bytes: number): void {
    const left = (this.held.get(partner) ?? 0) - bytes;
    if (left > 0) this.held.set(partner, left);
    else this.held.delete(partner);
    this.all -= bytes;
  }
}
