import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { contextOf, inSpan, Lifecycle, log, serviceActor, Transactions, type Tx, withScope } from '@tradeloom/chassis';
import { contentOf } from '../mailboxes/contents.ts';
import { park } from '../mailboxes/inbound-file.rules.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { ForEverybody } from '../partners/for-everybody.ts';
import { Partners } from '../partners/partner.table.ts';
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
  private readonly running = new Set<Promise<void>>();
  private looking: NodeJS.Timeout | undefined;
  private stopping = false;
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
    this.look();
  }

  /** Looks, and again some time after that look has ended. */
  private look(): void {
    this.track(
      this.lookForLeftovers().finally(() => {
        if (!this.stopping) this.looking = setTimeout(() => this.look(), lookEveryMs);
      }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.looking);
    await Promise.allSettled(this.running);
  }

  /** Starts reading a kept file, whose attempt is counted; the caller need not wait. */
  begin(id: string, parties: readonly string[]): void {
    this.track(this.read(id, parties));
  }

  private track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => log.error({ err: error }, 'waiting files could not be looked for'))
      .finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  private onBehalfOf<T>(parties: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T> {
    const scope = { by: serviceActor('gateway'), organisations: parties };
    return withScope(scope, () => this.transactions.run(work));
  }

  /** A failure is told and kept; the file waits for its next attempt, and holds up no other. */
  private async read(id: string, parties: readonly string[]): Promise<void> {
    try {
      await this.onBehalfOf(parties, async (tx) => {
        const [waiting] = await tx.query<{ id: string; traceparent: string | null }>(
          `select id, traceparent from interchanges where id = $1 and status = 'received' and not held for update skip locked`,
          [id],
        );
        if (waiting) await this.readWaiting(tx, id, waiting.traceparent);
      });
    } catch (error) {
      log.error({ err: error, interchange: id }, 'inbound file could not be read');
      const reason = error instanceof Error ? error.message : String(error);
      await this.onBehalfOf(parties, (tx) => (isElsewhere(error) ? giveBack(tx, id) : keepFailure(tx, id, reason)));
    }
  }

  private readWaiting(tx: Tx, id: string, traceparent: string | null): Promise<void> {
    return inSpan('read interchange', { parent: contextOf(traceparent) }, async () => {
      const interchange: Interchange = await tx.one(Interchanges, id);
      await this.reading.read(tx, interchange, await contentOf(tx, id));
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
        if (this.stopping) return;
        isWorking = (await this.attempt(id, parties)) || isWorking;
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
