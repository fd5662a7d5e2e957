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
import { launchBrowser } from './launch-browser.ts';

const masterData = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../deploy/demo/master-data/gateway.json'), 'utf8'),
);
const services = ['ORDERS', 'PRODUCTION', 'QUALITY', 'LOGISTICS_DOCUMENTS', 'FINANCE', 'SUPPLIER_PERFORMANCE'];
const phone = { width: 375, height: 720 };

/** Who signs in. */
export const login = 'chen.li';
export const password = 'right password';

const account = async () => ({
  key_hash: createHash('sha256').update('unused').digest('hex'),
  organisation: 'eastbridge',
  organisation_kind: 'trader',
  login,
  role: 'sales',
  password_hash: await keptPassword(password),
});

/** The gateway with nothing behind it, and a Chinese reader's phone before it. */
export class GatewayScene {
  private constructor(
    readonly stage: Stage,
    readonly url: string,
    private readonly browser: Browser,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(): Promise<GatewayScene> {
    const port = String(await freePort());
    const stage = await bootService(gatewayModule('demo'), {
      service: 'gateway',
      migrations,
      options: { rawBodyLimit: fileSizeLimit, pages },
      prepare: prepareGateway,
      env: { PORT: port, ...Object.fromEntries(services.map((name) => [`${name}_URL`, 'http://127.0.0.1:9'])) },
    });
    await stage.seed({ ...masterData, 'gateway.api_keys': [await account()] });
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: phone, locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return new GatewayScene(stage, `http://127.0.0.1:${port}`, browser, context, page);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stage.close();
  }
}
