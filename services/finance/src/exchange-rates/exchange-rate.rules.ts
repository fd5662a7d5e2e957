import { DomainError, decimal, type Money } from '@tradeloom/kernel';
import type { Rate } from '../ledger/journal-entry.rules.ts';

/** Nothing is guessed: what no rate values is refused under this code. */
export const unknownRate = 'finance.exchange-rate.unknown';

/** Converts by the pair or by its inverse, unrounded: an exposure is compared, not paid. */
export const convertWith =
  (rates: readonly Rate[], to: string) =>
  ({ amount, currency }: Money): string => {
    if (currency === to || decimal(amount).isZero()) return decimal(amount).toFixed();
    const direct = rates.find((one) => one.pair === `${currency}-${to}`);
    if (direct) return decimal(amount).times(direct.rate).toFixed();
    const inverse = rates.find((one) => one.pair === `${to}-${currency}`);
    if (inverse) return decimal(amount).div(inverse.rate).toFixed();
    throw new DomainError(
      unknownRate,
      { en: `No exchange rate between ${currency} and ${to}`, zh: `缺少 ${currency} 与 ${to} 之间的汇率` },
      { from: currency, to },
    );
  };
