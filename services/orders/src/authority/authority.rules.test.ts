import fc from 'fast-check';
import { inUsd } from '../exchange-rates/exchange-rate.rules.ts';
import { type AuthorityLevel, authorityFor, covers, levels } from './authority.rules.ts';

const levelOf = (amount: string): AuthorityLevel => authorityFor({ order: amount, sameDay: [], kinds: [] }).level;

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
    const spot = { id: 'r', version: 0, parties: ['eastbridge'], organisation: 'eastbridge', kind: 'spot' as const };
    const rates = [{ ...spot, pair: 'USD-CNY', date: '2026-12-01', rate: '7.1', source: 'PBOC' }];
    const level = (amount: string) => {
      const order = inUsd(rates, { amount, currency: 'CNY' }, '2026-12-07');
      return authorityFor({ order, sameDay: [], kinds: [] }).level;
    };
    expect(level('355000')).toBe('sales');
    expect(level('355000.01')).toBe('sales-supervisor');
  });

  it('sends what nobody can value in dollars to the owner', () => {
    const answer = authorityFor({ order: null, sameDay: [], kinds: [] });
    expect(answer.level).toBe('owner');
    expect(answer.because.code).toBe('orders.audit.authority-unvalued');
  });
});

describe('authority and split orders', () => {
  // ASVS V2.3.2
  it('counts the orders of one customer on one day together', () => {
    const answer = authorityFor({ order: '20000', sameDay: ['20000', '10000.01'], kinds: [] });
    expect(answer.level).toBe('sales-supervisor');
    expect(answer.because.facts).toMatchObject({ usdSameDay: '50000.01', ordersSameDay: '3' });
  });

  it('gives one order in any parts at least the level of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 6 }), (parts) => {
        const whole = levelOf(String(parts.reduce((a, b) => a + b, 0)));
        const [order = 0, ...others] = parts;
        const split = authorityFor({ order: `${order}`, sameDay: others.map((o) => `${o}`), kinds: [] });
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
    expect(authorityFor({ order: '10', sameDay: [], kinds: [kind] }).level).toBe(level);
  });

  it('never lowers what the amount asks for', () => {
    expect(authorityFor({ order: '250000', sameDay: [], kinds: ['payment-terms'] }).level).toBe('owner');
  });

  it('lets a higher level stand in for a lower one, and no other role for any', () => {
    expect(levels.map((level) => covers('owner', level))).toEqual([true, true, true]);
    expect(levels.map((level) => covers('sales-supervisor', level))).toEqual([true, true, false]);
    expect(levels.map((level) => covers('merchandiser', level))).toEqual([false, false, false]);
  });
});
