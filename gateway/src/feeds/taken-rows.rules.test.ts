import type { RowFate } from '../mailboxes/interchange.rules.ts';
import { takenRows } from './taken-rows.rules.ts';

const row = (fingerprint: string, fate: Partial<RowFate> = {}): RowFate => ({
  row: 2,
  numbers: [],
  verdict: 'accepted',
  orderId: null,
  errors: [],
  fingerprint,
  ...fate,
});
const before = { errors: [{ code: 'feed.row.taken-before', message: { en: '', zh: '' } }] };

describe('what stands of a file and its corrections', () => {
  it('is what was accepted, as often as it was', () => {
    const first = [row('a.1'), row('a.1'), row('b.1'), row('c.1', { verdict: 'rejected' })];
    expect(takenRows([first])).toEqual(
      new Map([
        ['a.1', 2],
        ['b.1', 1],
      ]),
    );
  });

  it('does not count twice what a correction held again', () => {
    expect(takenRows([[row('a.1')], [row('a.1', before), row('b.1')]])).toEqual(
      new Map([
        ['a.1', 1],
        ['b.1', 1],
      ]),
    );
  });

  it('is the last word about each thing: what it took the place of may be said again', () => {
    expect(takenRows([[row('a.1'), row('b.1')], [row('a.2')]])).toEqual(
      new Map([
        ['b.1', 1],
        ['a.2', 1],
      ]),
    );
    expect(takenRows([[row('a.1')], [row('a.2')], [row('a.1')]])).toEqual(new Map([['a.1', 1]]));
  });

  it('is nothing where rows of an older time have no fingerprint', () => {
    expect(takenRows([[row('', { fingerprint: null })], []])).toEqual(new Map());
  });
});
