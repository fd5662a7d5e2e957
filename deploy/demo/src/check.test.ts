import { amountOf, centsOf } from './cents.ts';
import { plain, same, sameNumber, Unmet } from './check.ts';

describe('a check', () => {
  it('says what was expected and what stands there now', () => {
    expect(() => same('order status', 'held', 'firm')).toThrow(new Unmet('order status', 'firm', 'held').message);
  });

  it('takes the same number for the same, however it is written', () => {
    expect(['1200', '1200.00', '01200.0', '0.50', '-3.10'].map(plain)).toEqual(['1200', '1200', '1200', '0.5', '-3.1']);
    expect(() => sameNumber('total', '26655.0', '26655.00')).not.toThrow();
    expect(() => sameNumber('total', null, '0')).toThrow(Unmet);
  });
});

describe('money', () => {
  it('adds up in whole cents', () => {
    expect(amountOf(centsOf('11535.50') + centsOf('25'))).toBe('11560.50');
    expect(amountOf(centsOf('0.05') - centsOf('0.10'))).toBe('-0.05');
  });
});
