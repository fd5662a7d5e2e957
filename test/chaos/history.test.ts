import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { History } from './history.ts';
import { Random } from './random.rules.ts';

describe('the history', () => {
  it('is what the clients wrote, an operation acknowledged when one of its attempts was', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'history-'));
    const history = new History(join(folder, 'history.jsonl'));
    const order = { door: 'order-api', key: 'CA1' };
    history.write({ ...order, attempt: 1, event: 'invoke', file: 'a1' });
    history.write({ door: 'payment', key: 'FT1', attempt: 1, event: 'invoke' });
    history.write({ ...order, attempt: 1, event: 'unknown', said: 'ECONNRESET' });
    history.write({ ...order, attempt: 2, event: 'invoke' });
    history.write({ ...order, attempt: 2, event: 'ok', said: '201' });
    history.write({ door: 'payment', key: 'FT1', attempt: 1, event: 'refused', said: '422' });
    expect(history.operations).toBe(2);
    expect(history.outcomes).toEqual({ ok: 1, refused: 1, unknown: 1 });
    expect(await history.closed()).toEqual([
      { ...order, attempts: 2, begunAt: expect.any(Number), acknowledged: true, file: 'a1' },
      { door: 'payment', key: 'FT1', attempts: 1, begunAt: expect.any(Number), acknowledged: false, file: null },
    ]);
    rmSync(folder, { recursive: true });
  });
});

describe('drawn numbers', () => {
  it('are the same for the same seed, within their bounds, and all of them', () => {
    const drawn = (seed: number): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 200 }, () => random.between(2, 5));
    };
    expect(drawn(42)).toEqual(drawn(42));
    expect(drawn(42)).not.toEqual(drawn(43));
    expect(new Set(drawn(42))).toEqual(new Set([2, 3, 4, 5]));
  });
});
