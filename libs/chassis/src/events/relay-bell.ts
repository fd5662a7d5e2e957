import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';

/** Tells the relay that something was committed, so that it need not wait for its next look. */
@Injectable()
export class RelayBell {
  private readonly emitter = new EventEmitter();

  ring(): void {
    this.emitter.emit('ring');
  }

  /** Resolves at the next ring, after `ms`, or when stopped. */
  wait(ms: number, stopped: AbortSignal): Promise<void> {
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
      if (stopped.aborted) done();
    });
  }
}
