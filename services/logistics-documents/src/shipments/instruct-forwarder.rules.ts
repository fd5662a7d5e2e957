import { create, logistics } from '@tradeloom/contracts';
import { announce, type Outcome } from '@tradeloom/kernel';
import type { Booking } from './booking.rules.ts';
import { type Packing, sumsOf } from './carton.rules.ts';
import type { Shipment } from './shipment.rules.ts';

const goodsOf = ({ lines }: Shipment, { cartons }: Packing) =>
  lines.map(({ position, customerOrder, description }) => {
    const { packages, grossKg, volumeM3 } = sumsOf(cartons.filter((range) => range.line === position));
    return { position, customerOrder, description, cartons: packages, grossKg, volumeM3 };
  });

const instruction = (shipment: Shipment, forwarder: string, booking: Booking, packing: Packing) =>
  create(logistics.ShippingInstructionGivenSchema, {
    shipmentId: shipment.id,
    number: shipment.number,
    orderId: shipment.orderIds[0] ?? '',
    revision: shipment.instructions,
    trader: shipment.trader,
    forwarder,
    mode: shipment.mode,
    bookingNumber: booking.number,
    vessel: booking.vessel,
    voyage: booking.voyage,
    portOfLoading: booking.portOfLoading.locode,
    portOfDischarge: booking.portOfDischarge.locode,
    etd: booking.etd,
    eta: booking.eta,
    closing: booking.closing,
    ...shipment.instruction,
    customerOrders: [...new Set(shipment.lines.map((l) => l.customerOrder))],
    goods: goodsOf(shipment, packing),
    containers: shipment.containers.map(({ number, seal }) => ({ number, seal })),
  });

/** Once a shipment is packed and booked its forwarder is told what to carry, and again when either changes. */
export const withInstruction = (outcome: Outcome<Shipment>): Outcome<Shipment> => {
  const { forwarder, booking, packing, trader } = outcome.state;
  if (forwarder === null || booking === null || packing === null) return outcome;
  const state = { ...outcome.state, instructions: outcome.state.instructions + 1 };
  const given = announce(instruction(state, forwarder, booking, packing), [trader, forwarder]);
  return { state, events: [...outcome.events, given] };
};
