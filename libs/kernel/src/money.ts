import { Decimal } from 'decimal.js';

/** `amount` is a decimal string, `currency` ISO 4217. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** Minor-unit digits of ISO 4217 currencies that are not 2. */
const minorDigits: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
]);

export const digitsOf = (currency: string): number => minorDigits[currency] ?? 2;

/** Rounds half up (away from zero) to the currency's minor unit. */
export const money = (amount: Decimal.Value, currency: string): Money => {
  const digits = digitsOf(currency);
  // rounded first: a single toFixed would write what rounds to zero from below as -0.00
  return { amount: new Decimal(amount).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toFixed(digits), currency };
};

const sameCurrency = (a: Pick<Money, 'currency'>, b: Pick<Money, 'currency'>): void => {
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

export const sumOf = (all: readonly Money[], currency: string): Money => {
  const add = (sum: Decimal, one: Money): Decimal => {
    sameCurrency({ currency }, one);
    return sum.plus(one.amount);
  };
  return money(all.reduce(add, new Decimal(0)), currency);
};

export const isZero = (m: Money): boolean => new Decimal(m.amount).isZero();

const lesserOf = (a: Money, b: Money): Money => (new Decimal(a.amount).lessThan(b.amount) ? a : b);

/**
 * Splits a total that is not negative by percentages: each part rounds half up to the minor unit, but takes no more
 * than is left, and the last part takes the remainder, so that the parts always sum to the total and none is negative.
 * @throws Error when the percentages do not sum to 100
 */
export const splitByPercent = (total: Money, percents: readonly string[]): Money[] => {
  const { currency } = total;
  const whole = percents.reduce((sum, percent) => sum.plus(percent), new Decimal(0));
  if (!whole.equals(100)) throw new Error(`${percents.join(' + ')} is not 100 percent`);
  let left = money(total.amount, currency);
  const head = percents.slice(0, -1).map((percent) => {
    const part = lesserOf(money(new Decimal(total.amount).times(percent).div(100), currency), left);
    left = minus(left, part);
    return part;
  });
  return [...head, left];
};
