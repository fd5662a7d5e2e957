import { addDays, addMonths, type IsoDate } from '@tradeloom/kernel';
import type { DeliveryRecord } from './delivery-record.rules.ts';

const firstDayAfter = (period: string): IsoDate => addMonths(`${period}-01`, 1);

/**
 * A supplier who is silent raises no event, so the days are watched: the one after each agreed date, and the first after
 * each month that the record is filed under, by when every window of that month has closed.
 */
export const deliveryDeadlines = {
  'fell-due': ({ lines, periods }: Pick<DeliveryRecord, 'lines' | 'periods'>) => {
    const dates = lines.flatMap(({ deliveries }) => deliveries.map(({ dueCurrent }) => addDays(dueCurrent, 1)));
    const days = [...new Set([...dates, ...periods.map(firstDayAfter)])].sort();
    return days.map((on) => ({ part: on, on }));
  },
};
