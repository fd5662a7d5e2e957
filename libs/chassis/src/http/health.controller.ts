import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Open } from '../access/allow.ts';
import { CONFIGURATION, type Configuration } from '../configuration.ts';
import { StuckEvents } from '../events/stuck-events.ts';
import { Lifecycle } from '../lifecycle.ts';

/** Probes and figures for operators. Readiness names its causes. */
@Open()
@Controller()
export class Health {
  constructor(
    private readonly db: DataSource,
    private readonly stuck: StuckEvents,
    private readonly lifecycle: Lifecycle,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; causes: string[] }> {
    const causes = [...this.lifecycle.problems(), ...this.stuck.problems(), ...(await this.databaseProblems())];
    if (causes.length > 0) reply.status(503);
    return { status: causes.length > 0 ? 'not-ready' : 'ready', causes };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  metrics(): string {
    const label = `{service="${this.configuration.service}"}`;
    const { rss } = process.memoryUsage();
    return [
      '# TYPE tradeloom_events_stuck gauge',
      `tradeloom_events_stuck${label} ${this.stuck.problems().length}`,
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes${label} ${rss}`,
      '# TYPE process_cpu_seconds_total counter',
      `process_cpu_seconds_total${label} ${process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6}`,
      '',
    ].join('\n');
  }

  private async databaseProblems(): Promise<string[]> {
    try {
      await this.db.query('select 1');
      return [];
    } catch (error) {
      return [`database: ${error instanceof Error ? error.message : String(error)}`];
    }
  }
}
