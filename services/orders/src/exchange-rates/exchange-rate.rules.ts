import { create, orders } from '@tradeloom/contracts';
import { decimal, type IsoDate, type Money, must, type Outcome } from '@tradeloom/kernel';

export const rateKinds = ['spot', 'forward', 'customs'] as const;
export type RateKind = (typeof rateKinds)[number];

/** What one organisation holds a rate to be on a day, and where it has it from. 汇率 */
export interface ExchangeRate {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly organisation: string;
  /** `USD-CNY`: units of the second currency per unit of the first. */
  readonly pair: string;
  readonly kind: RateKind;
  readonly date: IsoDate;
  readonly rate: string;
  readonly source: string;
}

export type RateSetting = Pick<ExchangeRate, 'organisation' | 'pair' | 'kind' | 'date' | 'rate' | 'source'>;

export const rateId = ({ organisation, pair, kind, date }: Omit<RateSetting, 'rate' | 'source'>): string =>
  [organisation, pair, kind, date].join(':');

export const blankRate = (setting: RateSetting): ExchangeRate => ({
  ...setting,
  id: rateId(setting),
  version: 0,
  parties: [setting.organisation],
  rate: '0',
});

export const setRate =
  (setting: RateSetting) =>
  (present: ExchangeRate): Outcome<ExchangeRate> => {
    must(
      /^[A-Z]{3}-[A-Z]{3}$/.test(setting.pair) && setting.pair.slice(0, 3) !== setting.pair.slice(4),
      'orders.exchange-rate.pair',
      { en: 'A pair names two currencies, like USD-CNY', zh: '币种对须由两种货币组成，如 USD-CNY' },
      { pair: setting.pair },
    );
    must(decimal(setting.rate).gt(0), 'orders.exchange-rate.not-positive', {
      en: 'A rate is greater than zero',
      zh: '汇率必须大于零',
    });
    if (decimal(present.rate).eq(setting.rate) && present.source === setting.source)
      return { state: present, events: [] };
    const { organisation, pair, rate, kind, date, source } = setting;
    return {
      state: { ...present, rate, source },
      events: [create(orders.ExchangeRateSetSchema, { organisation, pair, rate, kind, date, source })],
    };
  };

/** The newest spot rate that holds on the day. */
export const spotOn = (rates: readonly ExchangeRate[], pair: string, on: IsoDate): ExchangeRate | null =>
  rates
    .filter((rate) => rate.kind === 'spot' && rate.pair === pair && rate.date <= on)
    .toSorted((a, b) => b.date.localeCompare(a.date))[0] ?? null;

/**
 * An amount in US dollars, unrounded, from either direction of the pair; null when no rate is known. The inverse is
 * divided by, never turned into a rate first: what is exactly a threshold stays exactly that.
 */
export const inUsd = (rates: readonly ExchangeRate[], { amount, currency }: Money, on: IsoDate): string | null => {
  if (currency === 'USD') return decimal(amount).toFixed();
  const direct = spotOn(rates, `${currency}-USD`, on);
  if (direct !== null) return decimal(amount).times(direct.rate).toFixed();
  const inverse = spotOn(rates, `USD-${currency}`, on);
  return inverse === null ? null : decimal(amount).div(inverse.rate).toFixed();
};
