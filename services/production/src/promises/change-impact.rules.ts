import { decimal, type IsoDate } from '@tradeloom/kernel';
import type { Item } from '../items/item.rules.ts';
import { componentNeeds } from '../outsourcing/component-needs.rules.ts';
import type { Finding } from '../refusals/refusal.rules.ts';
import type { PlannedSchedule } from './promise.rules.ts';

/** What the change does to each date: kept, or not, and what binds it. */
export const promiseImpact = (planned: readonly PlannedSchedule[]): Finding[] =>
  planned.map((s) => {
    const facts = {
      lineId: s.lineId,
      scheduleId: s.scheduleId,
      quantity: s.quantity.value,
      requested: s.requested,
      promised: s.promised ?? '',
      binding: s.binding.name,
    };
    const what = `${s.quantity.value} ${s.item}`;
    if (s.promised === null) {
      return {
        code: 'production.change.not-promisable',
        severity: 'block',
        text: { en: `${what} cannot be promised: ${s.binding.name}`, zh: `无法承诺 ${what}：${s.binding.name}` },
        facts,
      };
    }
    return s.promised <= s.requested
      ? {
          code: 'production.change.date-kept',
          severity: 'info',
          text: {
            en: `${what} can be delivered on ${s.promised}, ${s.requested} is asked for`,
            zh: `${what} 可于 ${s.promised} 交货，要求日期为 ${s.requested}`,
          },
          facts,
        }
      : {
          code: 'production.change.date-missed',
          severity: 'warning',
          text: {
            en: `${what} not before ${s.promised}, ${s.requested} is asked for; bound by ${s.binding.name}`,
            zh: `${what} 最早 ${s.promised} 交货，要求日期为 ${s.requested}；受限于 ${s.binding.name}`,
          },
          facts,
        };
  });

/** What the suppliers must be asked for more or less of, once their orders are placed. */
export const supplierImpact = (
  before: readonly PlannedSchedule[],
  after: readonly PlannedSchedule[],
  items: readonly Item[],
  today: IsoDate,
): Finding[] => {
  const known = componentNeeds(before, items, today);
  return componentNeeds(after, items, today).flatMap(({ item, supplier, quantity, dueOfMore }) => {
    const ordered = known.find((n) => n.item === item)?.quantity ?? '0';
    const more = decimal(quantity).minus(ordered);
    if (more.isZero()) return [];
    const facts = { supplier, item, before: ordered, after: quantity, due: dueOfMore };
    return more.gt(0)
      ? [
          {
            code: 'production.change.supplier-more',
            severity: 'warning' as const,
            text: {
              en: `${supplier} must deliver ${more.toFixed()} more ${item} by ${dueOfMore}`,
              zh: `${supplier} 须于 ${dueOfMore} 前增交 ${more.toFixed()} ${item}`,
            },
            facts,
          },
        ]
      : [
          {
            code: 'production.change.supplier-less',
            severity: 'warning' as const,
            text: {
              en: `${supplier} delivers ${more.neg().toFixed()} fewer ${item}`,
              zh: `${supplier} 减交 ${more.neg().toFixed()} ${item}`,
            },
            facts,
          },
        ];
  });
};
