import type { Tx } from '@tradeloom/chassis';
import type { IsoDate } from '@tradeloom/kernel';
import type { AtpDay } from '../atp/atp-calendar.rules.ts';
import { consumedForecasts } from './consumed-forecasts.ts';

/** What a customer plans and has not ordered, beside what could be promised by then. */
export interface ForecastLoad {
  readonly customer: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly certainty: string;
  readonly left: string;
  /** What is free by the last day of it; null beyond the days asked for. */
  readonly free: string | null;
}

/** Load that may come: it takes nothing from what is available to promise. */
export const forecastLoad = async (
  tx: Tx,
  { code: item, factory }: { readonly code: string; readonly factory: string },
  row: readonly AtpDay[],
): Promise<ForecastLoad[]> => {
  const [first, last] = [row[0]?.date ?? '', row.at(-1)?.date ?? ''];
  const all = await consumedForecasts(tx, { item, factory });
  return all.flatMap(({ customer, forecasts }) =>
    forecasts.flatMap(({ buckets }) =>
      buckets
        .filter(({ from, until, left }) => from <= last && until >= first && left !== '0')
        .map(({ from, until, certainty, left }) => {
          const free = row.find(({ date }) => date === until)?.free ?? null;
          return { customer, from, until, certainty, left, free };
        }),
    ),
  );
};
