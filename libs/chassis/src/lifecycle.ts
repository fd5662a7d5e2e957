import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from './configuration.ts';
import { Bus } from './events/bus.ts';
import { Relay } from './events/relay.ts';
import { RelayBell } from './events/relay-bell.ts';

/** Starting, ready, draining: the part of a service's life that Nest does not know. */
@Injectable()
export class Lifecycle implements OnApplicationShutdown {
  private state: 'starting' | 'ready' | 'draining' = 'starting';
  private readonly relay: Relay;
  private readonly watches: (() => readonly string[])[] = [];

  constructor(bus: Bus, bell: RelayBell, @Inject(CONFIGURATION) { relayDatabaseUrl, service }: Configuration) {
    this.relay = new Relay(relayDatabaseUrl, service, bus, bell);
  }

  started(): void {
    this.relay.start();
    this.state = 'ready';
  }

  /** From now on readiness is refused; what is in flight goes on. */
  draining(): void {
    this.state = 'draining';
  }

  /** A service's own reasons for not being ready, one line each. */
  watch(problems: () => readonly string[]): void {
    this.watches.push(problems);
  }

  problems(): string[] {
    return [
      ...(this.state === 'ready' ? [] : [`service is ${this.state}`]),
      ...(this.relay.problem ? [this.relay.problem] : []),
      ...this.watches.flatMap((problems) => problems()),
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
  }
}
