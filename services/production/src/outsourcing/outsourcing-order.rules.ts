import { create, type MessageInitShape, production } from '@tradeloom/contracts';
import { decimal, type IsoDate, type Outcome, type Quantity, total } from '@tradeloom/kernel';
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

export const lineMessage = (
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
