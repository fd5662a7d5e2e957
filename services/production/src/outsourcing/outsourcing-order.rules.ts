import { create, type MessageInitShape, production } from '@tradeloom/contracts';
import { type Decision, decimal, type IsoDate, must, type Outcome, type Quantity, total } from '@tradeloom/kernel';
import type { ProvidedPerPiece } from '../items/item.rules.ts';

/** A part of a line's quantity with the date it is needed: the date as first agreed stays beside the present one. */
export interface Delivery {
  readonly quantity: string;
  readonly dueOriginal: IsoDate;
  readonly due: IsoDate;
}

/** What the supplier says he will deliver, and when. */
export interface Confirmation {
  readonly quantity: string;
  readonly date: IsoDate;
}

export interface OutsourcingLine {
  readonly line: string;
  readonly item: string;
  readonly description: string;
  readonly unit: string;
  readonly unitPrice: string;
  /** The order line it is a part of. */
  readonly orderLineId: string;
  /** In the order they are filled. */
  readonly deliveries: readonly Delivery[];
  /** Empty until acknowledged. */
  readonly confirmations: readonly Confirmation[];
  readonly materials: readonly ProvidedPerPiece[];
  /** Pieces received, without those that came back from rework. */
  readonly received: string;
  readonly accepted: string;
  readonly rejected: string;
}

export interface FollowedChange {
  readonly number: string;
  readonly date: IsoDate;
  /** Null until the supplier answers. */
  readonly outcome: string | null;
}

/** An order of the factory to one supplier, for one customer order. 委外订单 */
export interface OutsourcingOrder {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly number: string;
  readonly orderId: string;
  readonly trader: string;
  readonly factory: string;
  readonly supplier: string;
  readonly currency: string;
  readonly taxPercent: string;
  readonly placedOn: IsoDate;
  readonly acknowledgedOn: IsoDate | null;
  readonly status: 'placed' | 'acknowledged' | 'rejected';
  readonly lines: readonly OutsourcingLine[];
  readonly changes: readonly FollowedChange[];
}

export const quantityOf = ({ deliveries }: OutsourcingLine): string => total(deliveries.map((d) => d.quantity));

/** The date of the last delivery: when the whole line is needed. */
export const dueOf = ({ deliveries }: OutsourcingLine): IsoDate => deliveries.at(-1)?.due ?? '';

/** When the whole line will be there as the supplier confirmed it; as asked where he did not answer. */
export const confirmedDueOf = (line: OutsourcingLine): IsoDate =>
  line.confirmations
    .map((c) => c.date)
    .toSorted()
    .at(-1) ?? dueOf(line);

const lineMessage = (
  line: OutsourcingLine,
  due: IsoDate,
): MessageInitShape<typeof production.OutsourcingLineSchema> => ({
  line: line.line,
  item: line.item,
  description: line.description,
  quantity: { value: quantityOf(line), unit: line.unit },
  unitPrice: line.unitPrice,
  due,
});

/** All the material that the order needs: per line its pieces times the bill, summed per material. */
export const providedMaterials = (
  lines: readonly OutsourcingLine[],
): { item: string; description: string; quantity: Quantity }[] => {
  const needs = lines.flatMap((line) =>
    line.materials.map(({ item, description, perPiece }) => ({
      item,
      description,
      value: decimal(perPiece.value).times(quantityOf(line)),
      unit: perPiece.unit,
    })),
  );
  return [...new Set(needs.map((n) => n.item))].sort().map((item) => {
    const same = needs.filter((n) => n.item === item);
    return {
      item,
      description: same[0]?.description ?? '',
      quantity: { value: total(same.map((n) => n.value)), unit: same[0]?.unit ?? '' },
    };
  });
};

type Placement = Omit<OutsourcingOrder, 'version' | 'parties' | 'acknowledgedOn' | 'status' | 'changes'>;

export const placeOutsourcingOrder = (placement: Placement): Outcome<OutsourcingOrder> => {
  const { id, number, orderId, factory, supplier, trader, currency, taxPercent, placedOn, lines } = placement;
  return {
    state: {
      ...placement,
      version: 0,
      parties: [factory, supplier],
      acknowledgedOn: null,
      status: 'placed',
      changes: [],
    },
    events: [
      create(production.OutsourcingOrderPlacedSchema, {
        outsourcingOrderId: id,
        number,
        orderId,
        factory,
        supplier,
        trader,
        currency,
        taxPercent,
        orderDate: placedOn,
        lines: lines.map((line) => lineMessage(line, dueOf(line))),
        materials: providedMaterials(lines),
      }),
    ],
  };
};

export type Answer = 'accepted' | 'changed' | 'rejected';

export interface AnsweredLine {
  readonly line: string;
  readonly confirmations: readonly Confirmation[];
}

const withAnswers = (lines: readonly OutsourcingLine[], answers: readonly AnsweredLine[]): OutsourcingLine[] => {
  for (const { line } of answers) {
    must(
      lines.some((l) => l.line === line),
      'production.outsourcing.unknown-line',
      { en: `The order has no line ${line}`, zh: `订单没有第 ${line} 行` },
      { line },
    );
  }
  return lines.map((line) => {
    const confirmations = answers.find((a) => a.line === line.line)?.confirmations;
    const asAsked = line.deliveries.map(({ quantity, due }) => ({ quantity, date: due }));
    return { ...line, confirmations: confirmations && confirmations.length > 0 ? confirmations : asAsked };
  });
};

