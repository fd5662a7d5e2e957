import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import type { Booking } from '../shipments/booking.rules.ts';
import { Shipments } from '../shipments/shipment.table.ts';
import { datesOf, type ShipmentTransport, untold } from './shipment-transport.rules.ts';
import { ShipmentTransports } from './shipment-transport.table.ts';

const transportAnswer = (transport: ShipmentTransport, booking: Booking | null) => ({
  shipmentId: transport.id,
  number: transport.number,
  milestones: datesOf(transport, booking),
  lateArrival: transport.lateArrival,
});

/** Where the goods are: of each milestone what was planned, what is expected and what happened. */
@Controller('shipments/:id/transport')
export class SeeShipmentTransport {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'customer', 'forwarder'] })
  handle(@Param('id') id: string): Promise<ReturnType<typeof transportAnswer>> {
    return this.transactions.run(async (tx) => {
      const shipment = await tx.one(Shipments, id);
      const [transport = untold(shipment)] = await tx.find(ShipmentTransports, { id });
      return transportAnswer(transport, shipment.booking);
    });
  }
}
