import { Injectable } from '@nestjs/common';
import type { Envelope } from './bus.ts';
import { NotYetKnown } from './not-yet-known.ts';

interface Stuck {
  readonly type: string;
  readonly orderId: string | null;
  readonly since: Date;
  readonly reason: string;
  readonly waiting: boolean;
}

/** An event may wait this long for what it speaks of before it counts as stuck. */
const patienceMs = 60_000;

/** The events that do not get through: readiness names them, so that a message nobody handles is an alarm. */
@Injectable()
export class StuckEvents {
  private readonly stuck = new Map<string, Stuck>();

  failed({ id, type, orderId }: Envelope, error: unknown): void {
    const since = this.stuck.get(id)?.since ?? new Date();
    const reason = error instanceof Error ? error.message : String(error);
    this.stuck.set(id, { type, orderId, since, reason, waiting: error instanceof NotYetKnown });
  }

  resolved({ id }: Envelope): void {
    this.stuck.delete(id);
  }

  /** One line per event that failed, or has waited too long. */
  problems(now: Date = new Date()): string[] {
    return [...this.stuck]
      .filter(([, s]) => !s.waiting || now.getTime() - s.since.getTime() > patienceMs)
      .map(
        ([id, s]) => `event ${id} (${s.type}, order ${s.orderId ?? '-'}) since ${s.since.toISOString()}: ${s.reason}`,
      );
  }
}
