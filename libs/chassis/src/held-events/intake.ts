import { Injectable } from '@nestjs/common';
import type { Envelope } from '../events/bus.ts';
import { Reactions } from '../events/reactions.ts';
import { raiseAlarm } from './alarm.ts';
import { type Attempt, Attempts, attemptOf, notInTurn } from './attempts.ts';
import { Follower } from './follower.ts';
import { HeardEvents } from './heard-events.ts';
import { HeldEvents } from './held-events.ts';
import { PassingEvents } from './passing-events.ts';
import { isInTurn, moveInFreeLane } from './positions.ts';

/** Takes each event as the bus brings it: it is applied in its turn, or held in the service's database until then. */
@Injectable()
export class Intake {
  private readonly passing: PassingEvents;
  private readonly heard: HeardEvents;

  constructor(
    private readonly reactions: Reactions,
    private readonly attempts: Attempts,
    private readonly held: HeldEvents,
    private readonly follower: Follower,
  ) {
    this.passing = new PassingEvents(held.askPosition);
    this.heard = new HeardEvents(reactions, held.askPosition, (envelope) => this.make(envelope));
  }

  /**
   * Resolves when the event is applied, held, or known to have been applied before: the bus may go on.
   * @throws what is no fault of the event; it has to come again
   */
  async take(envelope: Envelope): Promise<void> {
    const attempt = await this.attempt(envelope);
    if (attempt.kind === 'seen') return;
    if (attempt.kind === 'applied') return this.follower.moved(envelope, attempt.moved);
    const obstacle = attempt.kind === 'not-in-turn' ? undefined : attempt;
    const isNew = await this.held.park(envelope, obstacle);
    if (isNew && obstacle?.kind === 'failed') raiseAlarm(envelope, obstacle);
    if (isNew) this.follower.ring();
  }

  private async attempt(envelope: Envelope): Promise<Attempt | { kind: 'seen' }> {
    const answer = this.reactions.answerTo(envelope.type);
    if (answer === 'unknown') return notInTurn;
    if (answer === 'none') return attemptOf(await this.passing.pass(envelope));
    if (answer === 'heard') return this.heard.hear(envelope);
    // the first of several reactions commits before the last one takes the event's place
    if (answer === 'several' && !(await isInTurn(this.held.askPosition, envelope))) return notInTurn;
    return this.make(envelope);
  }

  private make(envelope: Envelope): Promise<Attempt> {
    return this.attempts.make(envelope, (query) => moveInFreeLane(query, envelope));
  }
}