const sayTheSame = (a: readonly OutsourcingLine[], b: readonly OutsourcingLine[]): boolean => {
  const said = (lines: readonly OutsourcingLine[]): string =>
    lines.map((l) => l.confirmations.map((c) => `${c.quantity}@${c.date}`).join('+')).join('|');
  return said(a) === said(b);
};

/** The supplier answers: as asked, with his own dates, or no. The same answer again changes nothing. */
export const acknowledge =
  (outcome: Answer, answers: readonly AnsweredLine[], today: IsoDate): Decision<OutsourcingOrder> =>
  (order) => {
    const lines = outcome === 'rejected' ? order.lines : withAnswers(order.lines, answers);
    const status = outcome === 'rejected' ? ('rejected' as const) : ('acknowledged' as const);
    if (order.status === status && sayTheSame(lines, order.lines)) return { state: order, events: [] };
    return {
      state: { ...order, status, lines, acknowledgedOn: order.acknowledgedOn ?? today },
      events: [
        create(production.OutsourcingOrderAcknowledgedSchema, {
          outsourcingOrderId: order.id,
          number: order.number,
          orderId: order.orderId,
          supplier: order.supplier,
          factory: order.factory,
          outcome,
          lines: lines.map((line) => lineMessage(line, confirmedDueOf(line))),
          placedOn: order.placedOn,
          acknowledgedOn: today,
        }),
      ],
    };
  };

/** What a line's item is needed for in all, and by when anything beyond the present quantity can be had. */
export interface NewNeed {
  readonly item: string;
  readonly quantity: string;
  readonly due: IsoDate;
}

const follow = (line: OutsourcingLine, need: NewNeed | undefined): OutsourcingLine => {
  if (!need) return line;
  const more = decimal(need.quantity).minus(quantityOf(line));
  if (more.isZero()) return line;
  if (more.gt(0)) {
    const added = { quantity: more.toFixed(), dueOriginal: need.due, due: need.due };
    return { ...line, deliveries: [...line.deliveries, added] };
  }
  let left = decimal(need.quantity);
  const deliveries = line.deliveries.flatMap((delivery) => {
    const quantity = left.lt(delivery.quantity) ? left : decimal(delivery.quantity);
    left = left.minus(quantity);
    return quantity.gt(0) ? [{ ...delivery, quantity: quantity.toFixed() }] : [];
  });
  return { ...line, deliveries };
};

/** The order follows a change: more pieces are a further delivery, fewer are taken from the last one. */
export const followChange =
  (changeNumber: string, needs: readonly NewNeed[], today: IsoDate): Decision<OutsourcingOrder> =>
  (order) => {
    if (order.changes.some((c) => c.number === changeNumber)) return { state: order, events: [] };
    const lines = order.lines.map((line) => {
      const followed = follow(
        line,
        needs.find((n) => n.item === line.item),
      );
      must(
        decimal(quantityOf(followed)).gte(line.received),
        'production.outsourcing.below-received',
        { en: 'A line cannot fall below what was received', zh: '数量不得少于已收数量' },
        { line: line.line, received: line.received },
      );
      return followed;
    });
    if (lines.every((line, i) => line === order.lines[i])) return { state: order, events: [] };
    return {
      state: { ...order, lines, changes: [...order.changes, { number: changeNumber, date: today, outcome: null }] },
      events: [
        create(production.OutsourcingOrderChangedSchema, {
          outsourcingOrderId: order.id,
          number: order.number,
          orderId: order.orderId,
          factory: order.factory,
          supplier: order.supplier,
          currency: order.currency,
          changeNumber,
          changeDate: today,
          orderDate: order.placedOn,
          lines: lines.map((line) => lineMessage(line, dueOf(line))),
        }),
      ],
    };
  };

/** The supplier answers a change. */
export const acknowledgeChange =
  (changeNumber: string, outcome: Answer, answers: readonly AnsweredLine[]): Decision<OutsourcingOrder> =>
  (order) => {
    const change = order.changes.find((c) => c.number === changeNumber);
    must(
      change !== undefined,
      'production.outsourcing.unknown-change',
      {
        en: `Order ${order.number} has no change ${changeNumber}`,
        zh: `订单 ${order.number} 没有变更 ${changeNumber}`,
      },
      { change: changeNumber },
    );
    if (change.outcome === outcome) return { state: order, events: [] };
    const lines = outcome === 'rejected' ? order.lines : withAnswers(order.lines, answers);
    const changes = order.changes.map((c) => (c === change ? { ...c, outcome } : c));
    return {
      state: { ...order, lines, changes },
      events: [
        create(production.OutsourcingChangeAcknowledgedSchema, {
          outsourcingOrderId: order.id,
          number: order.number,
          orderId: order.orderId,
          supplier: order.supplier,
          changeNumber,
          outcome,
        }),
      ],
    };
  };
