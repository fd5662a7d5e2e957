import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootService, type Stage } from '@tradeloom/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { keptPassword } from '../../gateway/src/access/kept-password.ts';
import { gatewayModule } from '../../gateway/src/gateway.module.ts';
import { fileSizeLimit } from '../../gateway/src/mailboxes/uploaded-file.ts';
import { migrations } from '../../gateway/src/migrations/all.ts';
import { pages, prepareGateway } from '../../gateway/src/prepare-gateway.ts';
import { freePort } from '../../gateway/test/free-port.ts';
import { launchBrowser, screenshots } from './launch-browser.ts';

const masterData = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../deploy/demo/master-data/gateway.json'), 'utf8'),
);
const phone = { width: 375, height: 720 };

describe('signing in with the company account, in a browser', () => {
  let stage: Stage;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const urls = ['ORDERS', 'PRODUCTION', 'QUALITY', 'LOGISTICS_DOCUMENTS', 'FINANCE', 'SUPPLIER_PERFORMANCE'];
    stage = await bootService(gatewayModule('demo'), {
      service: 'gateway',
      migrations,
      options: { rawBodyLimit: fileSizeLimit, pages },
      prepare: prepareGateway,
      env: { PORT: String(port), ...Object.fromEntries(urls.map((name) => [`${name}_URL`, 'http://127.0.0.1:9'])) },
    });
    await stage.seed({
      ...masterData,
      'gateway.api_keys': [
        {
          key_hash: createHash('sha256').update('unused').digest('hex'),
          organisation: 'eastbridge',
          organisation_kind: 'trader',
          login: 'chen.li',
          role: 'sales',
          password_hash: await keptPassword('right password'),
        },
      ],
    });
    // loaded once, at its first question
    await fetch(`${url}/oauth/.well-known/openid-configuration`);
    browser = await launchBrowser();
    context = await browser.newContext({ viewport: phone, locale: 'zh-CN' });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const answer = async (password: string): Promise<void> => {
    await page.fill('#login', 'chen.li');
    await page.fill('#password', password);
    await page.click('main button');
  };

  it('leads to the provider’s page, in the reader’s language, from any name of the machine', async () => {
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
    await answer('wrong password');
    expect(await page.textContent('[role=alert]')).toBe('Login or password is wrong');
  });

  it('comes back signed in, with a cookie that no script reads', async () => {
    await answer('right password');
    await page.waitForURL(`${url}/`);
    await page.waitForSelector('header form button');
    expect(await page.textContent('header')).toContain('chen.li');
    const cookies = await context.cookies(url);
    expect(cookies.find(({ name }) => name === 'tradeloom_session')).toMatchObject({
      httpOnly: true,
      sameSite: 'Strict',
    });
    expect(await page.evaluate<string>('document.cookie')).not.toContain('tradeloom_session');
  });

  it('ends with the sign-out', async () => {
    await page.click('header form button');
    await page.waitForSelector('#login');
    await page.goto(`${url}/`);
    expect(await page.textContent('header')).not.toContain('chen.li');
    await expect(stage.rows('select 1 from gateway.sessions')).resolves.toEqual([]);
  });
});
