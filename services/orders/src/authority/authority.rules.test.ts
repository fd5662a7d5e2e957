import fc from 'fast-check';
import { type AuthorityLevel, authorityFor, covers, levels } from './authority.rules.ts';

const usd = (amount: string) => ({ amount, usdPerUnit: '1' });
const levelOf = (amount: string): AuthorityLevel => authorityFor({ order: usd(amount), sameDay: [], kinds: [] }).level;

describe('authority by amount', () => {
  it.each<[string, AuthorityLevel]>([
    ['50000', 'sales'],
    ['50000.004', 'sales-supervisor'],
    ['199999.999', 'sales-supervisor'],
    ['200000', 'owner'],
  ])('%s US dollars go to %s', (amount, level) => {
    expect(levelOf(amount)).toBe(level);
  });

  it('compares the unrounded equivalent of another currency', () => {
    const order = { amount: '355000.01', usdPerUnit: '0.140845070422535211' };
    expect(authorityFor({ order, sameDay: [], kinds: [] }).level).toBe('sales-supervisor');
  });

  it('sends what nobody can value in dollars to the owner', () => {
    const answer = authorityFor({ order: { amount: '1', usdPerUnit: null }, sameDay: [], kinds: [] });
    expect(answer.level).toBe('owner');
    expect(answer.because.code).toBe('orders.audit.authority-unvalued');
  });
});

describe('authority and split orders', () => {
  it('counts the orders of one customer on one day together', () => {
    const answer = authorityFor({ order: usd('20000'), sameDay: [usd('20000'), usd('10000.01')], kinds: [] });
    expect(answer.level).toBe('sales-supervisor');
    expect(answer.because.facts).toMatchObject({ usdSameDay: '50000.01', ordersSameDay: '3' });
  });

  it('gives one order in any parts at least the level of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 6 }), (parts) => {
        const whole = levelOf(String(parts.reduce((a, b) => a + b, 0)));
        const [order = 0, ...others] = parts;
        const split = authorityFor({ order: usd(`${order}`), sameDay: others.map((o) => usd(`${o}`)), kinds: [] });
        expect(split.level).toBe(whole);
      }),
      { seed: 20261123 },
    );
  });
});

describe('authority by kind', () => {
  it.each([
    ['new-customer-credit', 'sales-supervisor'],
    ['core-customer', 'owner'],
    ['payment-terms', 'sales-supervisor'],
  ] as const)('%s asks for %s whatever the amount', (kind, level) => {
    expect(authorityFor({ order: usd('10'), sameDay: [], kinds: [kind] }).level).toBe(level);
  });

  it('never lowers what the amount asks for', () => {
    expect(authorityFor({ order: usd('250000'), sameDay: [], kinds: ['payment-terms'] }).level).toBe('owner');
  });

  it('lets a higher level stand in for a lower one, and no other role for any', () => {
    expect(levels.map((level) => covers('owner', level))).toEqual([true, true, true]);
    expect(levels.map((level) => covers('sales-supervisor', level))).toEqual([true, true, false]);
    expect(levels.map((level) => covers('merchandiser', level))).toEqual([false, false, false]);
  });
});
