import { Injectable } from '@nestjs/common';
import type { Envelope } from '../events/bus.ts';
import { Reactions } from '../events/reactions.ts';
import { RelayBell } from '../events/relay-bell.ts';
import { log } from '../log.ts';
import { alarmOverdue, alarmUnknown, raiseAlarm } from './alarm.ts';
import { type Attempt, Attempts, notInTurn } from './attempts.ts';
import type { HeldEvent } from './held-event.ts';
import { HeldEvents, release } from './held-events.ts';
import { HeldReport, type HeldSummary, nothingHeld } from './held-report.ts';
import type { Lane } from './lane.ts';
import type { Moved } from './positions.ts';
import { nextInLane } from './turn.rules.ts';

const lookEveryMs = 5_000;
const retryAfterMs = 1_000;
/** Then the other lanes have their turn. */
const atOnce = 100;

/** Applies held events as soon as it is their turn. Every replica has one; the lanes' locks keep them apart. */
@Injectable()
export class Follower {
  private readonly bell = new RelayBell();
  private readonly stopping = new AbortController();
  private readonly awaited = new Set<string>();
  private running: Promise<void> = Promise.resolve();
  private latest: HeldSummary = nothingHeld;

  constructor(
    private readonly held: HeldEvents,
    private readonly report: HeldReport,
    private readonly attempts: Attempts,
    private readonly reactions: Reactions,
  ) {}

  start(): void {
    this.running = this.keepFollowing();
  }

  /** Finishes the event in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Something was held, or let go. */
  ring(): void {
    this.bell.ring();
  }

  /** An event was applied: perhaps another one has waited for it. */
  moved({ key }: Envelope, { had_early, awaited }: Moved): void {
    if (awaited) this.awaited.add(key);
    if (awaited || had_early) this.ring();
  }

  /** What is held, as of the last look. */
  summary(): HeldSummary {
    return this.latest;
  }

  private async keepFollowing(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      let pauseMs = retryAfterMs;
      try {
        await this.followAll();
        for (const { envelope, error } of await this.report.overdue()) alarmOverdue(envelope, error);
        this.latest = await this.report.summary();
        pauseMs = Math.max(0, Math.min(lookEveryMs, this.latest.dueInMs ?? lookEveryMs));
      } catch (error) {
        log.warn({ err: error }, 'held events cannot be followed now');
      }
      await this.bell.wait(pauseMs, this.stopping.signal);
    }
  }

  /** Until nothing more can be applied now: one event lets the next one go, in another lane too. */
  private async followAll(): Promise<void> {
    for (let applied = true; applied && !this.stopping.signal.aborted; ) {
      applied = false;
      await this.wakeAwaited();
      for (const { seq } of await this.held.becameKnown(this.reactions.answeredTypes()))
        applied = (await this.step(seq)) || applied;
      for (const lane of await this.held.ready()) applied = (await this.follow(lane)) || applied;
    }
  }

  private async wakeAwaited(): Promise<void> {
    const keys = [...this.awaited];
    this.awaited.clear();
    if (keys.length > 0) await this.held.wake(keys);
  }

  private async follow(lane: Lane): Promise<boolean> {
    let settled = 0;
    for (; settled < atOnce && !this.stopping.signal.aborted; settled += 1) {
      const next = nextInLane(await this.held.lane(lane));
      if (!next || !(await this.step(next.seq))) break;
    }
    return settled > 0;
  }

  /** @returns whether the event is out of the way */
  private async step(seq: string): Promise<boolean> {
    const event = await this.held.one(seq);
    if (!event) return true;
    const attempt = await this.attempt(event);
    switch (attempt.kind) {
      case 'applied':
        this.moved(event.envelope, attempt.moved);
        return true;
      case 'not-in-turn':
        return this.held.dropIfSeen(event);
      default:
        if ((await this.held.mark(event, attempt)) && attempt.kind === 'failed') raiseAlarm(event.envelope, attempt);
        return false;
    }
  }

  private async attempt(event: HeldEvent): Promise<Attempt> {
    const { envelope, tries } = event;
    if (this.reactions.answerTo(envelope.type) !== 'unknown') {
      return this.attempts.make(envelope, (query) => release(query, event), tries);
    }
    const moved = await this.held.keepAsUnknown(event);
    if (!moved) return notInTurn;
    alarmUnknown(envelope);
    return { kind: 'applied', moved };
  }
}
