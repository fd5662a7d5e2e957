import { freePort } from '../../test/free-port.ts';
import { Scene } from '../../test/scene.ts';
import { WalkingBrowser } from '../../test/walking-browser.ts';
import { keptPassword } from '../access/kept-password.ts';

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
});
