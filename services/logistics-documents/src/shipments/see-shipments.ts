import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { ArrayContains } from 'typeorm';
import { type ShipmentAnswer, shipmentAnswer } from './see-shipment.ts';
import { Shipments } from './shipment.table.ts';

export class ShipmentsQuery {
  @TextField({ description: 'the order whose shipments are wanted' }) order!: string;
}

@Controller('shipments')
export class SeeShipments {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'customer', 'forwarder'] })
  handle(@Query() { order }: ShipmentsQuery): Promise<{ shipments: ShipmentAnswer[] }> {
    return this.transactions.run(async (tx) => {
      const shipments = await tx.find(Shipments, { orderIds: ArrayContains([order]) }, { number: 'ASC' });
      return { shipments: shipments.map(shipmentAnswer) };
    });
  }
}
