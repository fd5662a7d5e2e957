import { plant } from '../promises/demo-plant.fixture.ts';
import { setStock, takeFromStock } from './stock.rules.ts';

/** 500, counted on 7 December at midnight UTC. */
const counted = plant.stocks[0]!;
const left = (leftAt: string) => takeFromStock('200', leftAt)(counted).state.onHand;

describe('goods that left the stock', () => {
  it('lessen a count of before they left', () => expect(left('2026-12-07T00:00:01Z')).toBe('300'));
  it('are not in a count of after they left, whatever zone says so', () => {
    expect(left('2026-12-06T23:00:00Z')).toBe('500');
    expect(left('2026-12-07T08:00:00+08:00')).toBe('500');
  });
  it('lessen it where nobody says when they left', () => expect(left('')).toBe('300'));
  it('are never more than there is', () => expect(takeFromStock('900', '')(counted).state.onHand).toBe('0'));
});

describe('a count', () => {
  const count = (onHand: string, asOf: string) =>
    setStock({ unit: 'PCE', onHand, asOf, source: 'count', receipts: [] });
  const shipped = takeFromStock('200', '2026-12-08T09:00:00Z')(counted).state;

  it('told again does not bring back what left after it', () =>
    expect(count('500', '2026-12-07T00:00:00Z')(shipped).state.onHand).toBe('300'));
  it('that is told late, of before the goods left, held them', () =>
    expect(count('480', '2026-12-08T08:30:00Z')(shipped).state.onHand).toBe('280'));
  it('of after they left does not hold them, and forgets them', () =>
    expect(count('310', '2026-12-08T10:00:00Z')(shipped).state).toMatchObject({ onHand: '310', departures: [] }));
});
