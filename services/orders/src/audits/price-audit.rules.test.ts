import { auditPrices, type PriceElement } from './price-audit.rules.ts';

const tiers = [
  { from: '1', unitPrice: '15.60' },
  { from: '1000', unitPrice: '14.85' },
];
const line = (quantity: string, unitPrice: string) => ({
  customerLine: '1',
  item: 'KT-18',
  quantity,
  unitPrice,
  tiers,
});
const element = (spotRate: string | null, ...lines: PriceElement['lines']): PriceElement => ({
  lines,
  base: { pair: 'USD-CNY', rate: '7.10' },
  spot: spotRate === null ? null : { pair: 'USD-CNY', rate: spotRate, date: '2026-12-07', source: 'PBOC' },
});
const codes = (e: PriceElement) => auditPrices(e).map((f) => `${f.severity} ${f.code}`);

describe('the rate against the price list', () => {
  it.each([
    ['7.10', 'info orders.audit.fx-steady'],
    ['7.313', 'info orders.audit.fx-steady'],
    ['7.3130001', 'confirm orders.audit.fx-moved'],
    ['7.3201', 'confirm orders.audit.fx-moved'],
    ['6.887', 'info orders.audit.fx-steady'],
    ['6.8869', 'confirm orders.audit.fx-moved'],
  ])('%s: %s', (rate, finding) => {
    expect(codes(element(rate))).toEqual([finding]);
  });

  it('shows the numbers it used', () => {
    expect(auditPrices(element('7.3201'))[0]?.facts).toEqual({
      pair: 'USD-CNY',
      baseRate: '7.10',
      spotRate: '7.3201',
      spotDate: '2026-12-07',
      source: 'PBOC',
      movedPercent: '3.1',
      tolerancePercent: '3',
    });
  });

  it('asks when nobody set a rate, and not at all for a list without a base', () => {
    expect(codes(element(null))).toEqual(['confirm orders.audit.fx-unknown']);
    expect(codes({ ...element(null), base: null })).toEqual([]);
  });
});

describe('the discount against the quantity', () => {
  it.each([
    ['2000', '14.85', 'info orders.audit.price-as-listed'],
    ['1000', '14.850', 'info orders.audit.price-as-listed'],
    ['999', '15.60', 'info orders.audit.price-as-listed'],
    ['999', '14.85', 'confirm orders.audit.tier-mismatch'],
    ['2000', '15.60', 'confirm orders.audit.tier-mismatch'],
    ['2000', '14.00', 'confirm orders.audit.price-differs'],
  ])('%s pieces at %s: %s', (quantity, price, finding) => {
    expect(codes({ ...element(null, line(quantity, price)), base: null })).toEqual([finding]);
  });
});
