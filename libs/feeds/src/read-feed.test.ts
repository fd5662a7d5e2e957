import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { FeedContext } from './feed-kind.ts';
import { inspectFeed } from './inspect-feed.ts';
import { readFeed } from './read-feed.ts';

const context: FeedContext = { receivedAt: '2026-03-06T02:00:00Z', reference: 'RPT-1' };
const feed = (...lines: string[]) => readFeed(Buffer.from(lines.join('\r\n'), 'utf8'), context);
const codes = (reading: Awaited<ReturnType<typeof feed>>, row: number) =>
  reading.rows
    .find((r) => r.row === row)
    ?.errors.filter((e) => e.severity === 'error')
    .map((e) => `${e.code} ${e.cell}`);

describe('a progress report', () => {
  it('becomes one document of cumulative figures', async () => {
    const reading = await feed(
      '订单号,行号,料号,工序,完工数量,报废,截至,更正,原因,备注',
      'PO-2026-0042,1,BOLT-M10,完工,"3,000",12,2026/3/5,,,夜班',
      'PO-2026-0042,2,NUT-M10,包装,５０００,0,2026年3月4日 14:30,是,多报了一箱,',
    );
    expect(reading).toMatchObject({ kind: 'progress', verdict: 'accepted' });
    expect(reading.documents).toHaveLength(1);
    expect(reading.documents[0]?.rows).toEqual([2, 3]);
    expect(reading.documents[0]?.document).toEqual({
      kind: 'progress-report',
      reportNumber: 'RPT-1',
      reportDate: '2026-03-06',
      parties: [],
      lines: [
        {
          orderNumber: 'PO-2026-0042',
          line: '1',
          buyerItem: 'BOLT-M10',
          milestone: 'finished',
          good: '3000',
          scrap: '12',
          unit: 'PCE',
          asOf: '2026-03-05T23:59:59+08:00',
          remark: '夜班',
        },
        {
          orderNumber: 'PO-2026-0042',
          line: '2',
          buyerItem: 'NUT-M10',
          milestone: 'packed',
          good: '5000',
          scrap: '0',
          unit: 'PCE',
          asOf: '2026-03-04T14:30:00+08:00',
          correction: true,
          reason: '多报了一箱',
        },
      ],
    });
  });

  it('is accepted row by row, each error located with a way out', async () => {
    const reading = await feed(
      '订单号,行号,工序,完工,日期',
      'PO-1,1,完工,100,2026/3/5',
      'PO-1,2,完工,1e2x,3/5/2026',
      ',3,完工,-5,2026-02-30',
    );
    expect(reading.verdict).toBe('accepted-with-errors');
    expect(reading.rows.map((r) => r.verdict)).toEqual(['accepted', 'rejected', 'rejected']);
    expect(codes(reading, 3)).toEqual(['feed.number.unreadable D3', 'feed.date.ambiguous E3']);
    expect(codes(reading, 4)).toEqual(['feed.cell.missing A4', 'feed.quantity.negative D4', 'feed.date.none E4']);
    expect(reading.rows[1]?.errors[0]).toMatchObject({ column: '完工', value: '1e2x', row: 3, line: 3 });
    expect(reading.rows[1]?.errors.every((e) => e.suggestion?.zh)).toBe(true);
  });

  it('is true at receipt when today is not over', async () => {
    const reading = await feed('订单号,行号,完工,日期', 'PO-1,1,100,2026-03-06');
    expect(reading.documents[0]?.document).toMatchObject({ lines: [{ asOf: context.receivedAt }] });
  });

  it('needs a reason to take pieces back', async () => {
    const reading = await feed('订单号,行号,完工,日期,更正,原因', 'PO-1,1,90,2026-03-05,是,');
    expect(codes(reading, 2)).toEqual(['feed.cell.missing F2']);
  });

  it('reads an operation of the shop floor as started, and says so', async () => {
    const reading = await feed('订单号,行号,工序,完工,良品率,日期', 'PO-1,1,冷镦,3000,98.5%,2026-03-05');
    expect(reading.rows[0]?.errors).toMatchObject([
      { severity: 'warning', code: 'feed.milestone.operation', cell: 'C2' },
    ]);
    expect(reading.documents[0]?.document).toMatchObject({
      lines: [{ milestone: 'started', good: '2955', scrap: '45', remark: '工序 冷镦' }],
    });
  });

  it('cannot have more good pieces than completed ones', async () => {
    const reading = await feed(
      '订单号,行号,完工数量,良品数,日期',
      'PO-1,1,90,100,2026-03-05',
      'PO-1,2,90,80,2026-03-05',
    );
    expect(codes(reading, 2)).toEqual(['feed.progress.good-above-completed D2']);
    expect(reading.rows[1]?.document).toMatchObject({ lines: [{ good: '80', scrap: '10' }] });
  });
});

