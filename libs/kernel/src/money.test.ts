import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { minus, money, plus, splitByPercent, sumOf } from './money.ts';

const seed = 20_261_207;

describe('money', () => {
  it.each([
    ['0.005', 'USD', '0.01'],
    ['-0.005', 'USD', '-0.01'],
    ['-0.001', 'USD', '0.00'],
    ['1234.5', 'JPY', '1235'],
    ['1.23456', 'KWD', '1.235'],
    ['0.5', 'ISK', '1'],
    ['100', 'CNY', '100.00'],
  ])('%s %s is %s: half up, to the minor unit', (amount, currency, rounded) => {
    expect(money(amount, currency)).toEqual({ amount: rounded, currency });
  });

  it('is never added over currencies', () => {
    const [usd, cny] = [money(1, 'USD'), money(1, 'CNY')];
    for (const mix of [() => plus(usd, cny), () => minus(usd, cny), () => sumOf([usd, cny], 'USD')]) {
      expect(mix).toThrow('cannot mix');
    }
  });

  it('is split 30/60/10 as a contract says', () => {
    const parts = splitByPercent(money('38535.01', 'USD'), ['30', '60', '10']).map((m) => m.amount);
    expect(parts).toEqual(['11560.50', '23121.01', '3853.50']);
  });

  it('is split by what makes a whole only', () => {
    for (const percents of [[], ['30', '60'], ['60', '60']]) {
      expect(() => splitByPercent(money(1, 'USD'), percents)).toThrow('is not 100 percent');
    }
  });

  it(`loses and invents nothing when it is split, and no part is negative (seed ${seed})`, () => {
    const cents = fc.integer({ min: 0, max: 100_000_000 });
    const cuts = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(cents, cuts, fc.constantFrom('USD', 'JPY', 'KWD'), (amount, at, currency) => {
        const edges = [0, ...at.toSorted((a, b) => a - b), 10_000];
        const percents = edges.slice(1).map((edge, i) => new Decimal(edge - (edges[i] ?? 0)).div(100).toFixed());
        const total = money(new Decimal(amount).div(100), currency);
        const parts = splitByPercent(total, percents);
        expect(sumOf(parts, currency)).toEqual(total);
        expect(parts.filter((part) => part.amount.startsWith('-'))).toEqual([]);
      }),
      { seed, numRuns: 2_000 },
    );
  });
});
