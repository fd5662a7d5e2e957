import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { tradeloom } from './main.ts';
import { recordingTerminal } from './recording-terminal.fixture.ts';
import { languageOf } from './terminal.ts';

describe('the tradeloom command', () => {
  it('lists its commands when asked for help', async () => {
    const terminal = recordingTerminal('zh');
    expect(await tradeloom(['--help'], terminal)).toBe(0);
    expect(terminal.outs.join()).toContain('edi inspect');
    expect(terminal.outs.join()).toContain('离线试算');
  });

  it.each([[[]], [['edi']], [['edi', 'frobnicate']], [['nonsense']], [['toString']]])(
    'is used wrongly by %j and says how on standard error',
    async (args: string[]) => {
      const terminal = recordingTerminal();
      expect(await tradeloom(args, terminal)).toBe(2);
      expect(terminal.outs).toEqual([]);
      expect(terminal.errs.join()).toContain('usage');
    },
  );

  it.each([[['edi', 'inspect']], [['edi', 'write']], [['what-if']], [['verify-trail']], [['export-trail']]])(
    'explains %j',
    async (args: string[]) => {
      const terminal = recordingTerminal();
      expect(await tradeloom([...args, '--help'], terminal)).toBe(0);
      expect(terminal.outs[0]).toMatch(/^usage: tradeloom /);
    },
  );

  it.each([
    [['edi', 'inspect']],
    [['edi', 'inspect', '--colour', 'a.csv']],
    [['edi', 'inspect', '/no/such/file']],
    [['edi', 'write', 'a.json']],
    [['edi', 'write', 'a.json', '--format', 'x12']],
    [['edi', 'write', 'a.json', '--format', 'tradacoms', '--version', '9']],
    [['verify-trail', '--key', '/no/such/key']],
    [['export-trail', '--key', '/no/such/key']],
    [['what-if']],
    [['what-if', 'lottery']],
    [['what-if', 'constructor']],
    [['what-if', 'atp', 'a.json', 'b.json']],
    [['what-if', 'atp', '/no/such/file']],
  ])('refuses the command line %j with the usage', async (args: string[]) => {
    const terminal = recordingTerminal();
    expect(await tradeloom(args, terminal)).toBe(2);
    expect(terminal.errs[0]).toContain('usage: tradeloom');
  });

  it('speaks the language of the environment', () => {
    expect(languageOf({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(languageOf({ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' })).toBe('en');
    expect(languageOf({})).toBe('en');
  });
});

describe('tradeloom edi inspect', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tradeloom-cli-'));
    const rows = '订单号,行号,完工,日期\r\nPO-1,1,100,2026-03-05\r\nPO-1,2,-5,2026-03-05\r\n';
    await writeFile(join(folder, 'wip.csv'), iconv.encode(rows, 'gb18030'));
    await writeFile(join(folder, 'page.xls'), '<html></html>');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('prints one JSON object per file and ends with 1 when one is rejected', async () => {
    const terminal = recordingTerminal();
    const files = [join(folder, 'wip.csv'), join(folder, 'page.xls')];
    expect(await tradeloom(['edi', 'inspect', ...files, '--json'], terminal)).toBe(1);
    const [wip, page] = terminal.outs.map((line) => JSON.parse(line));
    expect(wip).toMatchObject({
      file: 'wip.csv',
      format: 'csv',
      charset: 'gb18030',
      verdict: 'accepted-with-errors',
      rows: [
        { row: 2, verdict: 'accepted', document: { kind: 'progress-report' } },
        { row: 3, verdict: 'rejected', errors: [{ code: 'feed.quantity.negative', cell: 'C3' }], document: null },
      ],
    });
    expect(page).toMatchObject({ file: 'page.xls', verdict: 'rejected' });
  });

  it('tells a person the row, the cell and what to write', async () => {
    const terminal = recordingTerminal('zh');
    expect(await tradeloom(['edi', 'inspect', join(folder, 'wip.csv')], terminal)).toBe(0);
    expect(terminal.outs[0]).toContain('部分接受');
    expect(terminal.outs[0]).toContain('错误 C3 feed.quantity.negative: 数量不能为负：-5 → 请写 5 或 0');
    expect(terminal.outs[0]).toContain('共 2 行，接受 1 行');
  });
});

describe('tradeloom edi write', () => {
  const document = {
    kind: 'progress-report',
    reportNumber: 'R-1',
    reportDate: '2026-03-06',
    parties: [],
    lines: [
      {
        orderNumber: 'PO-1',
        line: '1',
        buyerItem: 'BOLT-M10',
        milestone: 'finished',
        good: '100',
        scrap: '2',
        unit: 'PCE',
        asOf: '2026-03-05T18:00:00+08:00',
      },
    ],
  };
  const envelope = {
    sender: { qualifier: 'ZZ', id: 'NBFACTORY' },
    receiver: { qualifier: 'ZZ', id: 'TRADELOOM' },
    control: 7,
    test: true,
    date: '2026-03-06',
    time: '0915',
  };
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tradeloom-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const write = async (input: unknown, ...options: string[]) => {
    const terminal = recordingTerminal();
    await writeFile(join(folder, 'in.json'), JSON.stringify(input));
    const format = options.includes('--format') ? [] : ['--format', 'x12', '--version', '004010'];
    const args = ['edi', 'write', join(folder, 'in.json'), ...format, ...options];
    return { code: await tradeloom(args, terminal), ...terminal };
  };

  it('writes what inspect reads back as the same document', async () => {
    const { code, outs } = await write({ envelope, document });
    expect(code).toBe(0);
    await writeFile(join(folder, 'out.edi'), outs[0] ?? '');
    const terminal = recordingTerminal();
    expect(await tradeloom(['edi', 'inspect', join(folder, 'out.edi'), '--json'], terminal)).toBe(0);
    const { interchanges } = JSON.parse(terminal.outs[0] ?? '');
    expect(interchanges[0]).toMatchObject({ control: '000000007', test: true, verdict: 'accepted' });
    expect(interchanges[0].groups[0].messages[0]).toMatchObject({ type: '870', document });
  });

  it('inspects what is above 32 MiB in pieces: messages with findings are shown, all are counted', async () => {
    const { outs } = await write({ envelope, document });
    const interchange = outs[0] ?? '';
    const broken = interchange.replace(/(?<=SE\*)\d+/, '99');
    await writeFile(join(folder, 'large.edi'), `${interchange}${'\n'.repeat(33 * 1024 * 1024)}${broken}`);
    const terminal = recordingTerminal('zh');
    await tradeloom(['edi', 'inspect', join(folder, 'large.edi'), '--json'], terminal);
    await tradeloom(['edi', 'inspect', join(folder, 'large.edi')], terminal);
    const { counted, interchanges } = JSON.parse(terminal.outs[0] ?? '');
    expect(counted).toMatchObject({ messages: 2, accepted: 1, rejected: 1, shown: 1, interchanges: 2 });
    expect(interchanges[1].groups[0].messages).toMatchObject([{ errors: [{ code: 'SE_COUNT_MISMATCH' }] }]);
    expect(terminal.outs[1]).toContain('报文共 2 条');
  });

  it('writes EDIFACT that inspect reads back as the same document, Chinese text in UTF-8', async () => {
    const chinese = { ...document, lines: document.lines.map((line) => ({ ...line, description: '六角螺栓' })) };
    const { code, outs } = await write({ envelope, document: chinese }, '--format', 'edifact', '--version', 'D.97A');
    expect(code).toBe(0);
    expect(outs[0]).toMatch(/^UNA:\+\.\?\*'\nUNB\+UNOW:4\+NBFACTORY:ZZ\+TRADELOOM:ZZ\+20260306:0915\+7/);
    await writeFile(join(folder, 'out.edi'), outs[0] ?? '');
    const terminal = recordingTerminal();
    expect(await tradeloom(['edi', 'inspect', join(folder, 'out.edi'), '--json'], terminal)).toBe(0);
    const inspection = JSON.parse(terminal.outs[0] ?? '');
    expect(inspection).toMatchObject({ format: 'edifact', verdict: 'accepted', charset: 'utf-8' });
    expect(inspection.interchanges[0]).toMatchObject({ control: '7', test: true, groups: [{ functionalId: null }] });
    expect(inspection.interchanges[0].groups[0].messages[0]).toMatchObject({ type: 'OSTRPT', document: chinese });
    expect(inspection.acknowledgements).toEqual([expect.stringContaining('UCM+1+OSTRPT:D:97A:UN+7')]);
  });

  it('writes UBL that inspect reads back as the same document', async () => {
    const order = {
      kind: 'purchase-order',
      orderNumber: 'PO-7',
      orderDate: '2026-03-01',
      purpose: 'original',
      currency: 'EUR',
      parties: [{ role: 'seller', name: '宁波明州贸易有限公司' }],
      lines: [
        { line: '1', quantity: '480', unit: 'PCE', unitPrice: '1.85', description: '六角螺栓 M10', schedules: [] },
      ],
    };
    const { code, outs } = await write({ envelope, document: order }, '--format', 'ubl', '--version', '2.1');
    expect(code).toBe(0);
    await writeFile(join(folder, 'out.xml'), outs[0] ?? '');
    const terminal = recordingTerminal();
    expect(await tradeloom(['edi', 'inspect', join(folder, 'out.xml'), '--json'], terminal)).toBe(0);
    const inspection = JSON.parse(terminal.outs[0] ?? '');
    expect(inspection).toMatchObject({ format: 'ubl', verdict: 'accepted', charset: 'utf-8', acknowledgements: [] });
    expect(inspection.interchanges[0]).toMatchObject({
      sender: 'NBFACTORY',
      receiver: 'TRADELOOM',
      control: 'PO-7',
      groups: [{ functionalId: null, messages: [{ type: 'Order', version: '2.1', control: 'PO-7', document: order }] }],
    });
  });

  it.each([
    [
      '830',
      {
        kind: 'delivery-forecast',
        scheduleNumber: 'FC-1',
        purpose: 'original',
        issueDate: '2026-03-01',
        basis: 'delivery',
        counting: 'discrete',
        horizonStart: '2026-03-02',
        parties: [],
        lines: [
          {
            line: '1',
            unit: 'PCE',
            schedules: [{ quantity: '9', certainty: 'firm', span: 'week', date: '2026-03-09' }],
          },
        ],
      },
    ],
    [
      '846',
      {
        kind: 'inventory-report',
        reportNumber: 'INV-9',
        reportDate: '2026-03-01',
        parties: [],
        lines: [{ line: '1', sellerItem: 'XY-10', quantities: [{ state: 'on-hand', quantity: '7', unit: 'PCE' }] }],
      },
    ],
    [
      '863',
      {
        kind: 'test-results',
        reportNumber: 'COA-1',
        reportDate: '2026-03-01',
        parties: [],
        items: [{ line: '1', characteristics: [{ name: 'pH', measurements: ['7.1', '7.2'] }] }],
      },
    ],
    [
      '869',
      {
        kind: 'order-status-enquiry',
        enquiryNumber: 'ENQ-3',
        enquiryDate: '2026-03-01',
        parties: [],
        orders: [{ orderNumber: 'PO-7', lines: [{ line: '1' }] }],
      },
    ],
  ])('writes %s', async (type, said) => {
    const { code, outs } = await write({ envelope, document: said });
    expect(code).toBe(0);
    await writeFile(join(folder, 'out.edi'), outs[0] ?? '');
    const terminal = recordingTerminal();
    expect(await tradeloom(['edi', 'inspect', join(folder, 'out.edi'), '--json'], terminal)).toBe(0);
    const { interchanges } = JSON.parse(terminal.outs[0] ?? '');
    expect(interchanges[0].groups[0].messages[0]).toMatchObject({ type, verdict: 'accepted', document: said });
  });

  it('refuses what is not an interchange file with the place of every error', async () => {
    const { code, outs } = await write(
      { envelope: { ...envelope, sender: {} }, document: { ...document, reportDate: undefined } },
      '--json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(outs[0] ?? '').errors.map((e: { pointer: string }) => e.pointer)).toEqual(
      expect.arrayContaining(['/envelope/sender', '/document']),
    );
  });

  it('refuses a kind of document that nobody writes by hand', async () => {
    const { code, errs } = await write({ envelope, document: { ...document, kind: 'functional-acknowledgement' } });
    expect(code).toBe(1);
    expect(errs[0]).toMatch(/^\/document scenario\.discriminator: /);
  });

  it('refuses a value that the message cannot carry, in the words of the trade', async () => {
    const { code, errs } = await write({
      envelope: { ...envelope, sender: { qualifier: 'ZZ', id: 'X'.repeat(20) } },
      document,
    });
    expect(code).toBe(1);
    expect(errs[0]).toMatch(/^edi\.write\.party-invalid: /);
  });
});
