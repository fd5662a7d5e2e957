import { create, logistics } from '@tradeloom/contracts';
import type { Decision } from '@tradeloom/kernel';
import { type Booking, mustBeBooking, readsAlike } from './booking.rules.ts';
import { withInstruction } from './instruct-forwarder.rules.ts';
import { perOrder, type Shipment, statusAfter } from './shipment.rules.ts';

/** Books, or rolls over to another vessel until the goods are on board; papers approved for the first are made anew. */
export const bookShipment =
  (booking: Booking): Decision<Shipment> =>
  (shipment) => {
    const status = statusAfter(shipment, 'book');
    mustBeBooking(booking);
    const isPapered = shipment.booking !== null && readsAlike(shipment.booking, booking);
    const state = { ...shipment, status, booking, approved: isPapered ? shipment.approved : null };
    const { number: bookingNumber, vessel, voyage, closing, etd, eta } = booking;
    const events = perOrder(state, (orderId) =>
      create(logistics.ShipmentBookedSchema, {
        shipmentId: state.id,
        number: state.number,
        orderId,
        bookingNumber,
        vessel,
        voyage,
        etd,
        eta,
        closing,
      }),
    );
    return withInstruction({ state, events });
  };
