import { Injectable } from '@nestjs/common';
import { DomainError, must, notFound } from '@tradeloom/kernel';
import type { Actor } from '../access/actor.ts';
import { Transactions } from '../database/transactions.ts';
import { Reactions } from '../events/reactions.ts';
import { currentScope } from '../scope.ts';
import { Attempts, type TakePlace } from './attempts.ts';
import { Follower } from './follower.ts';
import { type HeldEvent, wordsOf } from './held-event.ts';
import { HeldEvents, type Obstacle, release } from './held-events.ts';
import { HeldReport } from './held-report.ts';
import { payloadFrom } from './payload.ts';
import { predecessorOf, type Query } from './positions.ts';

export interface Replaying {
  readonly reason: string;
  /** The corrected payload as ProtoJSON, when it is not to be applied as it came. */
  readonly payload?: object;
}

/** A replay that had its effect. */
export interface Replayed {
  readonly id: string;
  readonly replayedAt: Date;
  readonly replayedBy: string;
  readonly reason: string;
}

interface Entry extends Replaying {
  readonly by: Actor;
  readonly edited: Uint8Array | undefined;
  readonly error?: string;
}

/** A person applies a held event, as it is or corrected. What is held behind it follows by itself. */
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
   * Once it was applied, another replay answers the first one.
   * @throws DomainError when it is not its turn, the payload is none, or it failed again
   */
  async replay(id: string, replaying: Replaying): Promise<Replayed> {
    const { by } = currentScope();
    const event = await this.report.one(by.organisation, id);
    if (!event) return this.replayedBefore(id);
    await this.mustBeItsTurn(event);
    const edited = replaying.payload && payloadFrom(event.envelope.type, replaying.payload);
    const entry = { ...replaying, by, edited };
    const envelope = { ...event.envelope, body: edited ?? event.envelope.body };
    const attempt = await this.attempts.once(envelope, takingPlace(event, entry), event.tries + 1);
    if (attempt.kind === 'waiting' || attempt.kind === 'failed') return this.inVain(event, entry, attempt);
    if (attempt.kind === 'applied') this.follower.moved(envelope, attempt.moved);
    this.follower.ring();
    return this.replayedBefore(id);
  }

  private async mustBeItsTurn({ envelope }: HeldEvent): Promise<void> {
    must(
      this.reactions.answerTo(envelope.type) !== 'unknown',
      'events.replay.unknown-type',
      { en: 'This release does not know this type of event', zh: '当前版本不支持此类事件' },
      { type: envelope.type },
    );
    const before = await predecessorOf(this.held.ask, envelope);
    if (before === undefined) return;
    throw new DomainError(
      'events.replay.behind',
      { en: `Event ${before} comes first`, zh: `须先处理事件 ${before}` },
      { before },
      'conflict',
    );
  }

  private async inVain(event: HeldEvent, entry: Entry, { kind, reaction, error, tries }: Obstacle): Promise<never> {
    const { error: words } = wordsOf(error);
    await this.held.inTransaction((query) => record(query, event, { ...entry, error: words }));
    // What only came too early goes on waiting for its turn.
    if (event.state !== 'parked') {
      await this.held.mark(event, { kind: event.state === 'waiting' ? kind : 'failed', reaction, error, tries });
    }
    this.follower.ring();
    throw new DomainError(
      'events.replay.failed',
      { en: `Failed again: ${words}`, zh: `再次失败：${words}` },
      { id: event.envelope.id, reaction: reaction ?? '' },
    );
  }

  private async replayedBefore(id: string): Promise<Replayed> {
    const [replay] = await this.transactions.run((tx) =>
      tx.query<{ replayed_at: Date; login: string; reason: string }>(
        `select replayed_at, replayed_by->>'login' as login, reason from event_replays
          where event_id = $1 and outcome = 'applied'`,
        [id],
      ),
    );
    if (!replay) throw notFound('held event', id);
    return { id, replayedAt: replay.replayed_at, replayedBy: replay.login, reason: replay.reason };
  }
}

/** The record commits with the effect. Where nothing held comes before the event, a gap is accepted. */
const takingPlace =
  (event: HeldEvent, entry: Entry): TakePlace =>
  async (query) => {
    const moved = await release(query, event, { overGap: event.state === 'parked' });
    if (moved) await record(query, event, entry);
    return moved;
  };

const record = async (
  query: Query,
  { envelope, error: heldError }: HeldEvent,
  { by, reason, edited, error }: Entry,
): Promise<void> => {
  await query(
    `insert into event_replays (event_id, type, order_id, parties, replayed_by, reason, held_error, payload,
        edited_payload, outcome, error) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[envelope.id, envelope.type, envelope.orderId, envelope.parties, JSON.stringify(by), reason, heldError],
      ...[Buffer.from(envelope.body), edited ? Buffer.from(edited) : null],
      ...[error === undefined ? 'applied' : 'failed', error ?? null],
    ],
  );
};