describe('an acknowledgement', () => {
  it('answers each line, several rows of a line being its partial deliveries', async () => {
    const reading = await feed(
      '订单号,行号,订单数量,要求交期,数量,承诺交期,接受/拒绝,原因',
      'PO-1,1,1000,2026-04-01,600,2026-04-01,接受,',
      'PO-1,1,1000,2026-04-01,400,2026-04-10,接受,模具维修',
      'PO-1,2,500,2026-04-01,500,2026-04-01,接受,',
      'PO-1,3,200,2026-04-01,,,拒绝,停产',
    );
    expect(reading).toMatchObject({ kind: 'acknowledgement', verdict: 'accepted' });
    expect(reading.documents).toMatchObject([
      {
        rows: [2, 3, 4, 5],
        document: {
          kind: 'order-response',
          orderNumber: 'PO-1',
          responseDate: '2026-03-06',
          outcome: 'changed',
          lines: [
            {
              line: '1',
              quantity: '1000',
              confirmations: [
                { status: 'quantity-changed', quantity: '600', date: '2026-04-01' },
                { status: 'changed', quantity: '400', date: '2026-04-10', reason: '模具维修' },
              ],
            },
            { line: '2', confirmations: [{ status: 'accepted', quantity: '500', date: '2026-04-01' }] },
            { line: '3', confirmations: [{ status: 'rejected', quantity: '200', unit: 'PCE', reason: '停产' }] },
          ],
        },
      },
    ]);
  });

  it('takes a promised date without a word for a yes, and nothing for a question', async () => {
    const reading = await feed('PO No.,Line,Qty,Promised Date,Accept/Reject', 'PO-1,1,10,2026-04-01,', 'PO-1,2,10,,');
    expect(reading.rows[0]?.document).toMatchObject({ outcome: 'accepted' });
    expect(codes(reading, 3)).toEqual(['feed.cell.missing E3']);
  });

  it('says that the order date is assumed when the sheet has none', async () => {
    const reading = await feed('订单号,行号,数量,承诺交期', 'PO-1,1,10,2026-04-01');
    expect(reading.errors).toMatchObject([{ severity: 'warning', code: 'feed.column.assumed' }]);
  });

  it('against a change number answers the change', async () => {
    const reading = await feed('变更单号,订单号,行号,数量,承诺交期,接受/拒绝', 'C-7,PO-1,1,800,2026-04-20,Y');
    expect(reading).toMatchObject({
      kind: 'change-acknowledgement',
      documents: [{ document: { kind: 'order-change-response', changeNumber: 'C-7', outcome: 'accepted' } }],
    });
  });
});

describe('a delivery note', () => {
  it('gathers its lots and cartons', async () => {
    const reading = await feed(
      '送货单号,订单号,行号,数量,批号,箱数,发货日期',
      'DN-1,PO-1,1,600,L001,6,20260310',
      'DN-1,PO-1,1,400,L002,4,20260310',
      'DN-2,PO-2,1,50 套,0003,1,2026-03-11',
      'DN-3,PO-2,1,0,,,2026-03-11',
    );
    expect(reading.kind).toBe('delivery-note');
    expect(codes(reading, 5)).toEqual(['feed.quantity.zero D5']);
    expect(reading.documents).toMatchObject([
      {
        document: {
          shipmentNumber: 'DN-1',
          despatchDate: '2026-03-10',
          packages: { count: 10 },
          lines: [{ lot: 'L001', cartons: 6 }, { lot: 'L002' }],
        },
      },
      { document: { shipmentNumber: 'DN-2', lines: [{ unit: 'SET', quantity: '50', lot: '0003' }] } },
    ]);
  });
});

