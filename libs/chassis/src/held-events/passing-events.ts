import type { Envelope } from '../events/bus.ts';
import { type Moved, moveAllTo, moveTo, type Query } from './positions.ts';

interface Passing {
  readonly envelope: Envelope;
  readonly passed: PromiseWithResolvers<Moved | undefined>;
}

const mostAtOnce = 64;

/**
 * Events that the service has no answer to only move their aggregates on. While one statement is under way, those of
 * other partitions gather and go together with the next: one commit for all of them.
 */
export class PassingEvents {
  private waiting: Passing[] = [];
  private running = false;

  constructor(private readonly query: Query) {}

  /** @returns undefined when the event is not the next one of its aggregate */
  pass(envelope: Envelope): Promise<Moved | undefined> {
    const passed = Promise.withResolvers<Moved | undefined>();
    this.waiting.push({ envelope, passed });
    if (!this.running) void this.passAll();
    return passed.promise;
  }

  private async passAll(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.settle(this.waiting.splice(0, mostAtOnce));
    this.running = false;
  }

  private async settle(group: readonly Passing[]): Promise<void> {
    try {
      const moved = await moveAllTo(
        this.query,
        group.map(({ envelope }) => envelope),
      );
      for (const { envelope, passed } of group) passed.resolve(moved.get(envelope.id));
    } catch {
      // One of them may be at fault: each learns what is wrong with itself.
      await Promise.all(group.map((one) => this.settleAlone(one)));
    }
  }

  private async settleAlone({ envelope, passed }: Passing): Promise<void> {
    try {
      passed.resolve(await moveTo(this.query, envelope));
    } catch (error) {
      passed.reject(error);
    }
  }
}
