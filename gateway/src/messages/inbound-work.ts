import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { contextOf, inSpan, Lifecycle, log, serviceActor, Transactions, type Tx, withScope } from '@tradeloom/chassis';
import { contentOf } from '../mailboxes/contents.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { ForEverybody } from '../partners/for-everybody.ts';
import { ReadInterchange } from './read-interchange.ts';

const lookEveryMs = 5_000;
const failuresBeforeAlarm = 5;

/**
 * Reads files after they were kept: at once for those that just came, and again for those that a stopped
 * process left behind. A file stays `received` until its reading committed.
 */
@Injectable()
export class InboundWork implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly running = new Set<Promise<void>>();
  private looking: NodeJS.Timeout | undefined;
  private stopping = false;
  private readonly failures = new Map<string, { times: number; reason: string }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly everybody: ForEverybody,
    private readonly reading: ReadInterchange,
    lifecycle: Lifecycle,
  ) {
    lifecycle.watch(() => this.problems());
  }

  /** Files that keep failing, one line each. */
  private problems(): string[] {
    return [...this.failures]
      .filter(([, f]) => f.times >= failuresBeforeAlarm)
      .map(([id, f]) => `interchange ${id} cannot be read: ${f.reason}`);
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

  /** Starts reading a kept file; the caller need not wait. */
  begin(id: string, parties: readonly string[]): void {
    this.track(this.read(id, parties));
  }

  private track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => log.error({ err: error }, 'waiting files could not be looked for'))
      .finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  /** A failure is told and counted; the file waits for the next look, and holds up no other. */
  private async read(id: string, parties: readonly string[]): Promise<void> {
    const scope = { by: serviceActor('gateway'), organisations: parties };
    try {
      await withScope(scope, () =>
        this.transactions.run(async (tx) => {
          const [waiting] = await tx.query<{ id: string; traceparent: string | null }>(
            `select id, traceparent from interchanges where id = $1 and status = 'received' and not held for update skip locked`,
            [id],
          );
          if (waiting) await this.readWaiting(tx, id, waiting.traceparent);
        }),
      );
      this.failures.delete(id);
    } catch (error) {
      this.failed(id, error);
    }
  }

  private readWaiting(tx: Tx, id: string, traceparent: string | null): Promise<void> {
    return inSpan('read interchange', { parent: contextOf(traceparent) }, async () => {
      const interchange: Interchange = await tx.one(Interchanges, id);
      await this.reading.read(tx, interchange, await contentOf(tx, id));
    });
  }

  private failed(id: string, error: unknown): void {
    log.error({ err: error, interchange: id }, 'inbound file could not be read');
    const times = (this.failures.get(id)?.times ?? 0) + 1;
    this.failures.set(id, { times, reason: error instanceof Error ? error.message : String(error) });
  }

  /** Files that are still `received`, looked for on behalf of all, and each read on behalf of its own parties. */
  private async lookForLeftovers(): Promise<void> {
    const left = await this.everybody.run((tx) =>
      tx.query<{ id: string; parties: string[] }>(
        `select id, parties from interchanges
          where status = 'received' and not held and received_at < now() - interval '2 seconds' order by received_at limit 100`,
      ),
    );
    if (!left) return;
    // What failed here and is left no more was read by another process.
    for (const id of this.failures.keys()) if (!left.some((l) => l.id === id)) this.failures.delete(id);
    for (const { id, parties } of left) {
      if (this.stopping) return;
      await this.read(id, parties);
    }
  }
}
