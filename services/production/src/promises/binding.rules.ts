import { daysBetween, decimal, type IsoDate, type Quantity, type Text } from '@tradeloom/kernel';
import type { WorkingWeek } from '../calendars/calendar.rules.ts';
import { workingDayFrom } from '../calendars/calendar.rules.ts';
import type { Resource } from '../capacities/capacity.rules.ts';
import type { Item } from '../items/item.rules.ts';
import type { Bookings } from './bookings.rules.ts';
import { type ForwardPlan, planForward, type Tranche } from './forward-plan.rules.ts';
import type { StockPosition } from './stock-promise.rules.ts';

/** What a date depends on most: had it not been there, the date would be earlier by more days than without any other. */
export interface Binding {
  readonly kind: 'capacity' | 'lead-time' | 'stock' | 'material' | 'none';
  /** The resource, component or item. */
  readonly name: string;
  /** When it frees up; null when it does not. */
  readonly date: IsoDate | null;
}

interface Explained {
  readonly binding: Binding;
  readonly because: readonly Text[];
}

interface Shop {
  readonly resource: Resource | undefined;
  readonly calendar: WorkingWeek | undefined;
  readonly booked: Bookings;
  readonly today: IsoDate;
}

/** Asks twice more what the finish would be: with all capacity free, and with all parts there today. */
export const bindingOfPlan = (
  item: Item,
  tranches: readonly Tranche[],
  plan: ForwardPlan | null,
  { resource, calendar, booked, today }: Shop,
): Explained => {
  const line = item.resource ?? item.code;
  if (!resource || !calendar || !plan) {
    return {
      binding: { kind: 'capacity', name: line, date: null },
      because: [
        { en: `${line} has too little capacity for ${item.code}`, zh: `${line} 的产能不足以生产 ${item.code}` },
      ],
    };
  }
  const ready = tranches.at(-1)?.ready ?? today;
  const slowest = item.bill.toSorted((a, b) => b.leadDays - a.leadDays)[0];
  const withPartsNow = planForward(
    tranches.map((t) => ({ ...t, ready: today })),
    resource,
    calendar,
    booked,
  );
  const lostToCapacity = daysBetween(workingDayFrom(calendar, ready), plan.finish);
  const lostToParts = withPartsNow ? daysBetween(withPartsNow.finish, plan.finish) : 0;
  const because: Text[] = [];
  if (slowest && ready > today) {
    because.push({
      en: `Parts are there on ${ready} (${slowest.component}, ${slowest.leadDays} days)`,
      zh: `部件于 ${ready} 到齐（${slowest.component}，${slowest.leadDays} 天）`,
    });
  }
  because.push({
    en: `${line} works on it from ${plan.start} to ${plan.finish}`,
    zh: `${line} 于 ${plan.start} 至 ${plan.finish} 生产`,
  });
  return {
    binding: worse(line, slowest?.component, { lostToCapacity, lostToParts, finish: plan.finish, ready }),
    because,
  };
};

const worse = (
  line: string,
  part: string | undefined,
  {
    lostToCapacity,
    lostToParts,
    finish,
    ready,
  }: { lostToCapacity: number; lostToParts: number; finish: IsoDate; ready: IsoDate },
): Binding => {
  if (lostToCapacity <= 0 && lostToParts <= 0) return { kind: 'none', name: '', date: null };
  return lostToCapacity >= lostToParts || !part
    ? { kind: 'capacity', name: line, date: finish }
    : { kind: 'lead-time', name: part, date: ready };
};

export const bindingOfStock = (
  item: Item,
  wanted: Quantity,
  position: StockPosition | null,
  ready: IsoDate | null,
  today: IsoDate,
): Explained => {
  const now = decimal(position?.free[0] ?? 0);
  const ever = decimal(position?.free.at(-1) ?? 0);
  const free = (now.gt(0) ? now : decimal(0)).toFixed();
  const most = (ever.gt(0) ? ever : decimal(0)).toFixed();
  if (ready === today) {
    return {
      binding: { kind: 'none', name: '', date: null },
      because: [{ en: `${free} ${wanted.unit} are free in stock`, zh: `库存可用 ${free} ${wanted.unit}` }],
    };
  }
  return {
    binding: { kind: 'stock', name: item.code, date: ready },
    because: [
      ready
        ? {
            en: `${free} ${wanted.unit} are free today, ${wanted.value} on ${ready}`,
            zh: `今日可用 ${free} ${wanted.unit}，${ready} 可用 ${wanted.value}`,
          }
        : {
            en: `At most ${most} ${wanted.unit} of ${item.code} can be promised, ${wanted.value} are asked for`,
            zh: `${item.code} 最多可承诺 ${most} ${wanted.unit}，需求为 ${wanted.value}`,
          },
    ],
  };
};
