import { create, production } from '@tradeloom/contracts';
import { type Decision, decimal, type IsoDate, must, type Outcome } from '@tradeloom/kernel';

/** Material that went to a supplier, or came back: signed by both sides, corrected only by a further movement. 发料 / 退料 */
export interface MaterialMovement {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly kind: 'issue' | 'return';
  readonly outsourcingOrderId: string;
  readonly orderId: string;
  readonly factory: string;
  readonly supplier: string;
  readonly item: string;
  readonly lot: string;
  /** Negative only for a correction. */
  readonly quantity: string;
  readonly unit: string;
  readonly owner: string;
  readonly location: string;
  readonly document: string;
  /** The movement that this one corrects, and why. */
  readonly corrects: string | null;
  readonly reason: string | null;
  readonly signedBy: string;
  readonly signedOn: IsoDate;
  readonly countersignedBy: string | null;
  readonly countersignedOn: IsoDate | null;
}

type Movement = Omit<MaterialMovement, 'version' | 'parties' | 'countersignedBy' | 'countersignedOn'>;

interface Provided {
  readonly item: string;
  readonly unit: string;
}

/** Only material that the order's bill names is moved, in the bill's unit; less than nothing only to correct. */
export const moveMaterial = (movement: Movement, provided: readonly Provided[]): Outcome<MaterialMovement> => {
  const { item, lot, quantity, unit, supplier, factory, corrects, reason } = movement;
  const known = provided.find((p) => p.item === item);
  must(
    known !== undefined,
    'production.material.not-provided',
    { en: `${item} is not provided for this order`, zh: `${item} 不是本订单的供料` },
    { item },
  );
  must(
    known.unit === unit,
    'production.material.unit',
    { en: `${item} is measured in ${known.unit}`, zh: `${item} 的计量单位为 ${known.unit}` },
    { unit, expected: known.unit },
  );
  must(
    !decimal(quantity).isZero() && (decimal(quantity).gt(0) || (corrects !== null && reason !== null)),
    'production.material.sign',
    {
      en: 'Only a correction, with its reason, may be negative',
      zh: '只有注明原因的更正才能为负数',
    },
  );
  return {
    state: { ...movement, version: 0, parties: [factory, supplier], countersignedBy: null, countersignedOn: null },
    events:
      movement.kind === 'issue'
        ? [
            create(production.MaterialIssuedSchema, {
              issueId: movement.id,
              outsourcingOrderId: movement.outsourcingOrderId,
              orderId: movement.orderId,
              supplier,
              item,
              lot,
              quantity: { value: quantity, unit },
            }),
          ]
        : [],
  };
};

/** The other side signs: the supplier for what he got, the factory for what came back. */
export const countersign =
  (by: { readonly login: string; readonly organisation: string }, today: IsoDate): Decision<MaterialMovement> =>
  (movement) => {
    const receiver = movement.kind === 'issue' ? movement.supplier : movement.factory;
    must(
      by.organisation === receiver,
      'production.material.wrong-side',
      { en: `${receiver} must countersign`, zh: `须由 ${receiver} 会签` },
      { receiver },
    );
    if (movement.countersignedBy !== null) return { state: movement, events: [] };
    const { id, outsourcingOrderId, orderId, supplier, item, lot, quantity, unit } = movement;
    return {
      state: { ...movement, countersignedBy: by.login, countersignedOn: today },
      events:
        movement.kind === 'issue'
          ? [
              create(production.MaterialIssueCountersignedSchema, {
                issueId: id,
                outsourcingOrderId,
                orderId,
                supplier,
                item,
                lot,
                quantity: { value: quantity, unit },
              }),
            ]
          : [],
    };
  };
