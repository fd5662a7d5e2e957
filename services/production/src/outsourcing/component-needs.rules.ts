import { addDays, decimal, earliest, type IsoDate, latest, total } from '@tradeloom/kernel';
import type { BillLine, Item } from '../items/item.rules.ts';
import type { PlannedSchedule } from '../promises/promise.rules.ts';

/** What an order needs of one component. */
export interface ComponentNeed {
  readonly item: string;
  readonly supplier: string;
  readonly quantity: string;
  /** When the first work that uses it starts. */
  readonly due: IsoDate;
  /** When pieces beyond those on order can be there. */
  readonly dueOfMore: IsoDate;
  /** The first order line that uses it. */
  readonly orderLineId: string;
}

type Use = { readonly schedule: PlannedSchedule & { readonly start: IsoDate }; readonly part: BillLine };

const usesOf = (schedules: readonly PlannedSchedule[], items: readonly Item[]): Use[] =>
  schedules.flatMap((schedule) => {
    const { start } = schedule;
    if (start === null) return [];
    const bill = items.find((i) => i.code === schedule.item)?.bill ?? [];
    return bill.map((part) => ({ schedule: { ...schedule, start }, part }));
  });

/** The parts of all schedules, one need per component: due when assembly starts, or after the lead time if that is past. */
export const componentNeeds = (
  schedules: readonly PlannedSchedule[],
  items: readonly Item[],
  today: IsoDate,
): ComponentNeed[] => {
  const uses = usesOf(schedules, items);
  return [...new Set(uses.map((u) => u.part.component))].sort().map((component) => {
    const same = uses.filter((u) => u.part.component === component);
    const [first] = same;
    const start = earliest(...same.map((u) => u.schedule.start));
    const afterLead = addDays(today, Math.max(...same.map((u) => u.part.leadDays)));
    return {
      item: component,
      supplier: first?.part.supplier ?? '',
      quantity: total(same.map((u) => decimal(u.schedule.quantity.value).times(u.part.perPiece))),
      due: start > today ? start : afterLead,
      dueOfMore: latest(...same.map((u) => u.schedule.tranches.at(-1)?.ready ?? u.schedule.start)),
      orderLineId: same.map((u) => u.schedule.lineId).toSorted()[0] ?? '',
    };
  });
};
