import { randomUUID } from 'node:crypto';
import type { Actor } from '@tradeloom/chassis';
import { type Ask, foreignDiffersFromNone, ownIsMissing } from './ownership.ts';
import type { Door } from './rows.ts';

const door: Door = { service: 'orders', method: 'POST', path: '/orders/{id}/approval', row: { of: 'order' } };
const orders = [{ parties: ['eastbridge'], values: { id: 'o-1' } }];
const behind = { door, resources: orders };
const party: Actor = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' };
const stranger: Actor = { login: 'eve', organisation: 'westbridge', kind: 'trader', role: 'sales' };
const people = [party, stranger];

const idIn = (path: string): string => path.split('/')[2] ?? '';
const missing = (id: string, text = `No order ${id}`) => ({
  status: 404,
  body: JSON.stringify({ code: 'order.not-found', title: text, facts: { id }, traceId: randomUUID() }),
});

/** Answers as it should, but for what is planted. */
const answering =
  (planted: Partial<Record<'own' | 'foreign' | 'none', { status: number; body: string }>> = {}): Ask =>
  async ({ organisation }, _, path) => {
    const id = idIn(path);
    if (id !== 'o-1') return planted.none ?? missing(id);
    if (organisation !== 'eastbridge') return planted.foreign ?? missing(id);
    return planted.own ?? { status: 204, body: '' };
  };

describe('the check of own, foreign and none', () => {
  it('stays green where a foreign record is as if it were not there', async () => {
    expect(await foreignDiffersFromNone(behind, people, answering())).toEqual([]);
    expect(await ownIsMissing(behind, people, answering())).toEqual([]);
  });

  it.each([
    ['is forbidden instead of missing', { foreign: { status: 403, body: '{"code":"access.not-allowed"}' } }],
    ['is called by another name', { foreign: missing('o-1', 'Order o-1 is not yours') }],
    ['is refused by its state', { foreign: { status: 422, body: '{"code":"orders.order.approved"}' } }],
    ['is changed', { foreign: { status: 204, body: '' } }],
  ])('turns red when a foreign one %s', async (_, planted) => {
    expect(await foreignDiffersFromNone(behind, people, answering(planted))).toEqual([
      expect.stringContaining('POST /orders/{id}/approval by eve of westbridge: a foreign one is answered'),
    ]);
  });

  it('turns red when what was sent is refused before anybody looks: then nothing is shown', async () => {
    const invalid = { status: 422, body: '{"code":"request.invalid"}' };
    const all = answering({ own: invalid, foreign: invalid, none: invalid });
    expect(await foreignDiffersFromNone(behind, people, all)).toHaveLength(1);
    expect(await ownIsMissing(behind, people, all)).toHaveLength(1);
  });

  it('turns red when a party is told that its own is missing, or nobody of a party may ask', async () => {
    expect(await ownIsMissing(behind, people, answering({ own: missing('o-1') }))).toHaveLength(1);
    expect(await ownIsMissing(behind, [stranger], answering())).toHaveLength(1);
  });
});
