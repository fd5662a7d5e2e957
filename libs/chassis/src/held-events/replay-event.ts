import { Injectable } from '@nestjs/common';
import { DomainError, must } from '@tradeloom/kernel';
import type { Actor } from '../access/actor.ts';
import { Transactions } from '../database/transactions.ts';
import { Reactions } from '../events/reactions.ts';
import { currentScope } from '../scope.ts';
import { Attempts } from './attempts.ts';
import type { Corrections } from './correct-payload.rules.ts';
import { Follower } from './follower.ts';
import { type HeldEvent, shownError, wordsOf } from './held-event.ts';
import { HeldEvents, type Obstacle, release } from './held-events.ts';
import { HeldReport } from './held-report.ts';
import { mustComeFirst } from './must-come-first.ts';
import { correctedBody } from './payload.ts';
import { record, type Settled, settled } from './settlement.ts';

export interface Replaying {
  readonly reason: string;
  /** When it is not to be applied as it came. */
  readonly corrections?: Corrections;
}

interface Replay {
  readonly by: Actor;
  readonly reason: string;
  readonly edited: Uint8Array | undefined;
}

/** A person applies a held event, as it came or corrected. What is held behind it follows by itself. */
@Injectable()
export class ReplayEvent {
  constructor(
    private readonly held: HeldEvents,
    private readonly report: HeldReport,
    private readonly attempts: Attempts,
    private readonly reactions: Reactions,
    private readonly follower: Follower,
    private readonly transactions: Transactions,
  ) {}

  /**
   * One that came too early is applied all the same: who replays it accepts the gap.
   * @returns also for an event that was settled before: how it was, and nothing happens
   * @throws DomainError when another one comes first, the payload is none, or it failed again
   */
  async replay(id: string, { reason, corrections }: Replaying): Promise<Settled> {
    const { by } = currentScope();
    const event = await this.report.one(id);
    if (!event) return settled(this.transactions, id);
    const { type, body } = event.envelope;
    must(
      this.reactions.answerTo(type) !== 'unknown',
      'events.held.unknown-type',
      { en: 'This release does not know this type of event', zh: '当前版本不支持此类事件' },
      { type },
    );
    await mustComeFirst(this.held.ask, event.envelope);
    const edited = corrections && correctedBody(event.envelope, corrections);
    const replay = { by, reason, edited };
    const attempt = await this.attempts.once(
      { ...event.envelope, body: edited ?? body },
      async (query) => {
        const moved = await release(query, event, { overGap: event.state === 'parked' });
        if (moved) await record(query, event, { ...replay, outcome: 'applied' });
        return moved;
      },
      event.tries + 1,
    );
    if (attempt.kind === 'waiting' || attempt.kind === 'failed') return this.inVain(event, replay, attempt);
    if (attempt.kind === 'applied') this.follower.moved(event.envelope, attempt.moved);
    this.follower.ring();
    return settled(this.transactions, id);
  }

  private async inVain(event: HeldEvent, replay: Replay, { kind, reaction, error, tries }: Obstacle): Promise<never> {
    const { error: words } = wordsOf(error);
    await this.held.inTransaction((query) => record(query, event, { ...replay, outcome: 'failed', error: words }));
    // What only came too early goes on waiting for its turn.
    if (event.state !== 'parked') {
      await this.held.mark(event, { kind: event.state === 'waiting' ? kind : 'failed', reaction, error, tries });
    }
    this.follower.ring();
    const { body } = event.envelope;
    const shown = shownError({ error: words, envelope: { ...event.envelope, body: replay.edited ?? body } });
    throw new DomainError(
      'events.held.failed-again',
      { en: `Failed again: ${shown}`, zh: `再次失败：${shown}` },
      { id: event.envelope.id, reaction: reaction ?? '' },
    );
  }
}
