import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';

/** Tells the relay that events were committed, so that it need not wait for its next look. */
@Injectable()
export class RelayBell {
  private readonly emitter = new EventEmitter();
  private rung = false;

  ring(): void {
    this.rung = true;
    this.emitter.emit('ring');
  }

  /**
   * Resolves after `ms`, when stopped, or at a ring, also at one since the last wait: the relay was busy then.
   * @returns whether it rang
   */
  async wait(ms: number, stopped: AbortSignal): Promise<boolean> {
    if (!this.rung && !stopped.aborted) await this.nextRing(ms, stopped);
    const { rung } = this;
    this.rung = false;
    return rung;
  }

  private nextRing(ms: number, stopped: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.emitter.off('ring', done);
        stopped.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.emitter.once('ring', done);
      stopped.addEventListener('abort', done);
    });
  }
}
