import { decimal, digitsOf } from '@tradeloom/kernel';

/** A decimal as X12 may write it (`.5`, `007`, `12.`) in the canonical form; digits behind the point are kept. */
export const decimalText = (text: string): string => {
  const [, sign, whole, fraction] = /^(-?)0*(\d*?)(?:\.(\d*))?$/.exec(text.trim()) as RegExpExecArray;
  const value = `${whole || '0'}${fraction ? `.${fraction}` : ''}`;
  return /[1-9]/.test(value) ? `${sign}${value}` : value;
};

/** N2 (two implied decimals, X12.6) as an amount with the currency's digits: `3853500`, USD -> `38535.00`. */
export const fromImplied = (text: string, currency: string): string =>
  decimal(text)
    .div(100)
    .toFixed(Math.min(digitsOf(currency), 2));

/** `38535.00` -> `3853500`. More than two decimals stay visible, so that the check of the element refuses them. */
export const toImplied = (amount: string): string => decimal(amount).times(100).toFixed();

/** `12.50` -> `-12.50`, `-12.50` -> `12.50` */
export const negated = (amount: string): string => decimalText(amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

/** `0`, `0.00`: nothing of it. */
export const isNothing = (amount: string): boolean => decimal(amount).isZero();
