import { setTimeout as wait } from 'node:timers/promises';
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Open } from '../access/allow.ts';
import { CONFIGURATION, type Configuration } from '../configuration.ts';
import { StuckEvents } from '../events/stuck-events.ts';
import { Follower } from '../held-events/follower.ts';
import type { HeldSummary } from '../held-events/held-report.ts';
import { Lifecycle } from '../lifecycle.ts';

interface Readiness {
  /** `degraded` serves requests all the same: with the broker away, or one event stuck, orders are still taken. */
  readonly status: 'ready' | 'degraded' | 'not-ready';
  readonly causes: readonly string[];
  /** Events that could not be applied when they came, by state; `failed`, `unknown` and `unreadable` need a person. */
  readonly heldEvents: HeldSummary['counts'];
}

const databaseAnswersWithinMs = 5_000;

/** Probes and figures for operators. Readiness names its causes. */
@Open()
@Controller()
export class Health {
  constructor(
    private readonly db: DataSource,
    private readonly stuck: StuckEvents,
    private readonly follower: Follower,
    private readonly lifecycle: Lifecycle,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const obstacles = [...this.lifecycle.obstacles(), ...(await this.databaseProblems())];
    const concerns = this.lifecycle.concerns();
    if (obstacles.length > 0) reply.status(503);
    const status = obstacles.length > 0 ? 'not-ready' : concerns.length > 0 ? 'degraded' : 'ready';
    return { status, causes: [...obstacles, ...concerns], heldEvents: this.follower.summary().counts };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): string {
    const { service } = this.configuration;
    const label = `{service="${service}"}`;
    const { rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    return [
      '# TYPE tradeloom_events_stuck gauge',
      `tradeloom_events_stuck${label} ${this.stuck.problems().length}`,
      '# TYPE tradeloom_events_held gauge',
      ...Object.entries(this.follower.summary().counts).map(
        ([state, count]) => `tradeloom_events_held{service="${service}",state="${state}"} ${count}`,
      ),
      '# TYPE tradeloom_concerns gauge',
      `tradeloom_concerns${label} ${this.lifecycle.concerns().length}`,
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes${label} ${rss}`,
      '# TYPE process_cpu_seconds_total counter',
      `process_cpu_seconds_total${label} ${(user + system) / 1e6}`,
      '',
    ].join('\n');
  }

  private async databaseProblems(): Promise<string[]> {
    const answered = new AbortController();
    const tooLate = wait(databaseAnswersWithinMs, ['database: no answer'], { signal: answered.signal });
    const asked = this.db.query('select 1').then(
      () => [],
      (error: unknown) => [`database: ${error instanceof Error ? error.message : String(error)}`],
    );
    try {
      return await Promise.race([asked, tooLate]);
    } finally {
      answered.abort();
    }
  }
}
