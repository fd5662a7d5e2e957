import { EventEmitter, once } from 'node:events';
import type { Envelope } from '@tradeloom/chassis';

const deadlineMs = 25_000;

/** What a member was brought, in the order of its coming; tells when something came. */
export class Arrivals {
  readonly all: Envelope[] = [];
  private readonly ids = new Set<string>();
  private readonly comings = new EventEmitter();

  readonly hear = async (envelope: Envelope): Promise<void> => {
    this.all.push(envelope);
    this.ids.add(envelope.id);
    this.comings.emit('event');
  };

  get distinct(): number {
    return this.ids.size;
  }

  /** Looks whenever something comes. @throws Error at the deadline, naming what was waited for */
  async until(what: string, holds: () => boolean): Promise<void> {
    const signal = AbortSignal.timeout(deadlineMs);
    while (!holds()) {
      try {
        await once(this.comings, 'event', { signal });
      } catch (cause) {
        throw new Error(`not within ${deadlineMs} ms: ${what}; ${this.distinct} came`, { cause });
      }
    }
  }
}

/** Versions of each key in the order of their first arrival. */
export const firstArrivals = (heard: readonly Envelope[]): Map<string, number[]> => {
  const byKey = new Map<string, number[]>();
  for (const { key, version } of heard) {
    const versions = byKey.get(key) ?? [];
    if (!versions.includes(version)) versions.push(version);
    byKey.set(key, versions);
  }
  return byKey;
};
