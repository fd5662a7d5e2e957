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
 * Events that are only listened to. While some are being kept, others gather, and go together with the next transaction:
 * one commit for a whole file's events, or for what many partners' orders led to meanwhile. What cannot go together is
 * tried one by one.
 */
export class HeardEvents {
  private readonly waiting: Hearing[] = [];
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
    while (this.waiting.length > 0) await this.settle(this.waiting.splice(0, mostAtOnce));
    this.running = false;
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
