import { decimal, type IsoDate, must, type Quantity, total } from '@tradeloom/kernel';
import type { Leg } from '../legs/leg.rules.ts';
import { type CustomerChange, type CustomerChangeLine, keepsPrice } from '../orders/answer-offer.rules.ts';
import type { Line, Order, Schedule } from '../orders/order.rules.ts';
import { alreadyShipped } from '../orders/shipping.rules.ts';
import type { ProposedSchedule } from './change-request.rules.ts';

/** A wish for one known delivery, as a person states it. */
export interface Wish {
  readonly lineId: string;
  readonly scheduleId: string;
  readonly quantity: Quantity;
  readonly date: IsoDate;
}

/** @throws DomainError when a delivery is not of this order, has shipped, or the wish makes no sense */
export const fromWishes = (order: Order, wishes: readonly Wish[]): ProposedSchedule[] => {
  mustBeSaidOnce(wishes.map(({ scheduleId }) => scheduleId));
  return wishes.flatMap((wish) => {
    const line = order.lines.find((l) => l.id === wish.lineId && l.status === 'open');
    const schedule = line?.schedules.find((s) => s.id === wish.scheduleId);
    must(
      line !== undefined && schedule !== undefined,
      'orders.change.unknown-delivery',
      { en: 'The order has no such line and delivery', zh: '订单没有该行或交货计划' },
      { lineId: wish.lineId, scheduleId: wish.scheduleId },
    );
    return propose(line, schedule, wish.quantity, wish.date);
  });
};

/** Two wishes for one thing would be approved as the one and carried out as the other. */
const mustBeSaidOnce = (names: readonly string[]): void => {
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  must(
    twice === undefined,
    'orders.change.said-twice',
    { en: `The change names ${twice} twice`, zh: `变更中 ${twice} 重复出现` },
    { twice: twice ?? '' },
  );
};

/**
 * A customer's document names all deliveries of a line after the change. Those that stand as they were are
 * recognised first; the others are paired in the order of their dates; what is over is new, what is missing is gone.
 * @param newId an identity for a new delivery
 * @throws DomainError when the document asks for more than other quantities and dates
 */
export const fromDocument = (
  order: Order,
  leg: Leg,
  change: CustomerChange,
  newId: () => string,
): ProposedSchedule[] => {
  mustBeSaidOnce(change.lines.map(({ customerLine }) => customerLine));
  return change.lines.flatMap((named) => {
    const line = order.lines.find((l) => l.customerLine === named.customerLine && l.status === 'open');
    must(
      line !== undefined && !['add', 'price-change'].includes(named.action) && keepsPrice(line, leg, named.unitPrice),
      'orders.change.line-action',
      {
        en: `Line ${named.customerLine}: a message changes quantities and dates of existing lines only`,
        zh: `第 ${named.customerLine} 行：报文只能变更现有行的数量和日期`,
      },
      { line: named.customerLine, action: named.action },
    );
    if (named.action === 'delete') return pair(line, [], newId);
    mustAddUp(line, named);
    return named.schedules.length === 0 ? [] : pair(line, wanted(named, line), newId);
  });
};

/** The deliveries make up the line's quantity; a line without any says nothing of them, and keeps its own. */
const mustAddUp = (line: Line, { customerLine, quantity, schedules }: CustomerChangeLine): void => {
  const sum = schedules.length === 0 ? line.quantity.value : total(schedules.map((s) => s.quantity));
  must(
    quantity === '' || decimal(quantity).eq(sum),
    'orders.change.deliveries-sum',
    {
      en: `Line ${customerLine}: its deliveries make ${sum}, the line says ${quantity}`,
      zh: `第 ${customerLine} 行：交货数量合计 ${sum}，行数量为 ${quantity}`,
    },
    { line: customerLine, quantity, deliveries: sum },
  );
};

interface Delivery {
  readonly quantity: Quantity;
  readonly date: IsoDate;
}

const wanted = ({ schedules }: CustomerChangeLine, line: Line): Delivery[] =>
  schedules.map(({ quantity, unit, date }) => ({
    quantity: { value: decimal(quantity).toFixed(), unit: unit || line.quantity.unit },
    date,
  }));

const dateOf = (schedule: Schedule): IsoDate => schedule.promisedCurrent ?? schedule.requested;

const same = (schedule: Schedule, { quantity, date }: Delivery): boolean =>
  decimal(schedule.quantity.value).eq(quantity.value) && dateOf(schedule) === date;

const byDate = (a: { date: IsoDate }, b: { date: IsoDate }): number => a.date.localeCompare(b.date);

const pair = (line: Line, wishes: readonly Delivery[], newId: () => string): ProposedSchedule[] => {
  const standing = line.schedules.toSorted((a, b) => dateOf(a).localeCompare(dateOf(b)));
  const moved: Delivery[] = [];
  for (const wish of wishes.toSorted(byDate)) {
    const found = standing.findIndex((schedule) => same(schedule, wish));
    if (found >= 0) standing.splice(found, 1);
    else moved.push(wish);
  }
  const changed = moved.flatMap((wish, index) => {
    const schedule = standing[index];
    return schedule === undefined ? [added(line, wish, newId())] : propose(line, schedule, wish.quantity, wish.date);
  });
  const nothing = { value: '0', unit: line.quantity.unit };
  const gone = standing.slice(moved.length).flatMap((s) => propose(line, s, nothing, dateOf(s)));
  return [...changed, ...gone];
};

const added = (line: Line, { quantity, date }: Delivery, scheduleId: string): ProposedSchedule => ({
  lineId: line.id,
  scheduleId,
  quantity: inUnitOf(line, quantity),
  date,
  quantityBefore: '0',
  dateBefore: '',
});

const inUnitOf = (line: Line, { value, unit }: Quantity): Quantity => {
  must(
    unit === line.quantity.unit,
    'orders.change.unit',
    { en: `A quantity in ${line.quantity.unit} is needed`, zh: `数量须以 ${line.quantity.unit} 表示` },
    { unit, needed: line.quantity.unit },
  );
  return { value: decimal(value).toFixed(), unit };
};

const propose = (line: Line, schedule: Schedule, quantity: Quantity, date: IsoDate): ProposedSchedule[] => {
  const dateBefore = dateOf(schedule);
  if (decimal(quantity.value).eq(schedule.quantity.value) && date === dateBefore) return [];
  must(schedule.status === 'firm', 'orders.change.already-shipped', alreadyShipped(line, schedule), {
    scheduleId: schedule.id,
    shipped: schedule.shipped,
  });
  return [
    {
      lineId: line.id,
      scheduleId: schedule.id,
      quantity: inUnitOf(line, quantity),
      date,
      quantityBefore: schedule.quantity.value,
      dateBefore,
    },
  ];
};
