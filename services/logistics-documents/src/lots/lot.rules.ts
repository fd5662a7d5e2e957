import { decimal, type Quantity, total } from '@tradeloom/kernel';

/** A finished lot that passed its final inspection. */
export interface Lot {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly orderId: string;
  readonly lineId: string;
  readonly scheduleId: string;
  readonly item: string;
  readonly quantity: Quantity;
  readonly releasedOn: string;
}

interface ScheduleOf {
  readonly orderId: string;
  readonly lineId: string;
  readonly scheduleId: string;
}

const isOf =
  ({ orderId, lineId, scheduleId }: ScheduleOf) =>
  (other: ScheduleOf): boolean =>
    other.orderId === orderId && other.lineId === lineId && other.scheduleId === scheduleId;

/** What of a schedule is released and not yet loaded by earlier shipments. */
export const releasedOf = (
  schedule: ScheduleOf,
  lots: readonly Lot[],
  loaded: readonly (ScheduleOf & { readonly quantity: string })[],
): string => {
  const released = total(lots.filter(isOf(schedule)).map((l) => l.quantity.value));
  return decimal(released)
    .minus(total(loaded.filter(isOf(schedule)).map((l) => l.quantity)))
    .toFixed();
};
