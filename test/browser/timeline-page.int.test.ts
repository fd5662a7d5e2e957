import { join } from 'node:path';
import { create, orders } from '@tradeloom/contracts';
import { GatewayScene, login, password } from './gateway-scene.ts';
import { screenshots } from './launch-browser.ts';

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

  it('leads from the sign-in to the order’s timeline', async () => {
    const { page } = scene;
    await signIn(password);
    await expect(page.locator('ul.orders a').first().textContent()).resolves.toContain('TL-2026-000007');
    await page.click('ul.orders a');
    await page.waitForSelector('ol.timeline li');
    expect(await page.textContent('ol.timeline')).toContain('订单 TL-2026-000007 已生效');
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
