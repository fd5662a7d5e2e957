import type { FeedContext } from './feed-kind.ts';
import { readFeed } from './read-feed.ts';

const context: FeedContext = { receivedAt: '2026-03-06T02:00:00Z' };
const read = (text: string, within: Partial<FeedContext> = {}) =>
  readFeed(Buffer.from(text), { ...context, ...within });
const verdicts = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(({ verdict }) => verdict);
const codes = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(({ errors }) => errors.map(({ code }) => code));

const progress = '订单号,行号,完工,日期\nPO-1,1,5,2026-03-05\nPO-1,2,x,2026-03-05\nPO-1,3,7,2026-03-05\n';

describe('taking the good rows, or nothing unless all are good', () => {
  it('takes the good ones where nobody says otherwise', async () => {
    const reading = await read(progress);
    expect(verdicts(reading)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(reading.documents[0]?.rows).toEqual([2, 4]);
  });

  it('takes nothing of a file with one bad row, and says so at the good ones', async () => {
    const reading = await read(progress, { take: 'all-or-nothing' });
    expect(reading).toMatchObject({ verdict: 'rejected', documents: [] });
    expect(codes(reading)).toEqual([
      ['feed.row.all-or-nothing'],
      ['feed.number.unreadable'],
      ['feed.row.all-or-nothing'],
    ]);
    expect(reading.rows.every(({ document }) => document === null)).toBe(true);
  });

  it('takes all of a file without one', async () => {
    const reading = await read(progress.replace(',x,', ',6,'), { take: 'all-or-nothing' });
    expect(reading.documents[0]?.rows).toEqual([2, 3, 4]);
  });
});

describe('rows that are one statement', () => {
  const note = '送货单号,订单号,行号,数量\nDN-1,PO-1,1,5\nDN-1,PO-1,2,x\nDN-2,PO-1,1,7\n';

  it('a delivery note is taken whole or not at all', async () => {
    const reading = await read(note);
    expect(verdicts(reading)).toEqual(['rejected', 'rejected', 'accepted']);
    expect(codes(reading)[0]).toEqual(['feed.row.belongs-together']);
  });

  it('partial deliveries of one order line are answered together', async () => {
    const answer = '订单号,行号,确认数量,承诺交期\nPO-1,1,40,2026-04-01\nPO-1,1,60,4-31\nPO-1,2,9,2026-04-01\n';
    expect(verdicts(await read(answer))).toEqual(['rejected', 'rejected', 'accepted']);
  });

  it('a broken row that does not say where it belongs counts with its neighbours', async () => {
    const broken = '送货单号,订单号,行号,数量\nDN-1,PO-1,1,5\nDN-1,PO-1,2,"5\nDN-2,PO-1,1,7\nDN-3,PO-1,1,7\n';
    expect(verdicts(await read(broken))).toEqual(['rejected', 'rejected', 'rejected', 'accepted']);
  });
});

describe('a corrected file', () => {
  const takenOf = async (text: string) => {
    const { rows } = await read(text);
    const taken = new Map<string, number>();
    for (const { fingerprint } of rows) {
      const says = fingerprint?.();
      if (says) taken.set(says, (taken.get(says) ?? 0) + 1);
    }
    return { takenOf: async () => taken };
  };

  it('brings only what was not taken, though dates and numbers were written anew and it comes another day', async () => {
    const mended = '订单号,行号,完工,日期\nPO-1,1,5.0,2026/3/5\nPO-1,2,6,2026/3/5\nPO-1,3,"7",20260305\n';
    const reading = await read(mended, { ...(await takenOf(progress)), receivedAt: '2026-03-09T02:00:00Z' });
    expect(verdicts(reading)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(reading.documents.map(({ rows }) => rows)).toEqual([[3]]);
    expect(codes(reading)).toEqual([['feed.row.taken-before'], [], ['feed.row.taken-before']]);
  });

  it('brings what its sender has changed', async () => {
    const reading = await read(progress.replace(',5,', ',4,').replace(',x,', ',6,'), await takenOf(progress));
    expect(reading.documents[0]?.rows).toEqual([2, 3]);
  });

  it('leaves out two equal rows only where two were taken', async () => {
    const twice = '订单号,行号,完工,日期\nPO-1,1,5,2026-03-05\nPO-1,1,5,2026-03-05\n';
    const once = '订单号,行号,完工,日期\nPO-1,1,5,2026-03-05\n';
    expect((await read(twice, await takenOf(once))).documents[0]?.rows).toEqual([3]);
    expect((await read(twice, await takenOf(twice))).documents).toEqual([]);
  });

  it('brings a line of several rows whole again where one is new', async () => {
    const first = '订单号,行号,确认数量,承诺交期\nPO-1,1,40,2026-04-01\n';
    const second = `${first}PO-1,1,60,2026-05-01\n`;
    expect((await read(second, await takenOf(first))).documents[0]?.rows).toEqual([2, 3]);
  });
});
