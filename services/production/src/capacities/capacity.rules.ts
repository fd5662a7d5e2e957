import { type Decision, decimal, type IsoDate, must } from '@tradeloom/kernel';
import { isWorkingDay, type WorkingWeek } from '../calendars/calendar.rules.ts';

/** What a resource makes per working day in a span of days, and who says so. */
export interface CapacityRate {
  readonly from: IsoDate;
  /** The last day it holds; null when open-ended. */
  readonly until: IsoDate | null;
  /** Pieces per working day. */
  readonly perDay: string;
  readonly source: string;
  readonly setBy: string;
  /** RFC 3339. */
  readonly setAt: string;
}

/** A line or cell of the factory that is shared by orders. 产线 */
export interface Resource {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly factory: string;
  readonly code: string;
  readonly calendar: string;
  /** In the order they were set: the last that covers a day holds. */
  readonly rates: readonly CapacityRate[];
}

export const resourceId = (factory: string, code: string): string => `${factory}/${code}`;

/** What the resource can make on a day, whatever is booked. */
export const capacityOn = (rates: readonly CapacityRate[], calendar: WorkingWeek, day: IsoDate): string => {
  if (!isWorkingDay(calendar, day)) return '0';
  return rates.findLast((rate) => rate.from <= day && (rate.until === null || day <= rate.until))?.perDay ?? '0';
};

/** A new dated rate; what was promised before stays promised, only what is free becomes less or more. */
export const setCapacity =
  (rate: CapacityRate): Decision<Resource> =>
  (resource) => {
    must(decimal(rate.perDay).gte(0), 'production.capacity.negative', {
      en: 'A daily capacity cannot be negative',
      zh: '日产能不能为负数',
    });
    must(rate.until === null || rate.from <= rate.until, 'production.capacity.span', {
      en: 'The last day must not be before the first',
      zh: '结束日期不得早于开始日期',
    });
    return { state: { ...resource, rates: [...resource.rates, rate] }, events: [] };
  };
