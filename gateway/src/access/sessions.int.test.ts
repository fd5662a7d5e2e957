import { randomBytes } from 'node:crypto';
import type { Configuration } from '@tradeloom/chassis';
import { DataSource } from 'typeorm';
import { Scene } from '../../test/scene.ts';
import { keptPassword } from './kept-password.ts';
import { Sessions } from './sessions.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };

describe('a session', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMITS: 'password=100/60' });
    await scene.stage.rows(`update gateway.api_keys set password_hash = $1 where login = 'chen.li'`, [
      await keptPassword('right'),
    ]);
  }, 60_000);
  afterAll(() => scene.close());

  const signIn = async (): Promise<string> => {
    const answer = await scene.call('POST', '/sign-in', '', 'login=chen.li&password=right', form);
    expect(answer.status).toBe(303);
    return String(answer.headers['set-cookie']);
  };
  const knows = async (setCookie: string): Promise<boolean> => {
    const cookie = setCookie.split(';')[0] ?? '';
    return (await scene.call('GET', '/', '', undefined, { authorization: '', cookie })).text.includes('chen.li');
  };

  // ASVS V3.3.2, V3.3.4, V7.2.1, V7.2.2, V7.2.3, V7.3.2, V7.6.1
  it('says who signed in, for eight hours, in a cookie kept from scripts and other sites', async () => {
    const setCookie = await signIn();
    expect(setCookie).toMatch(/^tradeloom_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800$/);
    expect(await knows(setCookie)).toBe(true);
    await scene.stage.rows(`update gateway.sessions set ends_at = now() - interval '1 second'`);
    expect(await knows(setCookie)).toBe(false);
  });

  // ASVS V7.3.1
  it('ends when nobody has used it for an hour, and goes on while somebody does', async () => {
    const setCookie = await signIn();
    const wasUsed = (ago: string) =>
      scene.stage.rows(`update gateway.sessions set seen_at = now() - interval '${ago}' returning 1`);
    await wasUsed('59 minutes');
    expect(await knows(setCookie)).toBe(true);
    const [seen] = await scene.stage.rows<{ ago: number }>(
      'select extract(epoch from now() - max(seen_at))::int as ago from gateway.sessions',
    );
    expect(seen?.ago).toBeLessThan(60);
    await wasUsed('61 minutes');
    expect(await knows(setCookie)).toBe(false);
  });

  // ASVS V7.2.4
  it('is a new one at each sign-in, and ends the one that the browser had', async () => {
    const first = await signIn();
    const cookie = first.split(';')[0] ?? '';
    const answer = await scene.call('POST', '/sign-in', '', 'login=chen.li&password=right', { ...form, cookie });
    const second = String(answer.headers['set-cookie']);
    expect(second.split(';')[0]).not.toBe(cookie);
    expect([await knows(first), await knows(second)]).toEqual([false, true]);
  });

  it('is opened by nothing that a browser brings along', async () => {
    const chosen = `tradeloom_session=${randomBytes(32).toString('base64url')}`;
    const answer = await scene.call('POST', '/sign-in', '', 'login=chen.li&password=right', {
      ...form,
      cookie: chosen,
    });
    expect(String(answer.headers['set-cookie'])).not.toContain(chosen);
    expect(await knows(chosen)).toBe(false);
  });

  // ASVS V6.2.10
  it('is opened by a password of any age', async () => {
    await scene.stage.rows(`update gateway.api_keys set created_at = now() - interval '9 years'`);
    expect(await knows(await signIn())).toBe(true);
  });

  // ASVS V7.4.4
  it('can be ended from the page that it opens', async () => {
    const cookie = (await signIn()).split(';')[0] ?? '';
    const { text } = await scene.call('GET', '/', '', undefined, { authorization: '', cookie });
    expect(text).toMatch(/<header>.*<form[^>]* method="post" action="\/sign-out\?lang=\w\w"><button>/);
  });

  // ASVS V3.3.1, V3.3.3
  it('is in production kept from unencrypted connections, and from neighbouring hosts', async () => {
    const sessions = new Sessions({ mode: 'production' } as Configuration, scene.stage.app.get(DataSource));
    expect(await sessions.open('chen.li', undefined)).toMatch(
      /^__Host-tradeloom_session=.*; Path=\/; HttpOnly; .*; Secure$/,
    );
  });

  // ASVS V7.4.1, V14.3.1
  it('ends at the server when its person signs out', async () => {
    const setCookie = await signIn();
    const out = await scene.call('POST', '/sign-out', '', '', { ...form, cookie: setCookie.split(';')[0] ?? '' });
    expect([out.status, out.headers['set-cookie']]).toEqual([
      303,
      'tradeloom_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    ]);
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"');
    expect(await knows(setCookie)).toBe(false);
  });

  it('leaves its person’s other browser signed in', async () => {
    const [office, home] = [await signIn(), await signIn()];
    await scene.call('POST', '/sign-out', '', '', { ...form, cookie: office.split(';')[0] ?? '' });
    expect(await knows(home)).toBe(true);
  });

  // ASVS V7.4.2
  it('of somebody who was shut out is over at once, and nothing made up is one', async () => {
    const setCookie = await signIn();
    expect(await knows(setCookie)).toBe(true);
    await scene.stage.rows(`update gateway.api_keys set revoked_at = now() where login = 'chen.li'`);
    expect(await knows(setCookie)).toBe(false);
    for (const made of ['', 'chen.li', randomBytes(32).toString('base64url')]) {
      expect(await knows(`tradeloom_session=${made}`)).toBe(false);
    }
  });
});
