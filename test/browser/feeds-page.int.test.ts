import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gateway } from '@tradeloom/contracts';
import { decodeText, encodeText } from '@tradeloom/feeds';
import { keptPassword } from '../../gateway/src/access/kept-password.ts';
import { typedInto, workbookOf } from '../../libs/feeds/test/workbooks.ts';
import { GatewayScene, password } from './gateway-scene.ts';
import { screenshots } from './launch-browser.ts';

const clerk = 'wang.fang';
const file =
  '金丰五金 十一月进度,,,,\r\n订单号,行号,实做数,截止日期,备注\r\nWX-9,1,"1,200",2026年11月5日,\r\nWX-9,2,-7,2026/11/5,"=HYPERLINK(""http://x"")"\r\nWX-9,3,３０,3/5/2026,\r\n合计,,1223,,\r\n';

/** As Chinese Excel saves a CSV. */
const gb = (text: string): Buffer => Buffer.from(encodeText(text, { charset: 'gb18030', byteOrderMark: false }).bytes);
const read = (bytes: Uint8Array): string => decodeText(bytes)?.text ?? '';

describe('the page on which a supplier’s clerk uploads tables', () => {
  let scene: GatewayScene;
  const path = join(screenshots, '进度.csv');
  beforeAll(async () => {
    scene = await GatewayScene.open();
    const { stage, url, page } = scene;
    await stage.seed({
      'gateway.api_keys': [
        {
          key_hash: createHash('sha256').update('unused too').digest('hex'),
          organisation: 'jinfeng',
          organisation_kind: 'supplier',
          login: clerk,
          role: 'supplier-clerk',
          password_hash: await keptPassword(password),
        },
      ],
    });
    writeFileSync(path, gb(file));
    await page.goto(`${url}/`);
    await page.fill('#login', clerk);
    await page.fill('#password', password);
    await page.click('button');
    await page.waitForSelector('header a[href^="/feeds"]');
  }, 90_000);
  afterAll(() => scene?.close());

  const upload = async (from: string): Promise<void> => {
    const { page } = scene;
    await page.click('header a[href^="/feeds"]');
    await page.setInputFiles('input[type=file]', from);
    await page.click('main form button');
    await page.waitForURL(/\/feeds\/drafts\//);
  };
  const overflow = (): Promise<number> =>
    scene.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it('asks what a column means that nobody knows, and proposes what it may be', async () => {
    const { page } = scene;
    await upload(path);
    expect(await page.textContent('h1')).toBe('发送前检查');
    expect(await page.textContent('#columns')).toContain('实做数');
    await page.screenshot({ path: join(screenshots, 'feeds-columns-zh.png'), fullPage: true });
    await page.selectOption('#columns select[name=field]', 'good');
    await page.click('#columns button');
    await page.waitForSelector('#send');
    expect(await page.textContent('#learned')).toContain('实做数 → 良品');
  });

  it('shows what is wrong at its cell with what to write instead, and fits a phone', async () => {
    const { page } = scene;
    expect(await page.textContent('[role=status]')).toContain('1 行无误，2 行未通过');
    const cards = await page.locator('#wrong li').allTextContents();
    expect(cards[0]).toContain('实做数 C4');
    expect(cards[0]).toContain('请写 7 或 0');
    expect(cards[1]).toContain('请写 2026-05-03 或 2026-03-05');
    expect(await page.locator('td.wrong').allTextContents()).toEqual(['-7', '3/5/2026']);
    expect(await overflow()).toBe(0);
    await page.screenshot({ path: join(screenshots, 'feeds-preview-zh.png'), fullPage: true });
    await page.click('a[hreflang=en]');
    await page.waitForSelector('html[lang=en]');
    expect(await page.textContent('[role=status]')).toContain('Good rows: 1; with errors: 2');
    await page.screenshot({ path: join(screenshots, 'feeds-preview-en.png'), fullPage: true });
    await page.click('a[hreflang=zh-CN]');
    await page.waitForSelector('html[lang=zh-CN]');
  });

  it('sends the good rows, hands the file back, and takes of the mended one only the rest', async () => {
    const { page, stage } = scene;
    await page.click('#send button');
    await page.waitForSelector('#wrong');
    expect(page.url()).toContain('/feeds/files/');
    await stage.published(gateway.StatusReportedSchema, ({ lines }) => lines[0]?.good === '1200');
    await page.screenshot({ path: join(screenshots, 'feeds-sent-zh.png'), fullPage: true });
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#corrected')]);
    const text = read(readFileSync(await download.path()));
    expect(text).toContain('错误');
    expect(text).toContain("'=HYPERLINK");
    const mended = join(screenshots, '进度-更正.csv');
    writeFileSync(mended, gb(text.replace(',-7,', ',7,').replace('3/5/2026', '2026-11-05')));

    await upload(mended);
    expect(await page.textContent('[role=status]')).toContain('3 行无误，0 行未通过');
    await page.check('input[value=all-or-nothing]');
    await page.click('#send button');
    await page.waitForURL(/\/feeds\/files\//);
    const report = await stage.published(gateway.StatusReportedSchema, ({ lines }) => lines[0]?.line === '2');
    expect(report.lines.map(({ line, good }) => `${line} ${good}`)).toEqual(['2 7', '3 30']);
  });

  it('goes the same circle with a workbook: the rows merged, the dates typed, the wrong cell alone mended', async () => {
    const { page, stage } = scene;
    const workbook = join(screenshots, '进度.xlsx');
    const day = new Date('2026-11-05T00:00:00Z');
    const rows = [
      ['订单号', '行号', '完工数量', '截止日期'],
      ['WX-10', 1, 5, day],
      [null, 2, -6, day],
    ];
    writeFileSync(workbook, await workbookOf(rows, 'A2:A3'));
    await upload(workbook);
    expect(await page.textContent('#wrong')).toContain('完工数量 C3');
    await page.click('#send button');
    await page.waitForSelector('#corrected');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#corrected')]);
    const handed = readFileSync(await download.path());
    writeFileSync(workbook, await typedInto(handed, { C3: 6 }));
    await upload(workbook);
    expect(await page.textContent('[role=status]')).toContain('2 行无误，0 行未通过');
    await page.click('#send button');
    await page.waitForURL(/\/feeds\/files\//);
    const report = await stage.published(gateway.StatusReportedSchema, ({ lines }) => lines[0]?.good === '6');
    expect(report.lines.map(({ orderNumber, line }) => `${orderNumber} ${line}`)).toEqual(['WX-10 2']);
  });

  it('lets all or nothing be chosen, and says why the good rows were not taken', async () => {
    const { page } = scene;
    await upload(path);
    await page.check('input[value=all-or-nothing]');
    await page.click('#send button');
    await page.waitForSelector('#wrong');
    expect(await page.textContent('[role=status]')).toContain('已拒绝');
    expect(await page.locator('#wrong li').count()).toBe(2);
    expect(await page.textContent('main')).toContain('另有 1 行无误，因上述错误整份未接收');
  });

  it('takes back what was said of columns', async () => {
    const { page } = scene;
    await upload(path);
    await page.click('#learned summary');
    await page.click('#learned button');
    await page.waitForSelector('#columns');
    expect(await page.locator('#learned').count()).toBe(0);
  });

  it('says in words what is no table, and shows what was typed as text', async () => {
    const { page } = scene;
    const evil = join(screenshots, 'x.csv');
    writeFileSync(evil, '订单号,行号,完工,"<b id=""evil"">"\nPO,1,<i>5</i>,x\n');
    await upload(evil);
    expect(await page.locator('#evil').count()).toBe(0);
    expect(await page.textContent('#wrong')).toContain('<i>5</i>');
    expect(await page.locator('#send').count()).toBe(0);
    const edi = join(screenshots, 'x.edi');
    writeFileSync(edi, 'ISA*00*');
    await upload(edi);
    expect(await page.textContent('[role=alert]')).toContain('仅可预览');
  });
});
