import fc from 'fast-check';
import { bandAround, type FxBand, settleFx } from './fx-band.rules.ts';

const contract: FxBand = { base: '7.2000', ...bandAround('7.2000', '2'), factoryShare: '50', form: 'excess' };
const published: FxBand = { base: '1.30', low: '1.25', high: '1.35', factoryShare: '50', form: 'excess' };

describe('an exchange-rate band', () => {
  it('spans its percent around the base rate', () => expect([contract.low, contract.high]).toEqual(['7.056', '7.344']));

  it.each([
    ['7.2000', '0', '0.00'],
    ['7.3441', '0.0001', '5.00'],
    ['7.0560', '0', '0.00'],
    ['7.0000', '-0.056', '-2800.00'],
  ])('at %s has excess %s and adjusts the factory by %s CNY on 100,000 USD', (spot, excess, adjustment) => {
    const settled = settleFx(contract, spot, '100000.00', 'CNY');
    expect([settled.excess, settled.factoryAdjustment.amount]).toEqual([excess, adjustment]);
  });

  it.each([
    ['excess', '1.38', '1.315'],
    ['whole-move', '1.38', '1.34'],
    ['excess', '1.34', '1.3'],
    ['whole-move', '1.34', '1.3'],
    ['excess', '1.35', '1.3'],
    ['whole-move', '1.35', '1.3'],
  ] as const)('sharing the %s at spot %s settles at %s', (form, spot, rate) =>
    expect(settleFx({ ...published, form }, spot, '10', 'EUR').rate).toBe(rate),
  );

  it('is continuous at its bounds when only the excess is shared', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (step) => {
        const spot = (1.35 + step / 1e6).toFixed(6);
        expect(Number(settleFx(published, spot, '1', 'EUR').rate) - 1.3).toBeLessThanOrEqual(step / 1e6);
      }),
      { seed: 20_261_205, numRuns: 200 },
    ));

  it('must contain its base rate', () =>
    expect(() => settleFx({ ...published, low: '1.31' }, '1.3', '1', 'EUR')).toThrow('finance.fx-band.base-outside'));
});
