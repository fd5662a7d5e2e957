import type { gateway } from '@tradeloom/contracts';
import { addDays, addMonths, DomainError, decimal, type IsoDate, must } from '@tradeloom/kernel';
import type { Item } from '../items/item.rules.ts';

/** A quantity for a span of days, standing for itself, in the item's unit. */
export interface Bucket {
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly quantity: string;
  readonly certainty: string;
  readonly time: string;
  readonly callOff: string;
}

type Delivery = Pick<
  gateway.PlannedDelivery,
  'quantity' | 'certainty' | 'span' | 'date' | 'until' | 'time' | 'callOff'
>;

const lastDayOf = ({ span, date, until }: Delivery): IsoDate => {
  if (span === 'week') return addDays(date, 6);
  if (span === 'month') return addDays(addMonths(date, 1), -1);
  if (span === 'quarter') return addDays(addMonths(date, 3), -1);
  return span === 'flexible' && until !== '' ? until : date;
};

/** How many of the item's unit one of the document's is. */
const factorOf = ({ unit: own, conversions, item }: Item, unit: string): string => {
  if (unit === own) return '1';
  const known = conversions.find((c) => c.unit === unit);
  if (known) return known.factor;
  throw new DomainError(
    'orders.plan.unit',
    { en: `${item} is not measured in ${unit}`, zh: `${item} 不能以 ${unit} 计量` },
    { value: unit, expected: own },
  );
};

/** Cumulative figures count from what was received; they never fall. */
const discrete = (quantities: readonly string[], received: string): string[] => {
  must(received !== '', 'orders.plan.no-count', {
    en: 'Cumulative quantities need the quantity received so far',
    zh: '累计数量须注明累计已收数量',
  });
  let before = decimal(received);
  return quantities.map((quantity) => {
    const step = decimal(quantity).minus(before);
    must(
      step.gte(0),
      'orders.plan.falls',
      { en: 'A cumulative quantity is less than the one before it', zh: '累计数量小于前一数量' },
      { value: quantity, before: before.toFixed() },
    );
    before = decimal(quantity);
    return step.toFixed();
  });
};

/** The deliveries of a line in order of their days, each quantity for itself and in the item's unit. */
export const bucketsOf = (
  { deliveries, unit, received }: Pick<gateway.PlannedLine, 'unit' | 'received'> & { readonly deliveries: Delivery[] },
  counting: string,
  item: Item,
): Bucket[] => {
  const factor = factorOf(item, unit);
  const inTurn = deliveries.toSorted((a, b) => `${a.date} ${a.time}`.localeCompare(`${b.date} ${b.time}`));
  const stated = inTurn.map(({ quantity }) => quantity);
  const quantities = counting === 'cumulative' ? discrete(stated, received) : stated;
  return inTurn.map((delivery, i) => {
    const { date: from, certainty, time, callOff } = delivery;
    const until = lastDayOf(delivery);
    const quantity = decimal(quantities[i] ?? 0).times(factor);
    must(
      quantity.gte(0) && until >= from,
      'orders.plan.bucket',
      { en: 'A planned quantity is negative, or its span ends before it begins', zh: '计划数量为负或时段起止颠倒' },
      { value: delivery.quantity, from, until },
    );
    return { from, until, quantity: quantity.toFixed(), certainty, time, callOff };
  });
};
