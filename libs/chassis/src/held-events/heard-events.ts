import type { Envelope } from '../events/bus.ts';
import type { Reactions } from '../events/reactions.ts';
import { log } from '../log.ts';
import { type Attempt, attemptOf } from './attempts.ts';
import type { Moved } from './positions.ts';
import { moveRunsInFreeLanes, runsOf } from './runs.ts';

interface Hearing {
  readonly envelope: Envelope;
  readonly heard: PromiseWithResolvers<Attempt>;
}

const mostAtOnce = 64;

/**
 * Events that are only listened to. While some are being kept, others gather, and those of the same parties go together
 * with the next transaction: one commit for a whole file's events. What cannot go together is tried one by one.
 */
export class HeardEvents {
  private waiting: Hearing[] = [];
  private running = false;

  /** @param alone tries a single event */
  constructor(
    private readonly reactions: Reactions,
    private readonly alone: (envelope: Envelope) => Promise<Attempt>,
  ) {}

  /** Events of a key have to come in their order. */
  hear(envelope: Envelope): Promise<Attempt> {
    const heard = Promise.withResolvers<Attempt>();
    this.waiting.push({ envelope, heard });
    if (!this.running) void this.hearAll();
    return heard.promise;
  }

  private async hearAll(): Promise<void> {
    this.running = true;
    // Neighbours of the same batch have arrived by then.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.settle(this.nextGroup());
    this.running = false;
  }

  /** The first one and those of its parties; what comes behind another party's event of the same key stays behind it. */
  private nextGroup(): Hearing[] {
    const parties = this.waiting[0]?.envelope.parties.join() ?? '';
    const group: Hearing[] = [];
    const rest: Hearing[] = [];
    const behind = new Set<string>();
    for (const one of this.waiting) {
      const { key } = one.envelope;
      const joins = group.length < mostAtOnce && one.envelope.parties.join() === parties && !behind.has(key);
      (joins ? group : rest).push(one);
      if (!joins) behind.add(key);
    }
    this.waiting = rest;
    return group;
  }

  private async settle(group: readonly Hearing[]): Promise<void> {
    if (await this.together(group)) return;
    for (const { envelope, heard } of group) await this.alone(envelope).then(heard.resolve, heard.reject);
  }

  /** @returns whether all of them were kept */
  private async together(group: readonly Hearing[]): Promise<boolean> {
    const envelopes = group.map(({ envelope }) => envelope);
    const runs = runsOf(envelopes);
    if (!runs) return false;
    let moved: ReadonlyMap<Envelope, Moved> = new Map();
    try {
      await this.reactions.runTogether(envelopes, async (query) => {
        moved = await moveRunsInFreeLanes(query, runs);
      });
      for (const { envelope, heard } of group) heard.resolve(attemptOf(moved.get(envelope)));
      return true;
    } catch (error) {
      log.debug({ err: error, events: group.length }, 'events cannot be heard together');
      return false;
    }
  }
}
