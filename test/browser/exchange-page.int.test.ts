import { join } from 'node:path';
import { gateway } from '@tradeloom/contracts';
import { answered } from '../../gateway/test/answered.ts';
import { keyRow, order } from '../../gateway/test/scene.ts';
import { GatewayScene, login, password } from './gateway-scene.ts';
import { screenshots } from './launch-browser.ts';

describe('the page of what goes to and fro', () => {
  let scene: GatewayScene;
  beforeAll(async () => {
    scene = await GatewayScene.open();
    const { stage, url, page } = scene;
    await stage.seed({ 'gateway.api_keys': [keyRow('harbor-pine', 'harbor-pine', 'customer', null)] });
    const sent = await fetch(`${url}/api/v1/partners/harbor-pine/interchanges`, {
      method: 'POST',
      headers: { authorization: 'Bearer tl_test_harbor-pine', 'content-type': 'application/edi-x12' },
      body: order('000000741', 'PO-741'),
    });
    if (sent.status !== 202) throw new Error(`the file was answered ${sent.status}`);
    await stage.published(gateway.PurchaseOrderReceivedSchema, (event) => event.orderNumber === 'PO-741');
    await stage.publish('orders', answered('o-741', 'PO-741'), { parties: ['harbor-pine', 'eastbridge'] });
    await stage.published(gateway.MessageSentSchema, (event) => event.orderId === 'o-741');
    await page.goto(`${url}/`);
    await page.fill('#login', login);
    await page.fill('#password', password);
    await page.click('button');
    await page.waitForSelector('header a[href^="/exchange"]');
  }, 90_000);
  afterAll(() => scene?.close());

  it('shows what was sent and still waits for the partner’s word', async () => {
    const { page } = scene;
    await page.click('header a[href^="/exchange"]');
    await page.waitForSelector('.wide table');
    const [row = ''] = await page.locator('tbody tr').allTextContents();
    expect(row).toContain('855');
    expect(row).toContain('PO-741');
    expect(row).toContain('等待对方回执');
    expect(await page.textContent('.choices')).toContain('等待对方回执 1');
    await page.screenshot({ path: join(screenshots, 'exchange-zh.png') });
  });

  it('finds a file by a number that stands in it, and leads to what followed', async () => {
    const { page } = scene;
    await page.fill('#find', '741');
    await page.click('form.search button');
    await page.waitForSelector('ul.orders li');
    expect(await page.textContent('ul.orders')).toContain('850 000000741');
    await page.click('ul.orders li a');
    await page.waitForSelector('li.asked');
    expect(await page.locator('ul.orders li').count()).toBeGreaterThan(1);
    expect(await page.textContent('ul.orders')).toContain('PO-741');
    expect(await page.textContent('ol.timeline')).toContain('PO-741');
    await page.screenshot({ path: join(screenshots, 'chain-zh.png'), fullPage: true });
  });

  it('says the same in English, fits a phone, and shows what was typed as text', async () => {
    const { page, url } = scene;
    await page.click('a[hreflang=en]');
    await page.waitForSelector('html[lang=en]');
    expect(await page.textContent('h1')).toBe('A file and what followed');
    await page.goto(`${url}/exchange?lang=en&find=${encodeURIComponent('"><b>x</b>')}`);
    expect(await page.inputValue('#find')).toBe('"><b>x</b>');
    expect(await page.textContent('main p')).toBe('Nothing was found.');
    await page.goto(`${url}/exchange?lang=en`);
    expect(await page.textContent('tbody tr')).toContain('Waiting for the partner');
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });
});
