import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CONFIGURATION, type Configuration } from '@tradeloom/chassis';
import { DataSource } from 'typeorm';
import { actorOf, type KeyRow, keyColumns } from './api-keys.ts';

/** Seconds: a working day, and one hour in which nothing was asked. */
export const sessionLifetime = 8 * 3_600;
export const sessionIdle = 3_600;
const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex');

/**
 * A browser's session: 256 random bits in a cookie that scripts cannot read, and what they stand for at the server.
 * Each request asks anew, so that whoever signed out, or was shut out, is out at once.
 */
@Injectable()
export class Sessions {
  /** `__Host-`: set by this host alone, encrypted, for every path (RFC 6265bis). */
  readonly cookie: string;
  private readonly secure: string;

  constructor(
    @Inject(CONFIGURATION) { mode }: Configuration,
    private readonly db: DataSource,
  ) {
    const production = mode === 'production';
    this.cookie = production ? '__Host-tradeloom_session' : 'tradeloom_session';
    this.secure = production ? '; Secure' : '';
  }

  /**
   * The `Set-Cookie` of a new session.
   * @param cookies of the browser: the session that it had before is over
   */
  async open(login: string, cookies: string | undefined): Promise<string> {
    const id = randomBytes(32).toString('base64url');
    await this.db.query('delete from sessions where ends_at < now() or id_hash = $1', [this.hashIn(cookies)]);
    await this.db.query(
      'insert into sessions (id_hash, login, ends_at) values ($1, $2, now() + make_interval(secs => $3))',
      [hashOf(id), login, sessionLifetime],
    );
    return this.setCookie(id, sessionLifetime);
  }

  /** Who signed in; null when the session is over, or he is no longer let in. */
  async callerOf(cookies: string | undefined): Promise<Actor | null> {
    const id = cookieOf(cookies, this.cookie);
    if (!id) return null;
    const [row] = await this.db.query<KeyRow[]>(
      `with alive as (
         select login, seen_at from sessions
          where id_hash = $1 and ends_at > now() and seen_at > now() - make_interval(secs => $2)
       ), seen as (
         update sessions set seen_at = now() where id_hash = $1
           and exists (select from alive where alive.seen_at < now() - interval '1 minute')
       )
       select ${keyColumns} from api_keys where revoked_at is null and login = (select login from alive)`,
      [hashOf(id), sessionIdle],
    );
    return row ? actorOf(row) : null;
  }

  /** Ends the session at the server. Answers the `Set-Cookie` that takes it from the browser. */
  async end(cookies: string | undefined): Promise<string> {
    await this.db.query('delete from sessions where id_hash = $1', [this.hashIn(cookies)]);
    return this.setCookie('', 0);
  }

  private hashIn(cookies: string | undefined): string {
    return hashOf(cookieOf(cookies, this.cookie) ?? '');
  }

  private setCookie(value: string, maxAge: number): string {
    return `${this.cookie}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${this.secure}`;
  }
}

export const cookieOf = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name)?.[1];
