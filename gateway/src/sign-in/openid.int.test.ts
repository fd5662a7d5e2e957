import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONFIGURATION, type Configuration } from '@tradeloom/chassis';
import { SignJWT } from 'jose';
import { CompanyProvider, type Forgery } from '../../test/company-provider.ts';
import { freePort } from '../../test/free-port.ts';
import { Scene } from '../../test/scene.ts';
import { WalkingBrowser } from '../../test/walking-browser.ts';
import { GatewayKeys } from '../access/gateway-keys.ts';
import { PublicUrl } from '../access/public-url.ts';
import { IdentityProvider } from './identity-provider.ts';
import { OpenidSignIn } from './openid-sign-in.ts';
import { ProviderSubjects } from './provider-subjects.ts';

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const rs256 = { alg: 'RS256' };

describe('a person of a company with an identity provider', () => {
  const company = new CompanyProvider();
  let scene: Scene;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    scene = await Scene.open({
      PORT: String(port),
      PUBLIC_URL: url,
      OIDC_ISSUER: await company.open(`${url}/sign-in/provider/callback`),
      OIDC_CLIENT_ID: 'tradeloom',
      OIDC_CLIENT_SECRET: company.clientSecret,
    });
  }, 60_000);
  afterAll(async () => {
    company.close();
    await scene.close();
  });
  beforeEach(() => {
    company.employee = { subject: 'e-chen', claims: { preferred_username: 'chen.li' } };
  });

  const isCallback = (at: string): boolean => at.startsWith(`${url}/sign-in/provider/callback`);
  const whoIsIn = async (browser: WalkingBrowser): Promise<string | undefined> =>
    /<span>([\w.]+)<\/span>/.exec(await (await browser.get(`${url}/`)).text())?.[1];

  it('is offered it, signs in there, and is led back to the page he asked for', async () => {
    const browser = new WalkingBrowser();
    const asked = await browser.walk(`${url}/orders/o-1?lang=zh`);
    const offered = /id="provider" href="([^"]+)"/.exec(await asked.answer.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { answer } = await browser.walk(`${url}${offered}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('refresh')).toBe('0;url=/orders/o-1?lang=zh');
    expect(await whoIsIn(browser)).toBe('chen.li');
    // ASVS V10.1.1: what the provider gave stays at the gateway
    expect([await answer.text(), ...answer.headers.getSetCookie()].join('\n')).not.toMatch(/eyJ|access_token|id_token/);
  });

  // ASVS V10.2.1
  it('is asked with PKCE, a state and a nonce, and a new one each time', async () => {
    const begun = async () => {
      const answer = await new WalkingBrowser().get(`${url}/sign-in/provider`);
      expect(answer.headers.getSetCookie()[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/);
      return new URL(answer.headers.get('location') ?? '').searchParams;
    };
    const [first, second] = [await begun(), await begun()];
    expect(first.get('code_challenge_method')).toBe('S256');
    for (const secret of ['state', 'nonce', 'code_challenge']) {
      expect(first.get(secret)).toMatch(/^[\w-]{43}$/);
      expect(first.get(secret)).not.toBe(second.get(secret));
    }
  });

  // ASVS V10.1.2, V10.2.1
  it('is not let in by an answer that another browser began, nor twice by one, nor by one that was changed', async () => {
    const [victim, attacker] = [new WalkingBrowser(), new WalkingBrowser()];
    const { url: callback } = await attacker.walk(`${url}/sign-in/provider`, isCallback);
    expect((await victim.get(callback)).status).toBe(401);
    await victim.walk(`${url}/sign-in/provider`, isCallback);
    expect((await victim.get(callback)).status).toBe(401);
    expect(await whoIsIn(victim)).toBeUndefined();

    const changed = new URL(callback);
    changed.searchParams.set('state', 'x'.repeat(43));
    const { url: own } = await attacker.walk(`${url}/sign-in/provider`, isCallback);
    expect((await attacker.get(changed.href)).status).toBe(401);
    expect((await attacker.get(own)).status).toBe(401);
    expect(await whoIsIn(attacker)).toBeUndefined();
  });

  it('is not let in with a code that was drawn for another sign-in: the verifier does not fit', async () => {
    const browser = new WalkingBrowser();
    const { url: earlier } = await new WalkingBrowser().walk(`${url}/sign-in/provider`, isCallback);
    const { url: own } = await browser.walk(`${url}/sign-in/provider`, isCallback);
    const mixed = new URL(own);
    mixed.searchParams.set('code', new URL(earlier).searchParams.get('code') ?? '');
    expect((await browser.get(mixed.href)).status).toBe(401);
    expect(await whoIsIn(browser)).toBeUndefined();
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example/'])('is never led to %s', async (to) => {
    const { answer } = await new WalkingBrowser().walk(`${url}/sign-in/provider?return=${encodeURIComponent(to)}`);
    expect(answer.headers.get('refresh')).toBe('0;url=/');
  });

  it('has no account here unless he was given one', async () => {
    company.employee = { subject: 'e-nobody', claims: { preferred_username: 'nobody.known' } };
    const browser = new WalkingBrowser();
    const { answer } = await browser.walk(`${url}/sign-in/provider?lang=zh`);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('您在本平台没有账号')]);
    expect(await whoIsIn(browser)).toBeUndefined();
  });

  // ASVS V6.8.1, V10.5.2
  it('stays who he was when his name there is given to another', async () => {
    await new WalkingBrowser().walk(`${url}/sign-in/provider`);
    company.employee = { subject: 'e-successor', claims: { preferred_username: 'chen.li' } };
    expect((await new WalkingBrowser().walk(`${url}/sign-in/provider`)).answer.status).toBe(403);
    company.employee = { subject: 'e-chen', claims: { preferred_username: 'chen.li.married' } };
    const browser = new WalkingBrowser();
    expect((await browser.walk(`${url}/sign-in/provider`)).answer.status).toBe(200);
    expect(await whoIsIn(browser)).toBe('chen.li');
  });

  // ASVS V6.8.2, V10.5.1, V10.5.4
  it.each<[string, Forgery]>([
    ['that is signed by somebody else', (jwt) => jwt.sign(stranger)],
    ['for another client', (jwt, own) => jwt.setAudience('another').sign(own)],
    [
      'for another sign-in',
      (_, own, claims) => new SignJWT({ ...claims, nonce: 'another' }).setProtectedHeader(rs256).sign(own),
    ],
    ['by another issuer', (jwt, own) => jwt.setIssuer('http://127.0.0.1:9').sign(own)],
    ['that is over', (jwt, own) => jwt.setExpirationTime('-1h').sign(own)],
  ])('is not let in by an ID token %s', async (_, forgery) => {
    company.forgery = forgery;
    const browser = new WalkingBrowser();
    expect((await browser.walk(`${url}/sign-in/provider`)).answer.status).toBe(401);
    expect(await whoIsIn(browser)).toBeUndefined();
    company.forgery = undefined;
    expect((await browser.walk(`${url}/sign-in/provider`)).answer.status).toBe(200);
  });

  const begunAt = (issuer: URL) => {
    const { app } = scene.stage;
    const { settings } = app.get(IdentityProvider);
    const deceived = { isEmbedded: false, settings: { ...settings, issuer } } as IdentityProvider;
    const signIn = new OpenidSignIn(
      app.get(CONFIGURATION),
      app.get(GatewayKeys),
      app.get(PublicUrl),
      deceived,
      app.get(ProviderSubjects),
    );
    return signIn.begin({ returnTo: '/', language: 'en' });
  };

  // ASVS V10.5.3
  it('is sent to no provider that says it is another than the one that was named', async () => {
    const issuer = new URL(String(scene.stage.app.get(IdentityProvider).settings?.issuer));
    issuer.hostname = 'localhost';
    await expect(begunAt(issuer)).rejects.toMatchObject({ cause: { body: { issuer: expect.any(String) } } });
  });

  // ASVS V15.3.2
  it('is sent to no provider that sends the gateway on to another', async () => {
    const { settings } = scene.stage.app.get(IdentityProvider);
    const asked: string[] = [];
    const server = createServer(({ url: path = '' }, response) => {
      asked.push(path);
      response.writeHead(302, { location: new URL(path, settings?.issuer).href }).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(begunAt(new URL(`http://127.0.0.1:${port}`))).rejects.toThrow('unexpected HTTP response status code');
    expect(asked).toHaveLength(1);
    server.close();
  });

  it('is out at once when he is shut out', async () => {
    company.employee = { subject: 'e-zhou', claims: { preferred_username: 'zhou.min' } };
    const browser = new WalkingBrowser();
    await browser.walk(`${url}/sign-in/provider`);
    expect(await whoIsIn(browser)).toBe('zhou.min');
    await scene.stage.rows(`update gateway.api_keys set revoked_at = now() where login = 'zhou.min'`);
    expect(await whoIsIn(browser)).toBeUndefined();
    expect((await new WalkingBrowser().walk(`${url}/sign-in/provider`)).answer.status).toBe(403);
  });

  it('finds no provider of ours beside the company’s', async () => {
    const asked = `client_id=tradeloom-portal&response_type=code&redirect_uri=${encodeURIComponent(url)}&scope=openid`;
    expect((await fetch(`${url}/oauth/authorize?${asked}`)).status).toBe(400);
    expect((await fetch(`${url}/people/x`)).status).toBe(404);
  });
});

describe('in production', () => {
  const set = (env: Record<string, string>) => {
    Object.assign(process.env, { PUBLIC_URL: 'https://loom.example', ...env });
    const configuration = { mode: 'production', port: 8100 } as Configuration;
    return new IdentityProvider(configuration, new GatewayKeys(), new PublicUrl(configuration));
  };

  it('the embedded provider, an unencrypted one and a half-told one are refused', () => {
    expect(() => set({ OIDC_ISSUER: 'embedded' })).toThrow('not for production');
    expect(() => set({ OIDC_ISSUER: 'http://login.example' })).toThrow('https');
    expect(() => set({ OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: '' })).toThrow('OIDC_CLIENT_ID');
    expect(() => set({ OIDC_ISSUER: '', PUBLIC_URL: 'http://loom.example' })).toThrow('https');
  });

  it('nobody’s provider is asked where none is named', () => {
    expect(set({ OIDC_ISSUER: '' })).toMatchObject({ settings: null, isEmbedded: false });
  });
});
