import { Decimal } from 'decimal.js';

/** `value` is a decimal string, `unit` a UN/ECE Recommendation 20 code (PCE, KGM, SET, CTN). */
export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

export const quantity = (value: Decimal.Value, unit: string): Quantity => ({
  value: new Decimal(value).toFixed(),
  unit,
});

export const decimal = (value: Decimal.Value): Decimal => new Decimal(value);

/** Sums decimal strings exactly. */
export const total = (values: readonly Decimal.Value[]): string =>
  values.reduce<Decimal>((sum, v) => sum.plus(v), new Decimal(0)).toFixed();
