import type { orders, type } from '@tradeloom/contracts';
import { type Decision, decimal, must, type Quantity, total, unchanged } from '@tradeloom/kernel';

/** One delivery of a line, and how much of it shipments already plan to carry. */
export interface ScheduleToShip {
  readonly scheduleId: string;
  readonly quantity: Quantity;
  readonly promisedOn: string;
  readonly planned: string;
}

/** What the shared core of an order says about a line: no price. */
export interface LineToShip {
  readonly lineId: string;
  readonly customerLine: string;
  readonly item: string;
  readonly description: string;
  readonly quantity: Quantity;
  readonly status: string;
  /** Percent by which delivered may exceed or fall short of ordered. */
  readonly overPercent: string;
  readonly underPercent: string;
  readonly schedules: readonly ScheduleToShip[];
}

/** A firm order, as far as shipping needs to know it. */
export interface OrderToShip {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly number: string;
  readonly customerOrder: string;
  readonly customer: string;
  readonly trader: string;
  readonly factory: string;
  readonly destinationCountry: string;
  readonly confirmedOn: string;
  readonly orderVersion: number;
  readonly lines: readonly LineToShip[];
}

export const blankOrder = (id: string, parties: readonly string[]): OrderToShip => ({
  id,
  version: 0,
  parties,
  number: '',
  customerOrder: '',
  customer: '',
  trader: '',
  factory: '',
  destinationCountry: '',
  confirmedOn: '',
  orderVersion: 0,
  lines: [],
});

const scheduleFrom =
  (planned: ReadonlyMap<string, string>) =>
  ({ scheduleId, quantity, promisedCurrent, requested }: type.Schedule): ScheduleToShip => ({
    scheduleId,
    quantity: { value: quantity?.value ?? '0', unit: quantity?.unit ?? '' },
    promisedOn: promisedCurrent || requested,
    planned: planned.get(scheduleId) ?? '0',
  });

const linesFrom = (lines: readonly type.OrderLine[], before: OrderToShip): LineToShip[] => {
  const planned = new Map(before.lines.flatMap((l) => l.schedules.map((s) => [s.scheduleId, s.planned] as const)));
  return lines.map((line) => ({
    lineId: line.lineId,
    customerLine: line.customerLine,
    item: line.item,
    description: line.description,
    quantity: { value: line.quantity?.value ?? '0', unit: line.quantity?.unit ?? '' },
    status: line.status,
    overPercent: line.overDeliveryPercent || '0',
    underPercent: line.underDeliveryPercent || '0',
    schedules: line.schedules.map(scheduleFrom(planned)),
  }));
};

/** Takes an order over as it became firm; an older version never overwrites a newer one. */
export const keepConfirmed =
  (event: orders.OrderConfirmed): Decision<OrderToShip> =>
  (order) => {
    if (event.orderVersion <= order.orderVersion) return unchanged(order);
    const { number, customerOrder, customer, trader, factory, destinationCountry, confirmedOn, orderVersion } = event;
    const head = { number, customerOrder, customer, trader, factory, destinationCountry, confirmedOn, orderVersion };
    return { state: { ...order, ...head, lines: linesFrom(event.lines, order) }, events: [] };
  };

/** Follows an approved change; what shipments already plan stays planned. */
export const keepChanged =
  (event: orders.OrderChanged): Decision<OrderToShip> =>
  (order) => {
    if (event.orderVersion <= order.orderVersion) return unchanged(order);
    const lines = linesFrom(event.lines, order);
    return { state: { ...order, orderVersion: event.orderVersion, lines }, events: [] };
  };

/** A part of a schedule that a shipment is to carry. */
export interface PlannedPart {
  readonly lineId: string;
  readonly scheduleId: string;
  readonly quantity: Quantity;
}

export const mostOf = (ordered: string, overPercent: string): string =>
  decimal(ordered).times(decimal(100).plus(overPercent)).div(100).toFixed();

const mustFit = (line: LineToShip, schedule: ScheduleToShip, { quantity }: PlannedPart): void => {
  const { value, unit } = quantity;
  must(
    decimal(value).gt(0) && unit === schedule.quantity.unit,
    'logistics.shipment.bad-quantity',
    {
      en: `Line ${line.customerLine} ships in ${schedule.quantity.unit}, more than 0`,
      zh: `第 ${line.customerLine} 行须以 ${schedule.quantity.unit} 为单位且大于 0`,
    },
    { lineId: line.lineId, value, unit },
  );
  const most = mostOf(schedule.quantity.value, line.overPercent);
  must(
    decimal(schedule.planned).plus(value).lte(most),
    'logistics.shipment.more-than-ordered',
    {
      en: `Schedule ${schedule.scheduleId} may ship ${most}; ${schedule.planned} are already planned`,
      zh: `交货计划 ${schedule.scheduleId} 最多可装运 ${most}，已计划 ${schedule.planned}`,
    },
    { scheduleId: schedule.scheduleId, most, planned: schedule.planned, value },
  );
};

/** Reserves parts of the order's schedules for a shipment, so that two shipments never carry the same goods. */
export const planParts =
  (parts: readonly PlannedPart[]): Decision<OrderToShip> =>
  (order) => ({ state: parts.reduce(planPart, order), events: [] });

type Planned = Pick<PlannedPart, 'scheduleId' | 'quantity'>;

/** A shipment that carries less than it had planned gives the rest back to be planned anew. */
export const replanParts =
  (before: readonly Planned[], after: readonly Planned[]): Decision<OrderToShip> =>
  (order) => {
    const sumOf = (parts: readonly Planned[], scheduleId: string): string =>
      total(parts.filter((part) => part.scheduleId === scheduleId).map((part) => part.quantity.value));
    const lines = order.lines.map((line) => ({
      ...line,
      schedules: line.schedules.map((schedule) => {
        const back = decimal(sumOf(before, schedule.scheduleId)).minus(sumOf(after, schedule.scheduleId));
        return back.isZero() ? schedule : { ...schedule, planned: decimal(schedule.planned).minus(back).toFixed() };
      }),
    }));
    return { state: { ...order, lines }, events: [] };
  };

const planPart = (order: OrderToShip, part: PlannedPart): OrderToShip => {
  const line = order.lines.find((l) => l.lineId === part.lineId && l.status !== 'rejected');
  const schedule = line?.schedules.find((s) => s.scheduleId === part.scheduleId);
  must(
    line !== undefined && schedule !== undefined,
    'logistics.shipment.unknown-schedule',
    {
      en: `Order ${order.number} has no open line ${part.lineId} with schedule ${part.scheduleId}`,
      zh: `订单 ${order.number} 没有未结行 ${part.lineId} 的交货计划 ${part.scheduleId}`,
    },
    { lineId: part.lineId, scheduleId: part.scheduleId },
  );
  mustFit(line, schedule, part);
  const planned = decimal(schedule.planned).plus(part.quantity.value).toFixed();
  const schedules = line.schedules.map((s) => (s === schedule ? { ...s, planned } : s));
  return { ...order, lines: order.lines.map((l) => (l === line ? { ...l, schedules } : l)) };
};
