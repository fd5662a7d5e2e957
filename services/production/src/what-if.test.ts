import { readFile } from 'node:fs/promises';
import { whatIf } from './what-if.ts';

const example = JSON.parse(
  await readFile(new URL('../../../docs/what-if/atp.example.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

describe('what if: available to promise', () => {
  it('answers the documented example by the service’s own rule, and says why', () => {
    const { row, because } = whatIf.atp(example);
    expect(row.map((b) => b.free)).toEqual(['11', '11', '67', '67', '135', '135', '205', '275']);
    expect(because).toMatchObject([{ rule: 'cumulative-look-ahead', numbers: { onHand: '64' } }]);
  });
  it('takes whole JSON numbers too', () =>
    expect(
      whatIf.atp({ onHand: 5, buckets: ['a'], supplies: [1], demands: [{ order: 2 }], rule: 'discrete' }).row,
    ).toEqual([{ bucket: 'a', free: '4' }]));
  it('refuses rows of unequal length', () =>
    expect(() => whatIf.atp({ ...example, supplies: ['1'] })).toThrow('production.atp.rows'));
});
