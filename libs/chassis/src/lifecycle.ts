import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIGURATION, type Configuration } from './configuration.ts';
import { Bus } from './events/bus.ts';
import { Relay } from './events/relay.ts';
import { RelayBell } from './events/relay-bell.ts';
import { StuckEvents } from './events/stuck-events.ts';
import { TrimInbox } from './events/trim-inbox.ts';
import { Follower } from './held-events/follower.ts';
import { Sealer } from './trail/sealer.ts';

/** Starting, ready, draining: the part of a service's life that Nest does not know. */
@Injectable()
export class Lifecycle implements OnApplicationShutdown {
  private state: 'starting' | 'ready' | 'draining' = 'starting';
  private readonly relay: Relay;
  private readonly sealer: Sealer;
  private readonly watches: (() => readonly string[])[] = [];

  constructor(
    private readonly bus: Bus,
    private readonly stuck: StuckEvents,
    private readonly follower: Follower,
    private readonly trimInbox: TrimInbox,
    private readonly db: DataSource,
    bell: RelayBell,
    @Inject(CONFIGURATION) configuration: Configuration,
  ) {
    this.relay = new Relay(configuration.relayDatabaseUrl, configuration.service, bus, bell);
    this.sealer = new Sealer(configuration);
  }

  started(): void {
    this.relay.start();
    this.follower.start();
    this.trimInbox.start();
    this.sealer.start();
    this.state = 'ready';
  }

  /** From now on readiness is refused; what is in flight goes on. */
  draining(): void {
    this.state = 'draining';
  }

  isDraining(): boolean {
    return this.state === 'draining';
  }

  /** A service's own concerns, one line each. */
  watch(concerns: () => readonly string[]): void {
    this.watches.push(concerns);
  }

  /** Why no request should come here now. */
  obstacles(): string[] {
    return this.state === 'ready' ? [] : [`service is ${this.state}`];
  }

  /** What needs somebody's attention while requests are still served: events that do not arrive, or do not leave. */
  concerns(): string[] {
    return [
      ...this.bus.problems(),
      ...[this.relay.problem, this.sealer.problem].filter((problem) => problem !== null),
      ...this.stuck.problems(),
      ...this.follower.summary().problems,
      ...this.watches.flatMap((concerns) => concerns()),
    ];
  }

  /** Doors and reactions are closed by now: the relay carries and the sealer seals what they left, then the connections go. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.follower.stop(), this.trimInbox.stop()]);
    await Promise.all([this.relay.stop(), this.sealer.stop()]);
    await this.bus.stop();
    if (this.db.isInitialized) await this.db.destroy();
  }
}
