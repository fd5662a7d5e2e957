import { create, logistics } from '@tradeloom/contracts';
import { must, type Outcome } from '@tradeloom/kernel';
import type { OrderToShip, PlannedPart } from '../orders/order.rules.ts';
import type { Shipment, ShipmentLine, ShippingInstruction, TransportMode } from './shipment.rules.ts';

/** A part to ship, with the order it belongs to. */
export interface Part extends PlannedPart {
  readonly orderId: string;
}

export interface Opening {
  readonly id: string;
  readonly number: string;
  readonly mode: TransportMode;
  readonly forwarder: string | null;
  readonly instruction: ShippingInstruction;
  readonly parts: readonly Part[];
}

const lineOf = (orders: readonly OrderToShip[], part: Part, position: number): ShipmentLine => {
  const order = orders.find((o) => o.id === part.orderId);
  const line = order?.lines.find((l) => l.lineId === part.lineId);
  if (!order || !line) throw new Error(`part ${position} was not planned on its order`);
  const { customerLine, item, description, overPercent, underPercent } = line;
  return {
    position,
    orderId: order.id,
    orderNumber: order.number,
    customerOrder: order.customerOrder,
    lineId: part.lineId,
    scheduleId: part.scheduleId,
    customerLine,
    item,
    description,
    planned: part.quantity,
    packed: null,
    overPercent,
    underPercent,
  };
};

const mustTravelTogether = (orders: readonly OrderToShip[], first: OrderToShip): void =>
  must(
    orders.every(
      (o) =>
        o.customer === first.customer &&
        o.trader === first.trader &&
        o.factory === first.factory &&
        o.destinationCountry === first.destinationCountry,
    ),
    'logistics.shipment.different-parties',
    {
      en: 'Orders share a shipment only with the same customer, trader, factory and destination',
      zh: '只有客户、外贸公司、工厂和目的国均相同的订单才能同一装运',
    },
  );

const mustBeDistinct = (parts: readonly Part[]): void =>
  must(
    new Set(parts.map((p) => `${p.orderId}/${p.scheduleId}`)).size === parts.length,
    'logistics.shipment.schedule-twice',
    { en: 'A schedule appears twice in the shipment', zh: '同一交货计划在装运中出现两次' },
  );

const created = (shipment: Shipment, orderId: string): logistics.ShipmentCreated =>
  create(logistics.ShipmentCreatedSchema, {
    shipmentId: shipment.id,
    number: shipment.number,
    orderId,
    lines: shipment.lines
      .filter((l) => l.orderId === orderId)
      .map(({ lineId, scheduleId, customerLine, item, description, planned }) => ({
        orderId,
        lineId,
        scheduleId,
        customerLine,
        item,
        description,
        quantity: planned,
      })),
  });

/** Opens a shipment for parts that were already planned on their orders. `orders` has at least one. */
export const openShipment = (opening: Opening, orders: readonly OrderToShip[]): Outcome<Shipment> => {
  const { id, number, mode, forwarder, instruction, parts } = opening;
  const [first] = orders;
  must(first !== undefined && parts.length > 0, 'logistics.shipment.empty', {
    en: 'A shipment carries at least one schedule',
    zh: '装运至少包含一个交货计划',
  });
  mustTravelTogether(orders, first);
  mustBeDistinct(parts);
  const { customer, trader, factory, destinationCountry } = first;
  const state: Shipment = {
    id,
    version: 0,
    parties: [...new Set([trader, factory, customer, ...(forwarder ? [forwarder] : [])])],
    number,
    status: 'planned',
    orderIds: orders.map((o) => o.id),
    customer,
    trader,
    factory,
    forwarder,
    mode,
    destinationCountry,
    instruction,
    lines: parts.map((part, i) => lineOf(orders, part, i + 1)),
    packing: null,
    booking: null,
    instructions: 0,
    containers: [],
    setVersions: 0,
    draft: null,
    approved: null,
    onBoardOn: null,
    copySentOn: null,
    originals: null,
    release: null,
    paidOrders: [],
  };
  return { state, events: state.orderIds.map((orderId) => created(state, orderId)) };
};
