import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

export const screenshots = join(import.meta.dirname, '../../.tradeloom/browser');

/** The browser of the npm package where it has one for this machine, else an installed Chrome. */
export const launchBrowser = async (): Promise<Browser> => {
  mkdirSync(screenshots, { recursive: true });
  process.env['TMPDIR'] = screenshots;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return chromium.launch({ executablePath: await packaged.executablePath(), args: packaged.args, headless: true });
  }
  return chromium.launch({ channel: 'chrome', headless: true });
};
