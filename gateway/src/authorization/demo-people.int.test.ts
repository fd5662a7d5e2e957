import { createHash } from 'node:crypto';
import { freePort } from '../../test/free-port.ts';
import { Scene } from '../../test/scene.ts';
import { WalkingBrowser } from '../../test/walking-browser.ts';
import { keptPassword } from '../access/kept-password.ts';
import { IdentityProvider } from '../sign-in/identity-provider.ts';

describe('the platform’s own identity provider, in a demo', () => {
  let scene: Scene;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    scene = await Scene.open({ PORT: String(port) });
    await scene.stage.rows(`update gateway.api_keys set password_hash = $1 where login = 'chen.li'`, [
      await keptPassword('right'),
    ]);
  }, 60_000);
  afterAll(() => scene.close());

  const isIn = async (browser: WalkingBrowser): Promise<boolean> =>
    (await (await browser.get(`${url}/`)).text()).includes('chen.li');

  it('asks in the language of the page that sent one there, and lets in who knows his password', async () => {
    const browser = new WalkingBrowser();
    const asked = await browser.walk(`${url}/sign-in/provider?lang=zh&return=/orders/o-1`);
    expect(asked.url).toContain('/people/');
    expect(await asked.answer.text()).toContain('企业账号登录');
    const refused = await browser.post(asked.url, { login: 'chen.li', password: 'wrong' });
    expect([refused.status, await refused.text()]).toEqual([401, expect.stringContaining('用户名或密码不正确')]);
    const welcome = await browser.post(asked.url, { login: 'chen.li', password: 'right' });
    const { answer } = await browser.walk(welcome.headers.get('location') ?? '');
    expect([answer.status, answer.headers.get('refresh')]).toEqual([200, '0;url=/orders/o-1']);
    expect(await isIn(browser)).toBe(true);
  });

  it('sends a browser that came by another name of this machine to the public one first', async () => {
    const answer = await new WalkingBrowser().get(`http://localhost:${new URL(url).port}/sign-in/provider?lang=zh`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${url}/sign-in/provider?lang=zh`]);
  });

  it('knows nobody again: who signs in anew says his password anew', async () => {
    const browser = new WalkingBrowser();
    for (const _ of [1, 2]) {
      const asked = await browser.walk(`${url}/sign-in/provider`);
      expect(asked.url).toContain('/people/');
      await browser.walk(
        (await browser.post(asked.url, { login: 'chen.li', password: 'right' })).headers.get('location') ?? '',
      );
      expect(await isIn(browser)).toBe(true);
      await browser.post(`${url}/sign-out`, {});
      expect(await isIn(browser)).toBe(false);
    }
  });

  it('lets nobody in whose sign-in began elsewhere', async () => {
    const begun = await new WalkingBrowser().walk(`${url}/sign-in/provider`);
    const other = new WalkingBrowser();
    expect((await other.get(begun.url)).status).toBe(400);
    expect((await other.post(begun.url, { login: 'chen.li', password: 'right' })).status).toBe(400);
  });

  describe('asked by its client', () => {
    const verifier = 'v'.repeat(43);
    const asked = (change: Record<string, string> = {}): string => {
      const query = {
        client_id: 'tradeloom-portal',
        response_type: 'code',
        scope: 'openid',
        redirect_uri: `${url}/sign-in/provider/callback`,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        nonce: 'n',
        state: 's',
        ...change,
      };
      return `${url}/oauth/authorize?${new URLSearchParams(query)}`;
    };
    const isCallback = (at: string): boolean => at.startsWith(`${url}/sign-in/provider/callback`);
    const codeFor = async (): Promise<string> => {
      const browser = new WalkingBrowser();
      const form = await browser.walk(asked());
      const signedIn = await browser.post(form.url, { login: 'chen.li', password: 'right' });
      const back = await browser.walk(signedIn.headers.get('location') ?? '', isCallback);
      return new URL(back.url).searchParams.get('code') ?? '';
    };
    const redeem = (code: string, change: Record<string, string> = {}, secret = secretOfPortal()) =>
      fetch(`${url}/oauth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`tradeloom-portal:${secret}`).toString('base64')}` },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: `${url}/sign-in/provider/callback`,
          code_verifier: verifier,
          ...change,
        }),
      });
    const secretOfPortal = (): string => scene.stage.app.get(IdentityProvider).settings?.clientSecret ?? '';

    // ASVS V10.4.2, V10.4.3, V10.4.10
    it('redeems a code once, within a minute, for the client and the browser it was drawn for', async () => {
      const code = await codeFor();
      const [kept] = await scene.stage.rows<{ seconds: number }>(
        `select extract(epoch from ends_at - now())::int as seconds from gateway.oauth_records
          where model = 'AuthorizationCode' order by ends_at desc limit 1`,
      );
      expect(kept?.seconds).toBeLessThanOrEqual(60);
      expect((await redeem(code, {}, 'guessed')).status).toBe(401);
      expect((await redeem(code)).status).toBe(200);
      expect((await redeem(code)).status).toBe(400);
      expect((await redeem(await codeFor(), { code_verifier: 'w'.repeat(43) })).status).toBe(400);
    });

    // ASVS V10.4.1
    it.each(['https://evil.example/', '/sign-in/provider/callback/', '/sign-in/provider/callback?a=b', '/'])(
      'sends nobody to %s',
      async (to) => {
        const answer = await fetch(asked({ redirect_uri: new URL(to, url).href }), { redirect: 'manual' });
        expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
      },
    );

    // ASVS V10.4.4, V10.4.6, V10.6.1
    it.each([
      [{ response_type: 'token' }],
      [{ response_type: 'id_token' }],
      [{ response_type: 'code id_token token' }],
      [{ code_challenge: '' }],
      [{ code_challenge_method: 'plain' }],
    ])('refuses %j: only a code, and only with PKCE', async (change) => {
      const { url: at } = await new WalkingBrowser().walk(asked(change), (to) => to.includes('error='));
      const answered = new URL(at.replace('#', '?')).searchParams;
      expect(answered.get('error')).toMatch(/^(unsupported_response_type|unauthorized_client|invalid_request)$/);
      expect([answered.get('code'), answered.get('access_token'), answered.get('id_token')]).toEqual([
        null,
        null,
        null,
      ]);
    });
  });
});
