import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, orders } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import type { Browser, Page } from 'playwright-core';
import { keptPassword } from '../../gateway/src/access/kept-password.ts';
import { gatewayModule } from '../../gateway/src/gateway.module.ts';
import { fileSizeLimit } from '../../gateway/src/mailboxes/uploaded-file.ts';
import { migrations } from '../../gateway/src/migrations/all.ts';
import { pages, prepareGateway } from '../../gateway/src/prepare-gateway.ts';
import { launchBrowser, screenshots } from './launch-browser.ts';

const root = join(import.meta.dirname, '../..');
const masterData = JSON.parse(readFileSync(join(root, 'deploy/demo/master-data/gateway.json'), 'utf8'));
const hostile = `<img src=x onerror="window.ran = true">&lt;b&gt;</li>`;
const phone = { width: 375, height: 720 };

describe('the order’s page in a browser', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let url: string;

  beforeAll(async () => {
    const urls = ['ORDERS', 'PRODUCTION', 'QUALITY', 'LOGISTICS_DOCUMENTS', 'FINANCE', 'SUPPLIER_PERFORMANCE'];
    stage = await bootService(gatewayModule('demo'), {
      service: 'gateway',
      migrations,
      options: { rawBodyLimit: fileSizeLimit, pages },
      prepare: prepareGateway,
      env: Object.fromEntries(urls.map((name) => [`${name}_URL`, 'http://127.0.0.1:9'])),
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
    await stage.publish(
      'orders',
      create(orders.OrderConfirmedSchema, {
        orderId: 'o-7',
        number: 'TL-2026-000007',
        customer: 'harbor-pine',
        trader: 'eastbridge',
        factory: 'hengda',
      }),
      { parties: ['harbor-pine', 'eastbridge', 'hengda'] },
    );
    await stage.publish(
      'orders',
      create(orders.OrderConfirmedSchema, {
        orderId: 'o-7',
        number: hostile,
        customer: 'harbor-pine',
        trader: 'eastbridge',
        factory: 'hengda',
      }),
      { parties: ['harbor-pine', 'eastbridge', 'hengda'] },
    );
    url = await stage.app.getUrl();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: phone, locale: 'zh-CN' });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const signIn = async (password: string): Promise<void> => {
    await page.goto(`${url}/`);
    await page.fill('#login', 'chen.li');
    await page.fill('#password', password);
    await page.click('button');
  };

  it('refuses a wrong password in the reader’s language', async () => {
    await signIn('wrong password');
    expect(await page.textContent('[role=alert]')).toBe('用户名或密码不正确');
  });

  // ASVS V6.2.6, V6.2.7
  it('hides a password as it is typed, and lets it be pasted and kept by a manager of passwords', async () => {
    const field = page.locator('#password');
    expect(await field.getAttribute('type')).toBe('password');
    expect(await field.getAttribute('autocomplete')).toBe('current-password');
    expect(await page.getAttribute('#login', 'autocomplete')).toBe('username');
    await field.focus();
    await page.keyboard.insertText('pasted at once');
    expect(await field.inputValue()).toBe('pasted at once');
  });

  it('leads from the sign-in to the order’s timeline', async () => {
    await signIn('right password');
    await expect(page.locator('ul.orders a').first().textContent()).resolves.toContain('TL-2026-000007');
    await page.click('ul.orders a');
    await page.waitForSelector('ol.timeline li');
    expect(await page.textContent('ol.timeline')).toContain('订单 TL-2026-000007 已生效');
  });

  // ASVS V3.2.2, V3.4.3
  it('shows what a partner wrote as text, and its policy lets nothing run', async () => {
    const written = await page.evaluate<{ text: string; images: number; ran: boolean; styled: boolean }>(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      return {
        text: document.querySelector('ol.timeline').textContent,
        images: document.images.length,
        ran: window.ran === true,
        styled: getComputedStyle(document.querySelector('ol.timeline')).listStyleType === 'none',
      };
    })()`);
    expect(written).toEqual({ text: expect.stringContaining(hostile), images: 0, ran: false, styled: true });
  });

  // ASVS V7.4.4
  it('can be left from here', async () => {
    expect(await page.locator('header form[action^="/sign-out"] button').isVisible()).toBe(true);
  });

  it('fits a phone and writes Chinese with a font of its own', async () => {
    const { overflow, chinese } = await page.evaluate<{ overflow: number; chinese: boolean }>(`(async () => {
      await document.fonts.ready;
      const { scrollWidth, clientWidth } = document.documentElement;
      const loaded = [...document.fonts].filter((font) => font.status === 'loaded');
      return { overflow: scrollWidth - clientWidth, chinese: loaded.some((font) => font.family.includes('Noto Sans SC')) };
    })()`);
    expect(overflow).toBe(0);
    expect(chinese).toBe(true);
    await page.screenshot({ path: join(screenshots, 'timeline-zh.png') });
  });

  it('shows the same page in English', async () => {
    await page.click('a[hreflang=en]');
    await page.waitForSelector('html[lang=en]');
    expect(await page.textContent('ol.timeline')).toContain('Order TL-2026-000007 is firm');
    await page.screenshot({ path: join(screenshots, 'timeline-en.png') });
  });
});
