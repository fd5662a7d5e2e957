import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CONFIGURATION, type Configuration } from '@tradeloom/chassis';

export const sessionCookie = 'tradeloom_session';
const lifetimeMs = 8 * 3_600_000;

/** A browser's session: the signed caller in a cookie that scripts cannot read. */
@Injectable()
export class Sessions {
  private readonly key: Buffer;

  constructor(@Inject(CONFIGURATION) { serviceKey }: Configuration) {
    this.key = createHmac('sha256', serviceKey).update('portal sessions').digest();
  }

  open(actor: Actor): string {
    const body = Buffer.from(
      JSON.stringify({ actor, until: Date.now() + lifetimeMs, nonce: randomBytes(8).toString('hex') }),
    ).toString('base64url');
    return `${body}.${this.seal(body)}`;
  }

  callerOf(cookie: string): Actor | null {
    const [body = '', seal = ''] = cookie.split('.');
    const expected = Buffer.from(this.seal(body));
    const given = Buffer.from(seal);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const { actor, until } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { actor: Actor; until: number };
    return until > Date.now() ? actor : null;
  }

  private seal(body: string): string {
    return createHmac('sha256', this.key).update(body).digest('base64url');
  }
}

export const cookieOf = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name)?.[1];
