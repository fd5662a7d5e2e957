import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '@tradeloom/chassis';

/** Where browsers and partners' systems reach the gateway: `PUBLIC_URL`, or this machine. */
@Injectable()
export class PublicUrl {
  readonly base: URL;

  /** @throws TypeError when `PUBLIC_URL` is no URL; Error when it is not https in production */
  constructor(@Inject(CONFIGURATION) { port, mode }: Configuration) {
    this.base = new URL(process.env['PUBLIC_URL'] ?? `http://127.0.0.1:${port}`);
    if (mode === 'production' && process.env['PUBLIC_URL'] && this.base.protocol !== 'https:') {
      throw new Error('PUBLIC_URL must be https in production');
    }
  }

  /** @param path from the root, like `/oauth` */
  at(path: string): string {
    return new URL(path, this.base).href;
  }
}
