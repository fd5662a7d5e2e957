import { Injectable } from '@nestjs/common';
import type { Envelope } from './bus.ts';
import { NotYetKnown } from './not-yet-known.ts';

interface Stuck {
  readonly type: string;
  readonly orderId: string | null;
  readonly since: Date;
  readonly lastTried: Date;
  readonly reason: string;
  readonly waiting: boolean;
}

/** An event may wait this long for what it speaks of before it counts as stuck. */
const patienceMs = 60_000;
/** An event that was not tried for so long is another member's of the consumer group by now. */
const forgottenAfterMs = 60_000;

/** The events that do not get through: health names them, so that a message nobody handles is an alarm. */
@Injectable()
export class StuckEvents {
  private readonly stuck = new Map<string, Stuck>();

  failed({ id, type, orderId }: Envelope, error: unknown, now: Date = new Date()): void {
    const since = this.stuck.get(id)?.since ?? now;
    const reason = error instanceof Error ? error.message : String(error);
    this.stuck.set(id, { type, orderId, since, lastTried: now, reason, waiting: error instanceof NotYetKnown });
  }

  resolved({ id }: Envelope): void {
    this.stuck.delete(id);
  }

  /** One line per event that failed, or has waited too long. */
  problems(now: Date = new Date()): string[] {
    for (const [id, { lastTried }] of this.stuck) {
      if (now.getTime() - lastTried.getTime() > forgottenAfterMs) this.stuck.delete(id);
    }
    return [...this.stuck]
      .filter(([, s]) => !s.waiting || now.getTime() - s.since.getTime() > patienceMs)
      .map(
        ([id, s]) => `event ${id} (${s.type}, order ${s.orderId ?? '-'}) since ${s.since.toISOString()}: ${s.reason}`,
      );
  }
}