describe('a feed file', () => {
  it('may carry a title above and totals and footnotes below the table', async () => {
    const reading = await feed(
      '外协进度周报,,,',
      '日期：2026-03-05,,,',
      '',
      '订单号,行号,完工,日期',
      'Order No.,Line,Completed,As of',
      'PO-1,1,100,2026-03-05',
      '',
      '合计,,100,',
      '制表：王,,,',
    );
    expect(reading.rows.map((r) => [r.row, r.verdict])).toEqual([[6, 'accepted']]);
  });

  it('with the same header twice is refused, both places named', async () => {
    const reading = await feed('订单号,行号,完工,完工,日期', 'PO-1,1,100,90,2026-03-05');
    expect(reading.verdict).toBe('rejected');
    expect(reading.errors[0]).toMatchObject({ code: 'feed.header.duplicate', cell: 'D1' });
    expect(reading.errors[0]?.message.zh).toContain('C1');
  });

  it('names the columns that are missing and those that it does not use', async () => {
    const reading = await feed('订单号,完工,天气', 'PO-1,100,晴');
    expect(reading.errors.map((e) => [e.severity, e.code, e.cell])).toEqual([
      ['error', 'feed.column.missing', undefined],
      ['warning', 'feed.column.assumed', undefined],
      ['warning', 'feed.column.assumed', undefined],
      ['warning', 'feed.column.unused', 'C1'],
    ]);
  });

  it('with a slipped row loses that row only', async () => {
    const reading = await feed('订单号,行号,完工,日期', 'PO-1,1,5,000,2026-03-05', 'PO-1,2,10,2026-03-05');
    expect(codes(reading, 2)).toContain('feed.row.too-many-cells E2');
    expect(reading.rows[1]?.verdict).toBe('accepted');
  });

  it('in GB18030 or UTF-16 says the same as in UTF-8', async () => {
    const text = '订单号\t行号\t完工\t日期\r\nPO-1\t1\t100\t2026年3月5日\r\n';
    const readings = await Promise.all(
      ['utf8', 'gb18030', 'utf-16le', 'utf-16be'].map((charset) => readFeed(iconv.encode(text, charset), context)),
    );
    for (const reading of readings) expect(reading.documents).toEqual(readings[0]?.documents);
    expect(readings.map((r) => r.sheet?.source.charset)).toEqual(['utf-8', 'gb18030', 'utf-16le', 'utf-16be']);
  });

  it('that is a web page or an old workbook is refused with a way out', async () => {
    const page = await readFeed(Buffer.from('<html><table><tr><td>订单号</td></tr></table></html>'), context);
    const old = await readFeed(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), context);
    expect(page.errors[0]).toMatchObject({ code: 'feed.html' });
    expect(old.errors[0]).toMatchObject({ code: 'feed.xls.old' });
    expect(old.errors[0]?.suggestion?.zh).toContain('.xlsx');
  });

  it('is inspected in the shape that the command prints', async () => {
    const bytes = Buffer.from('订单号,行号,完工,日期\nPO-1,1,100,2026-03-05\n');
    const inspection = await inspectFeed(bytes, 'wip.csv', context);
    expect(inspection).toMatchObject({
      file: 'wip.csv',
      format: 'csv',
      charset: 'utf-8',
      kind: 'progress',
      verdict: 'accepted',
      acknowledgements: [],
      rows: [{ row: 2, verdict: 'accepted', errors: [], document: { kind: 'progress-report' } }],
    });
  });

  it('never crashes, whatever its bytes', async () => {
    const table = Buffer.from('订单号,行号,完工,日期\r\n"PO-1",1,"5,000",2026/3/5\r\nPO-2,2,x,y\r\n');
    const mutated = fc
      .array(fc.tuple(fc.nat(table.length - 1), fc.nat(255)), { maxLength: 6 })
      .map((edits) => edits.reduce((bytes, [at, byte]) => Buffer.from(bytes).fill(byte, at, at + 1), table));
    const zipLike = fc.uint8Array({ maxLength: 200 }).map((b) => Buffer.concat([Buffer.from('PK\x03\x04'), b]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 500 }), mutated, zipLike), async (bytes) => {
        const reading = await readFeed(bytes, context);
        expect(['accepted', 'accepted-with-errors', 'rejected']).toContain(reading.verdict);
      }),
      { seed: 42, numRuns: 500, verbose: 1 },
    );
  });
});
