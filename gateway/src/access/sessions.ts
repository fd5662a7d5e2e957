import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '@tradeloom/chassis';

export const sessionCookie = 'tradeloom_session';
const lifetimeMs = 8 * 3_600_000;

/**
 * A browser's session: a signed login in a cookie that scripts cannot read. It says who signed in, not what he may:
 * that is looked up each time, so that a person who was shut out is out at once.
 */
@Injectable()
export class Sessions {
  private readonly key: Buffer;
  private readonly secure: string;

  constructor(@Inject(CONFIGURATION) { serviceKey, mode }: Configuration) {
    this.key = createHmac('sha256', serviceKey).update('portal sessions').digest();
    this.secure = mode === 'production' ? '; Secure' : '';
  }

  /** The `Set-Cookie` of a new session. */
  open(login: string, now: number = Date.now()): string {
    const session = { login, until: now + lifetimeMs, nonce: randomBytes(8).toString('hex') };
    const body = Buffer.from(JSON.stringify(session)).toString('base64url');
    const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${lifetimeMs / 1000}${this.secure}`;
    return `${sessionCookie}=${body}.${this.seal(body)}; ${attributes}`;
  }

  /** The login that the cookie was made for; null when it was not made here, or too long ago. */
  loginOf(cookie: string, now: number = Date.now()): string | null {
    const [body = '', seal = ''] = cookie.split('.');
    const expected = Buffer.from(this.seal(body));
    const given = Buffer.from(seal);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const { login, until } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { login: string; until: number };
    return until > now ? login : null;
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
