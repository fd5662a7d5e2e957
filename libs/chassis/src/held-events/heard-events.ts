import type { Envelope } from '../events/bus.ts';
import type { Reactions } from '../events/reactions.ts';
import { log } from '../log.ts';
import { type Attempt, attemptOf } from './attempts.ts';
import { appliedBefore, type Moved, type Query } from './positions.ts';
import { moveRunsInFreeLanes, runsOf } from './runs.ts';

/** It was applied before, and was not tried again. */
const seen = { kind: 'seen' } as const;

interface Hearing {
  readonly envelope: Envelope;
  readonly heard: PromiseWithResolvers<Attempt | typeof seen>;
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

  /** @param ask about positions; @param alone tries a single event */
  constructor(
    private readonly reactions: Reactions,
    private readonly ask: Query,
    private readonly alone: (envelope: Envelope) => Promise<Attempt>,
  ) {}

  /** Events of a key have to come in their order. */
  hear(envelope: Envelope): Promise<Attempt | typeof seen> {
    const heard = Promise.withResolvers<Attempt | typeof seen>();
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
    const news = await this.newsOf(group);
    if (news.length < group.length && (await this.together(news))) return;
    for (const { envelope, heard } of news) await this.alone(envelope).then(heard.resolve, heard.reject);
  }

  /** After a restart a batch comes again whole: those of it that were kept are known at once, and the rest goes together. */
  private async newsOf(group: readonly Hearing[]): Promise<readonly Hearing[]> {
    try {
      const known = await appliedBefore(
        this.ask,
        group.map(({ envelope }) => envelope),
      );
      const isKnown = ({ envelope }: Hearing): boolean => known.has(envelope.id);
      for (const { heard } of group.filter(isKnown)) heard.resolve(seen);
      return group.filter((one) => !isKnown(one));
    } catch (error) {
      log.debug({ err: error, events: group.length }, 'which events are new cannot be asked');
      return group;
    }
  }

  /** @returns whether all of them were kept */
  private async together(group: readonly Hearing[]): Promise<boolean> {
    if (group.length === 0) return true;
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
