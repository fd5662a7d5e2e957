import { setTimeout as pause } from 'node:timers/promises';
import { log } from '../log.ts';
import { untilBack } from './pause.rules.ts';
import { pauseAfter } from './pause.ts';
import { reasonOf } from './reason.ts';

/** One stay in the consumer group, from joining to leaving, or to the first failure the client does not mend itself. */
export interface Session {
  /** @param joined called whenever the group has this member @throws what the session could not go on with */
  run(joined: () => void): Promise<void>;
  /** Finishes what is in flight, commits and leaves; `run` resolves then. */
  stop(): void;
  problems(): string[];
}

const brokerMayTakeMs = 10_000;

/** Keeps this process in the consumer group for as long as it is wanted: after a failure with a new session. */
export class Membership {
  private readonly stopping = new AbortController();
  private session: Session | undefined;
  private ended: Promise<void> = Promise.resolve();
  private problem: string | undefined = 'the broker has not let this service listen yet';

  constructor(private readonly newSession: () => Session) {}

  /**
   * Resolves when the group has this member, or when the broker lets it wait: a service that starts while the broker is
   * away serves its doors all the same, keeps its events in the outbox, and listens as soon as the broker is back.
   */
  async join(): Promise<void> {
    const joined = Promise.withResolvers<void>();
    this.ended = this.stay(joined.resolve);
    const lateness = new AbortController();
    const late = pause(brokerMayTakeMs, undefined, { signal: lateness.signal });
    await Promise.race([joined.promise, late]);
    lateness.abort();
    await Promise.allSettled([late]);
  }

  async leave(): Promise<void> {
    this.stopping.abort();
    this.session?.stop();
    await this.ended;
  }

  problems(): string[] {
    return this.problem ? [`kafka: ${this.problem}`] : (this.session?.problems() ?? []);
  }

  private async stay(once: () => void): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted; ) {
      this.session = this.newSession();
      try {
        await this.session.run(() => {
          failures = 0;
          this.problem = undefined;
          once();
        });
      } catch (error) {
        failures += 1;
        this.problem = reasonOf(error);
        if (!signal.aborted) log.error({ err: error, failures }, 'consumer begins anew');
      }
      await pauseAfter(untilBack, failures, signal);
    }
    once();
  }
}
