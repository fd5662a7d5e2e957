import { decimal } from '@tradeloom/kernel';

export interface MasterScheduleInput {
  readonly onHand: string;
  readonly forecasts: readonly string[];
  readonly demands: readonly string[];
  readonly lot: string;
}

/**
 * The textbook's master schedule (Stevenson): a lot is planned where the projected stock would fall below
 * zero; a bucket uses the larger of its forecast and its booked orders.
 */
export const masterSchedule = ({
  onHand,
  forecasts,
  demands,
  lot,
}: MasterScheduleInput): { supplies: string[]; projected: string[] } => {
  let stock = decimal(onHand);
  const buckets = forecasts.map((forecast, t) => {
    const booked = decimal(demands[t] ?? 0);
    const left = stock.minus(booked.gt(forecast) ? booked : forecast);
    const planned = left.lt(0) ? decimal(lot) : decimal(0);
    stock = left.plus(planned);
    return { supply: planned.toFixed(), projected: stock.toFixed() };
  });
  return { supplies: buckets.map((b) => b.supply), projected: buckets.map((b) => b.projected) };
};
