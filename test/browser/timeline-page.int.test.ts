import { join } from 'node:path';
import { create, orders } from '@tradeloom/contracts';
import { GatewayScene, login, password } from './gateway-scene.ts';
import { screenshots } from './launch-browser.ts';

const hostile = `<img src=x onerror="window.ran = true">&lt;b&gt;</li>`;

describe('the order’s page in a browser', () => {
  let scene: GatewayScene;
  beforeAll(async () => {
    scene = await GatewayScene.open();
    await scene.stage.publish(
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
    await scene.stage.publish(
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
  }, 90_000);
  afterAll(() => scene?.close());

  const signIn = async (said: string): Promise<void> => {
    const { page, url } = scene;
    await page.goto(`${url}/`);
    await page.fill('#login', login);
    await page.fill('#password', said);
    await page.click('button');
  };

  it('refuses a wrong password in the reader’s language', async () => {
    const { page } = scene;
    await signIn('wrong password');
    expect(await page.textContent('[role=alert]')).toBe('用户名或密码不正确');
  });

  // ASVS V6.2.6, V6.2.7
  it('hides a password as it is typed, and lets it be pasted and kept by a manager of passwords', async () => {
    const { page } = scene;
    const field = page.locator('#password');
    expect(await field.getAttribute('type')).toBe('password');
    expect(await field.getAttribute('autocomplete')).toBe('current-password');
    expect(await page.getAttribute('#login', 'autocomplete')).toBe('username');
    await field.focus();
    await page.keyboard.insertText('pasted at once');
    expect(await field.inputValue()).toBe('pasted at once');
  });

  it('leads from the sign-in to the order’s timeline', async () => {
    const { page } = scene;
    await signIn(password);
    await expect(page.locator('ul.orders a').first().textContent()).resolves.toContain('TL-2026-000007');
    await page.click('ul.orders a');
    await page.waitForSelector('ol.timeline li');
    expect(await page.textContent('ol.timeline')).toContain('订单 TL-2026-000007 已生效');
  });

  // ASVS V3.2.2, V3.4.3
  it('shows what a partner wrote as text, and its policy lets nothing run', async () => {
    const { page } = scene;
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
    expect(await scene.page.locator('header form[action^="/sign-out"] button').isVisible()).toBe(true);
  });

  it('fits a phone and writes Chinese with a font of its own', async () => {
    const { page } = scene;
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
    const { page } = scene;
    await page.click('a[hreflang=en]');
    await page.waitForSelector('html[lang=en]');
    expect(await page.textContent('ol.timeline')).toContain('Order TL-2026-000007 is firm');
    await page.screenshot({ path: join(screenshots, 'timeline-en.png') });
  });
});
