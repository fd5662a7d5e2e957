import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { log } from '@tradeloom/chassis';
import { As2Messages, forgottenAtOnce } from './as2-messages.ts';

const everyMs = 3_600_000;

/** Forgets what was refused three months ago: anybody can have something refused. What was taken stays. */
@Injectable()
export class ForgetRefused implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(private readonly messages: As2Messages) {}

  /** At once, and every hour. */
  onApplicationBootstrap(): void {
    const forget = (): void => {
      this.running = this.forget().catch((error: unknown) => {
        log.warn({ err: error }, 'refused AS2 messages not forgotten');
      });
    };
    this.timer = setInterval(forget, everyMs);
    forget();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** All that is old enough. */
  async forget(): Promise<void> {
    for (let forgotten = forgottenAtOnce; forgotten === forgottenAtOnce && !this.stopping; ) {
      forgotten = await this.messages.forgetRefused();
    }
  }
}
