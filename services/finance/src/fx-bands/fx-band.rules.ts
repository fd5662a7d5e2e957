import { decimal, type Money, money, must } from '@tradeloom/kernel';

/** How a move of the rate beyond the band is shared between trader and factory. 汇率波动共担 */
export interface FxBand {
  /** base rate of the contract: units of the price currency per unit of the foreign one (CNY per USD) */
  readonly base: string;
  readonly low: string;
  readonly high: string;
  /** the factory's share of the move, 0-100 */
  readonly factoryShare: string;
  /**
   * `excess` (default): only what lies beyond the nearest bound is shared, continuous at the bound;
   * `whole-move`: once the band is left the whole move from the base is shared.
   */
  readonly form: 'excess' | 'whole-move';
}

export interface FxSettlement {
  readonly rate: string;
  /** spot less the nearest bound; zero inside the band */
  readonly excess: string;
  /** positive: the factory receives more; negative: it gives up */
  readonly factoryAdjustment: Money;
}

/** Bounds of a band given as a percent around the base rate. */
export const bandAround = (base: string, percent: string): Pick<FxBand, 'low' | 'high'> => {
  const width = decimal(base).times(percent).div(100);
  return { low: decimal(base).minus(width).toFixed(), high: decimal(base).plus(width).toFixed() };
};

/** Inside the band, bounds included, nothing changes. `foreign` is the amount of the foreign currency. */
export const settleFx = (band: FxBand, spot: string, foreign: string, currency: string): FxSettlement => {
  must(
    decimal(band.low).lte(band.base) && decimal(band.base).lte(band.high),
    'finance.fx-band.base-outside',
    { en: 'The base rate must lie inside its band', zh: '基准汇率须在约定区间内' },
    { base: band.base, low: band.low, high: band.high },
  );
  const now = decimal(spot);
  const bound = now.gt(band.high) ? band.high : now.lt(band.low) ? band.low : spot;
  const excess = now.minus(bound);
  const moved = excess.isZero() ? excess : band.form === 'excess' ? excess : now.minus(band.base);
  const shared = moved.times(band.factoryShare).div(100);
  return {
    rate: decimal(band.base).plus(shared).toFixed(),
    excess: excess.toFixed(),
    factoryAdjustment: money(decimal(foreign).times(shared), currency),
  };
};
