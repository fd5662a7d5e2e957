import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { type ConsumedForecast, consumedForecasts, counted } from './consumed-forecasts.ts';
import { windows } from './consumption.rules.ts';
import type { Release } from './forecast.rules.ts';

export class WhichForecasts {
  @TextField() item!: string;
  @TextField({ optional: true }) customer?: string;
}

const rule = {
  en: `Orders take from the forecast of their own day first, then from up to ${windows.backwardDays} days before, then up to ${windows.forwardDays} days after`,
  zh: `订单先消耗当日所在时段的预测，再向前 ${windows.backwardDays} 天，后向后 ${windows.forwardDays} 天`,
};

const said = (release: Release | null) => {
  if (release === null) return null;
  const { scheduleNumber, release: number, issueDate, basis, horizonStart, horizonEnd, received } = release;
  return { scheduleNumber, release: number, issueDate, basis, horizonStart, horizonEnd, received };
};

const shown = ({ forecast: kept, buckets }: ConsumedForecast) => {
  const { customer, trader, factory, item, unit, shipTo, dock, forecast, call } = kept;
  const received = call?.received || forecast?.received || '';
  return {
    customer,
    trader,
    factory,
    item,
    unit,
    shipTo,
    dock,
    forecast: said(forecast),
    call: said(call),
    buckets: counted(received, buckets),
  };
};

interface ForecastsAnswer {
  readonly forecasts: readonly ReturnType<typeof shown>[];
  readonly beyond: readonly { readonly customer: string; readonly quantity: string }[];
  readonly because: typeof rule;
}

/** What customers plan of an item, what of it they have ordered, and what they ordered beyond it. No promise. */
@Controller('forecasts')
export class SeeForecasts {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory'] })
  handle(@Query() { item, customer }: WhichForecasts): Promise<ForecastsAnswer> {
    return this.transactions.run(async (tx) => {
      const all = await consumedForecasts(tx, { item, ...(customer && { customer }) });
      return {
        forecasts: all.flatMap(({ forecasts }) => forecasts.map(shown)),
        beyond: all.map(({ customer: of, beyond }) => ({ customer: of, quantity: beyond })),
        because: rule,
      };
    });
  }
}
