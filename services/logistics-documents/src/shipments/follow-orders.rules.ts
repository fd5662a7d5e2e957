import { type Decision, decimal, must, total } from '@tradeloom/kernel';
import { mostOf, type OrderToShip } from '../orders/order.rules.ts';
import type { Shipment, ShipmentLine } from './shipment.rules.ts';

/** What is ordered of the deliveries that a shipment carries, and the other shipments that carry of them. */
export interface Ordered {
  readonly orders: readonly OrderToShip[];
  readonly others: readonly Shipment[];
}

/** What this shipment may carry of a line's delivery, without and with the line's tolerance. */
const leftFor = (
  line: ShipmentLine,
  { orders, others }: Ordered,
): { readonly plain: string; readonly most: string } => {
  const orderLine = orders.find((o) => o.id === line.orderId)?.lines.find((l) => l.lineId === line.lineId);
  const ordered = orderLine?.schedules.find((s) => s.scheduleId === line.scheduleId)?.quantity.value ?? '0';
  const elsewhere = total(
    others
      .flatMap(({ lines }) => lines)
      .filter((l) => l.orderId === line.orderId && l.scheduleId === line.scheduleId)
      .map((l) => (l.packed ?? l.planned).value),
  );
  const less = (value: string): string => decimal(value).minus(elsewhere).toFixed();
  return { plain: less(ordered), most: less(mostOf(ordered, orderLine?.overPercent ?? '0')) };
};

const followed = (line: ShipmentLine, ordered: Ordered): ShipmentLine[] => {
  const { plain, most } = leftFor(line, ordered);
  if (decimal(line.planned.value).lte(most)) return [line];
  return decimal(plain).gt(0) ? [{ ...line, planned: { ...line.planned, value: plain } }] : [];
};

/** An agreed change may have lowered or dropped a delivery since the shipment was planned: it carries what is left. */
const followOrders = (shipment: Shipment, ordered: Ordered): Shipment => {
  const lines = shipment.lines.flatMap((line) => followed(line, ordered));
  must(
    lines.length > 0,
    'logistics.shipment.no-longer-ordered',
    {
      en: `Nothing that shipment ${shipment.number} was planned for is ordered any more`,
      zh: `装运 ${shipment.number} 所计划的货物已不再订购`,
    },
    { shipment: shipment.number },
  );
  return { ...shipment, lines, orderIds: shipment.orderIds.filter((id) => lines.some((l) => l.orderId === id)) };
};

const mustBeOrdered = (line: ShipmentLine, ordered: Ordered): void => {
  const { most } = leftFor(line, ordered);
  const packed = (line.packed ?? line.planned).value;
  must(
    decimal(packed).lte(most),
    'logistics.packing.more-than-ordered',
    {
      en: `Line ${line.customerLine}: the cartons hold ${packed}, with its tolerance and other shipments ${most} may ship`,
      zh: `第 ${line.customerLine} 行：纸箱合计 ${packed}，计入允差及其他装运后最多可装运 ${most}`,
    },
    { lineId: line.lineId, scheduleId: line.scheduleId, packed, most },
  );
};

/** Begins to load only what is still ordered: until then it can be packed anew. */
export const whileOrdered =
  (load: Decision<Shipment>, ordered: Ordered): Decision<Shipment> =>
  (shipment) => {
    if (shipment.containers.length === 0) for (const line of shipment.lines) mustBeOrdered(line, ordered);
    return load(shipment);
  };

/** Packs what is ordered by now: not what an agreed change took away, nor one tolerance on top of another. */
export const asOrdered =
  (pack: Decision<Shipment>, ordered: Ordered): Decision<Shipment> =>
  (shipment) => {
    const outcome = pack(followOrders(shipment, ordered));
    for (const line of outcome.state.lines) mustBeOrdered(line, ordered);
    return outcome;
  };
