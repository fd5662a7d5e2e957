import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Configuration } from '../configuration.ts';
import { inSoleSession } from '../database/sole-session.ts';
import { log } from '../log.ts';
import { AnchorSeals } from './anchor-seals.ts';
import { SealEvents } from './seal-events.ts';

const lookEveryMs = 1_000;

/**
 * Chains what was committed, behind everybody's back: no transaction waits for it. One per schema; it may read events,
 * and add seals and anchors.
 */
export class Sealer {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** What keeps events from being sealed, for readiness. */
  problem: string | null = null;

  constructor(private readonly configuration: Configuration) {}

  start(): void {
    this.running = this.keepSealing();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async keepSealing(): Promise<void> {
    const { relayDatabaseUrl: databaseUrl, service: schema } = this.configuration;
    while (!this.stopping.signal.aborted) {
      try {
        await inSoleSession({ databaseUrl, schema, name: 'sealer' }, (client) => this.sealWith(client));
        this.problem = null;
      } catch (error) {
        this.problem = `sealer: ${error instanceof Error ? error.message : String(error)}`;
        log.error({ err: error }, 'sealer interrupted');
      }
      await this.pause();
    }
  }

  /** Until stopped, and then once more: what was committed while the service drained is sealed with it. */
  private async sealWith(client: Client): Promise<void> {
    const { service, trail } = this.configuration;
    const events = new SealEvents(client, service);
    const anchors = trail && new AnchorSeals(client, service, trail);
    for (let last = false; ; last = this.stopping.signal.aborted) {
      await events.all(this.stopping.signal);
      this.problem = null;
      await anchors?.ofToday();
      if (last) return;
      await this.pause();
    }
  }

  private async pause(): Promise<void> {
    await Promise.allSettled([wait(lookEveryMs, undefined, { signal: this.stopping.signal })]);
  }
}
