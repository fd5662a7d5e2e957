import { Injectable } from '@nestjs/common';
import type { Envelope } from './bus.ts';
import { reasonOf } from './reason.ts';

/** An event, or a record that is none and cannot be kept either. */
type Named = Pick<Envelope, 'id' | 'type' | 'orderId'>;

interface Stuck {
  readonly type: string;
  readonly orderId: string | null;
  readonly since: Date;
  readonly lastTried: Date;
  readonly reason: string;
}

/** An event that was not tried for so long is another member's of the consumer group by now. */
const forgottenAfterMs = 60_000;

/** The events that hold back their partition, because the database or another service is away: health names them. */
@Injectable()
export class StuckEvents {
  private readonly stuck = new Map<string, Stuck>();

  failed({ id, type, orderId }: Named, error: unknown, now: Date = new Date()): void {
    const since = this.stuck.get(id)?.since ?? now;
    this.stuck.set(id, { type, orderId, since, lastTried: now, reason: reasonOf(error) });
  }

  resolved({ id }: Pick<Named, 'id'>): void {
    this.stuck.delete(id);
  }

  /** One line per event. */
  problems(now: Date = new Date()): string[] {
    for (const [id, { lastTried }] of this.stuck) {
      if (now.getTime() - lastTried.getTime() > forgottenAfterMs) this.stuck.delete(id);
    }
    return [...this.stuck].map(
      ([id, s]) => `event ${id} (${s.type}, order ${s.orderId ?? '-'}) since ${s.since.toISOString()}: ${s.reason}`,
    );
  }
}
