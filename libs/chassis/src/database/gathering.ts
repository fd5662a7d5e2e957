import { AsyncLocalStorage } from 'node:async_hooks';
import type { Scope } from '../scope.ts';

/** Work that waits for a transaction, and the one who waits for its answer. */
export interface Gathered<Tx> {
  readonly scope: Scope;
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const groupsAtOnce = 2;
const largestGroup = 16;

const companyOf = ({ organisations, shows }: Scope): string => `${shows ?? false} ${organisations.join(',')}`;

/**
 * Group commit. While a few transactions are under way, work for the same organisations gathers and goes together in
 * the next one: it is opened, written and made durable once for all of them. Nobody waits when there is nothing to wait for.
 */
export class Gathering<Tx> {
  private waiting: Gathered<Tx>[] = [];
  private running = 0;

  /** @param settle runs a group and settles each of its members; never rejects */
  constructor(private readonly settle: (group: readonly Gathered<Tx>[]) => Promise<void>) {}

  run<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const inItsContext = AsyncLocalStorage.snapshot();
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({
        scope,
        work: (tx) => inItsContext(work, tx),
        resolve: (answer) => resolve(answer as T),
        reject,
      });
      void this.next();
    });
  }

  private async next(): Promise<void> {
    if (this.running === groupsAtOnce || this.waiting.length === 0) return;
    this.running += 1;
    await this.settle(this.nextGroup());
    this.running -= 1;
    await this.next();
  }

  private nextGroup(): Gathered<Tx>[] {
    const company = this.waiting[0] ? companyOf(this.waiting[0].scope) : '';
    const group = this.waiting.filter(({ scope }) => companyOf(scope) === company).slice(0, largestGroup);
    const chosen = new Set(group);
    this.waiting = this.waiting.filter((one) => !chosen.has(one));
    return group;
  }
}
