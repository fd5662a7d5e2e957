import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  contextOf,
  inSpan,
  Lifecycle,
  log,
  RelayBell,
  serviceActor,
  Transactions,
  type Tx,
  withScope,
} from '@tradeloom/chassis';
import { keepLooking } from '../keep-looking.ts';
import { contentOf } from '../mailboxes/contents.ts';
import { park } from '../mailboxes/inbound-file.rules.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { ForEverybody } from '../partners/for-everybody.ts';
import { Partners } from '../partners/partner.table.ts';
import { failureReason } from './failure-reason.rules.ts';
import { ReadInterchange } from './read-interchange.ts';
import {
  attemptsAtMost,
  countAttempt,
  dueFiles,
  giveBack,
  isElsewhere,
  keepFailure,
  type ParkedFile,
  parkedFiles,
} from './reading-attempts.ts';

const lookEveryMs = 5_000;

/**
 * Reads files after they were kept: at once those that just came, and again, ever more seldom, those that a stopped
 * process left behind or that could not be read. A file stays `received` until its reading committed; one that failed
 * too often is parked, and both sides are told.
 */
@Injectable()
export class InboundWork implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly bell = new RelayBell();
  private readonly running = new Set<Promise<void>>();
  private looking: Promise<void> = Promise.resolve();
  private parked: readonly ParkedFile[] = [];

  constructor(
    private readonly transactions: Transactions,
    private readonly everybody: ForEverybody,
    private readonly reading: ReadInterchange,
    lifecycle: Lifecycle,
  ) {
    lifecycle.watch(() => this.problems());
  }

  /** Files that somebody has to see to, one line each. */
  private problems(): string[] {
    return this.parked.map(({ id, failure }) => `interchange ${id} cannot be read: ${failure ?? 'its reader stopped'}`);
  }

  onApplicationBootstrap(): void {
    this.looking = keepLooking(() => this.lookForLeftovers(), {
      bell: this.bell,
      everyMs: lookEveryMs,
      signal: this.stopping.signal,
      trouble: 'waiting files could not be looked for',
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.looking;
    await Promise.all(this.running);
  }

  /** Starts reading a kept file, whose attempt is counted; the caller need not wait. */
  begin(id: string, parties: readonly string[]): void {
    const reading = this.read(id, parties)
      .catch((error: unknown) =>
        log.error({ err: error, interchange: id }, 'why a file could not be read was not kept'),
      )
      .finally(() => this.running.delete(reading));
    this.running.add(reading);
  }

  /** Files that waited may be read now. */
  ring(): void {
    this.bell.ring();
  }

  private onBehalfOf<T>(parties: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T> {
    const scope = { by: serviceActor('gateway'), organisations: parties };
    return withScope(scope, () => this.transactions.run(work));
  }

  /**
   * A failure is told and kept; the file waits for its next attempt.
   * @throws when what became of it could not be kept: its attempt was counted, and the next one comes all the same
   */
  private async read(id: string, parties: readonly string[]): Promise<void> {
    try {
      const othersWaited = await this.onBehalfOf(parties, async (tx) => {
        const [waiting] = await tx.query<{ id: string; traceparent: string | null }>(
          `select id, traceparent from interchanges where id = $1 and status = 'received' and not held for update skip locked`,
          [id],
        );
        return waiting ? this.readWaiting(tx, id, waiting.traceparent) : false;
      });
      if (othersWaited) this.ring();
    } catch (error) {
      log.error({ err: error, interchange: id }, 'inbound file could not be read');
      await this.onBehalfOf(parties, (tx) =>
        isElsewhere(error) ? giveBack(tx, id) : keepFailure(tx, id, failureReason(error)),
      );
    }
  }

  private readWaiting(tx: Tx, id: string, traceparent: string | null): Promise<boolean> {
    return inSpan('read interchange', { parent: contextOf(traceparent) }, async () => {
      const interchange: Interchange = await tx.one(Interchanges, id);
      return this.reading.read(tx, interchange, await contentOf(tx, id));
    });
  }

  /** Reads what is due, looked for on behalf of all, and each on behalf of its own parties, until nothing is. */
  private async lookForLeftovers(): Promise<void> {
    for (;;) {
      const found = await this.everybody.run(async (tx) => ({
        due: await dueFiles(tx),
        parked: await parkedFiles(tx),
      }));
      this.parked = found?.parked ?? [];
      let isWorking = false;
      for (const { id, parties } of found?.due ?? []) {
        if (this.stopping.signal.aborted) return;
        try {
          isWorking = (await this.attempt(id, parties)) || isWorking;
        } catch (error) {
          // It holds up no other, and is due again, or will be.
          log.error({ err: error, interchange: id }, 'a waiting file could not be tried');
        }
      }
      if (!isWorking) return;
    }
  }

  /** @returns whether it was this process's to read, or to park */
  private async attempt(id: string, parties: readonly string[]): Promise<boolean> {
    const next = await this.onBehalfOf(parties, async (tx) => {
      const counted = await countAttempt(tx, id);
      if (counted === 'park') await this.park(tx, id);
      return counted;
    });
    if (next === 'read') await this.read(id, parties);
    return next !== null;
  }

  private async park(tx: Tx, id: string): Promise<void> {
    const { partner } = await tx.one(Interchanges, id);
    const { organisation, counterparty } = await tx.one(Partners, partner);
    await tx.change(Interchanges, id, park(attemptsAtMost, organisation, counterparty));
  }
}
