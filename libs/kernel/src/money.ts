import { Decimal } from 'decimal.js';

/** `amount` is a decimal string, `currency` ISO 4217. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** Minor-unit digits of ISO 4217 currencies that are not 2. */
const minorDigits: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  BHD: 3,
  KWD: 3,
  OMR: 3,
  TND: 3,
  JOD: 3,
};

export const digitsOf = (currency: string): number => minorDigits[currency] ?? 2;

/** Rounds half up (away from zero) to the currency's minor unit. */
export const money = (amount: Decimal.Value, currency: string): Money => ({
  amount: new Decimal(amount).toDecimalPlaces(digitsOf(currency), Decimal.ROUND_HALF_UP).toFixed(digitsOf(currency)),
  currency,
});

const sameCurrency = (a: Money, b: Money): void => {
  if (a.currency !== b.currency) throw new Error(`cannot mix ${a.currency} and ${b.currency}`);
};

export const plus = (a: Money, b: Money): Money => {
  sameCurrency(a, b);
  return money(new Decimal(a.amount).plus(b.amount), a.currency);
};

export const minus = (a: Money, b: Money): Money => {
  sameCurrency(a, b);
  return money(new Decimal(a.amount).minus(b.amount), a.currency);
};

export const sumOf = (all: readonly Money[], currency: string): Money => all.reduce(plus, money(0, currency));

export const isZero = (m: Money): boolean => new Decimal(m.amount).isZero();

/**
 * Splits a total by percentages that sum to 100: each part rounds half up to the minor unit,
 * the last part takes the remainder, so that the parts always sum to the total.
 */
export const splitByPercent = (total: Money, percents: readonly string[]): Money[] => {
  const whole = money(total.amount, total.currency);
  const head = percents.slice(0, -1).map((p) => money(new Decimal(whole.amount).times(p).div(100), total.currency));
  return [...head, minus(whole, sumOf(head, total.currency))];
};
