import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { log } from '../log.ts';

/** Longer than the topics keep an event, so that none comes again that is forgotten here. */
const retention = `interval '30 days'`;
const batchSize = 1_000;
const everyMs = 3_600_000;

// Few enough that nobody waits for the locks; what another replica is at, it leaves.
const oldest = `with trimmed as (delete from inbox where ctid = any(array(
    select ctid from inbox where seen_at < now() - ${retention} limit ${batchSize} for update skip locked)) returning 1)
  select count(*)::int as count from trimmed`;

/** Forgets inbox rows that no event can come again for. */
@Injectable()
export class TrimInbox {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(private readonly db: DataSource) {}

  /** At once, and every hour. */
  start(): void {
    const trim = (): void => {
      this.running = this.trim().catch((error: unknown) => log.warn({ err: error }, 'inbox not trimmed'));
    };
    this.timer = setInterval(trim, everyMs);
    trim();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async trim(): Promise<void> {
    for (let trimmed = batchSize; trimmed === batchSize && !this.stopping; ) {
      const [batch] = await this.db.query<{ count: number }[]>(oldest);
      trimmed = batch?.count ?? 0;
    }
  }
}
