import type { production } from '@tradeloom/contracts';
import { isIsoDate } from '@tradeloom/kernel';
import type { DeliveryPromise } from '../audits/date-audit.rules.ts';

/** Production's answer as the audit reads it: no date is null, not an empty text. */
export const promisesIn = (schedules: readonly production.PromisedSchedule[]): DeliveryPromise[] =>
  schedules.map((schedule) => ({
    lineId: schedule.lineId,
    scheduleId: schedule.scheduleId,
    requested: schedule.requested,
    promised: isIsoDate(schedule.promised) ? schedule.promised : null,
    productionDays: schedule.productionDays,
    logisticsDays: schedule.logisticsDays,
    binding: { kind: schedule.binding?.kind ?? 'none', name: schedule.binding?.name ?? '' },
  }));
