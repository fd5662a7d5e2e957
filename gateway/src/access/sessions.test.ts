import type { Configuration, Mode } from '@tradeloom/chassis';
import { cookieOf, Sessions, sessionCookie } from './sessions.ts';

const sessionsOf = (key: string, mode: Mode = 'production'): Sessions =>
  new Sessions({ serviceKey: new TextEncoder().encode(key), mode } as Configuration);
const sessions = sessionsOf('a key');
const cookieIn = (setCookie: string): string => cookieOf(setCookie, sessionCookie) ?? '';
const now = Date.parse('2026-12-07T08:00:00Z');
const hours = (n: number): number => now + n * 3_600_000;

describe('a session', () => {
  // ASVS V7.3.2
  it('says who signed in, for eight hours', () => {
    const cookie = cookieIn(sessions.open('chen.li', now));
    expect(sessions.loginOf(cookie, hours(7.9))).toBe('chen.li');
    expect(sessions.loginOf(cookie, hours(8.1))).toBeNull();
  });

  // ASVS V3.3.2, V3.3.4
  it('is kept from scripts, from other sites, and in production from unencrypted connections', () => {
    expect(sessions.open('chen.li')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800; Secure$/);
    expect(sessionsOf('a key', 'demo').open('chen.li')).not.toContain('Secure');
  });

  it('of another key, or changed, or broken, is none', () => {
    const cookie = cookieIn(sessions.open('chen.li'));
    const [body = '', seal = ''] = cookie.split('.');
    const other = Buffer.from(JSON.stringify({ login: 'wang.lei', until: hours(100_000) })).toString('base64url');
    for (const bad of ['', '.', body, `${body}.`, `${other}.${seal}`, `${body}.${seal}x`, `${seal}.${body}`]) {
      expect(sessions.loginOf(bad)).toBeNull();
    }
    expect(sessionsOf('another key').loginOf(cookie)).toBeNull();
  });
});
