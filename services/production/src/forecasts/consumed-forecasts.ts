import type { Tx } from '@tradeloom/chassis';
import { decimal } from '@tradeloom/kernel';
import { type ConsumedBucket, consume, type Demand } from './consumption.rules.ts';
import { type Forecast, inForce } from './forecast.rules.ts';
import { Forecasts } from './forecast.table.ts';

export interface ConsumedForecast {
  readonly forecast: Forecast;
  readonly buckets: readonly ConsumedBucket[];
}

/** The forecasts of one customer for an item at a factory. */
export interface CustomerForecast {
  readonly customer: string;
  readonly forecasts: readonly ConsumedForecast[];
  readonly beyond: string;
}

interface Which {
  readonly item: string;
  readonly factory?: string;
  readonly customer?: string;
}

const demandsOf = (tx: Tx, { factory, trader, customer, item }: Forecast): Promise<Demand[]> =>
  tx.query<Demand>(
    `select s ->> 'requested' as date, s -> 'quantity' ->> 'value' as quantity
       from promises p, jsonb_array_elements(p.schedules) s
      where p.factory = $1 and p.trader = $2 and p.customer = $3 and p.status <> 'released' and s ->> 'item' = $4
      order by 1`,
    [factory, trader, customer, item],
  );

/**
 * What customers plan, less what they have ordered. An order does not say for which of the customer's places it is, so
 * it takes from the forecasts of all of them together.
 */
export const consumedForecasts = async (tx: Tx, which: Which): Promise<CustomerForecast[]> => {
  const kept = await tx.find(Forecasts, { ...which }, { id: 'ASC' });
  const answers: CustomerForecast[] = [];
  for (const forecasts of Map.groupBy(kept, (f) => JSON.stringify([f.factory, f.trader, f.customer])).values()) {
    const [first] = forecasts;
    if (!first) continue;
    const all = forecasts.flatMap((forecast) => inForce(forecast).map((bucket) => ({ ...bucket, of: forecast.id })));
    const { buckets, beyond } = consume(all, await demandsOf(tx, first));
    answers.push({
      customer: first.customer,
      beyond,
      forecasts: forecasts.map((forecast) => ({
        forecast,
        buckets: buckets.filter(({ of }) => of === forecast.id).map(({ of: _, ...bucket }) => bucket),
      })),
    });
  }
  return answers;
};

/** The running count of a plan: what was received, and all that is planned up to each bucket. */
export const counted = (received: string, buckets: readonly ConsumedBucket[]) => {
  let upTo = decimal(received || '0');
  return buckets.map((bucket) => {
    upTo = upTo.plus(bucket.quantity);
    return { ...bucket, cumulative: upTo.toFixed() };
  });
};
