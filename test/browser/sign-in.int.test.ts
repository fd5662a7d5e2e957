import { join } from 'node:path';
import { GatewayScene, login, password } from './gateway-scene.ts';
import { screenshots } from './launch-browser.ts';

describe('signing in with the company account, in a browser', () => {
  let scene: GatewayScene;
  beforeAll(async () => {
    scene = await GatewayScene.open();
    // loaded once, at its first question
    await fetch(`${scene.url}/oauth/.well-known/openid-configuration`);
  }, 90_000);
  afterAll(() => scene?.close());

  const answer = async (said: string): Promise<void> => {
    const { page } = scene;
    await page.fill('#login', login);
    await page.fill('#password', said);
    await page.click('main button');
  };

  it('leads to the provider’s page, in the reader’s language, from any name of the machine', async () => {
    const { page, url } = scene;
    await page.goto(`http://localhost:${new URL(url).port}/`);
    await page.click('#provider');
    await page.waitForURL(`${url}/people/*`);
    expect(await page.textContent('h1')).toBe('企业账号登录');
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    await page.screenshot({ path: join(screenshots, 'sign-in-zh.png') });
    await page.click('a[hreflang=en]');
    expect(await page.textContent('h1')).toBe('Company account');
  });

  it('refuses a wrong password there', async () => {
    const { page } = scene;
    await answer('wrong password');
    expect(await page.textContent('[role=alert]')).toBe('Login or password is wrong');
  });

  it('comes back signed in, with a cookie that no script reads', async () => {
    const { context, page, url } = scene;
    await answer(password);
    await page.waitForURL(`${url}/`);
    await page.waitForSelector('header form button');
    expect(await page.textContent('header')).toContain(login);
    const cookies = await context.cookies(url);
    expect(cookies.find(({ name }) => name === 'tradeloom_session')).toMatchObject({
      httpOnly: true,
      sameSite: 'Strict',
    });
    expect(await page.evaluate<string>('document.cookie')).not.toContain('tradeloom_session');
  });

  it('ends with the sign-out', async () => {
    const { page, stage, url } = scene;
    await page.click('header form button');
    await page.waitForSelector('#login');
    await page.goto(`${url}/`);
    expect(await page.textContent('header')).not.toContain(login);
    await expect(stage.rows('select 1 from gateway.sessions')).resolves.toEqual([]);
  });
});
