import { money } from '@tradeloom/kernel';
import { convertWith } from './exchange-rate.rules.ts';

const rates = [{ pair: 'USD-CNY', rate: '7.2', kind: 'spot', date: '2026-12-01', source: 'BOC' }];

describe('converting money', () => {
  it('uses the pair, its inverse, or nothing at all', () => {
    expect(convertWith(rates, 'CNY')(money('100', 'USD'))).toBe('720');
    expect(convertWith(rates, 'USD')(money('720', 'CNY'))).toBe('100');
    expect(convertWith([], 'USD')(money('1.50', 'USD'))).toBe('1.5');
  });

  it('does not guess an unknown rate', () =>
    expect(() => convertWith(rates, 'EUR')(money('1', 'USD'))).toThrow('finance.exchange-rate.unknown'));
});
