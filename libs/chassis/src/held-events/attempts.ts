import { Injectable } from '@nestjs/common';
import type { Envelope } from '../events/bus.ts';
import { NotYetKnown } from '../events/not-yet-known.ts';
import { betweenTries } from '../events/pause.rules.ts';
import { pauseAfter } from '../events/pause.ts';
import { NotInTurn, ReactionFailed, Reactions } from '../events/reactions.ts';
import type { Obstacle } from './held-events.ts';
import { isTransient } from './is-transient.ts';
import type { Moved, Query } from './positions.ts';

/** How trying an event ended. `not-in-turn`: it has to wait for others, or was applied before. */
export type Attempt = { readonly kind: 'applied'; readonly moved: Moved } | { readonly kind: 'not-in-turn' } | Obstacle;

export const notInTurn: Attempt = { kind: 'not-in-turn' };

/** @param moved undefined when the event is not in turn */
export const attemptOf = (moved: Moved | undefined): Attempt => (moved ? { kind: 'applied', moved } : notInTurn);

/** @returns undefined when the event is not in turn */
export type TakePlace = (query: Query) => Promise<Moved | undefined>;

/** How often an event may fail before it is held for a person. */
const triesAllowed = 3;

/** Tries an event as often as is allowed. */
@Injectable()
export class Attempts {
  constructor(private readonly reactions: Reactions) {}

  /**
   * @param before how often it was tried before
   * @throws what is no fault of the event: the database, or another service, is away
   */
  async make(envelope: Envelope, takePlace: TakePlace, before = 0): Promise<Attempt> {
    for (let failures = 1; ; failures += 1) {
      const attempt = await this.once(envelope, takePlace, before + failures);
      if (attempt.kind !== 'failed' || failures === triesAllowed) return attempt;
      await pauseAfter(betweenTries, failures);
    }
  }

  /** A single try. */
  async once(envelope: Envelope, takePlace: TakePlace, tries: number): Promise<Attempt> {
    let moved: Moved | undefined;
    try {
      await this.reactions.run(envelope, async (query) => {
        moved = await takePlace(query);
        if (!moved) throw new NotInTurn();
      });
    } catch (thrown) {
      if (thrown instanceof NotInTurn) return notInTurn;
      const { reaction, error } =
        thrown instanceof ReactionFailed
          ? { reaction: thrown.reaction, error: thrown.cause }
          : { reaction: null, error: thrown };
      if (isTransient(error)) throw error;
      return { kind: error instanceof NotYetKnown ? 'waiting' : 'failed', reaction, error, tries };
    }
    return attemptOf(moved);
  }
}
