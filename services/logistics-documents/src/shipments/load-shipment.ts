import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, DecimalField, IntField, TextField, Transactions } from '@tradeloom/chassis';
import { ArrayOverlap, In } from 'typeorm';
import { Lots } from '../lots/lot.table.ts';
import { holdOrders } from '../orders/hold-orders.ts';
import { type ContainerType, containerTypes } from './container.rules.ts';
import { whileOrdered } from './follow-orders.rules.ts';
import { loadContainer, loadedPartsOf } from './loading.rules.ts';
import { type ShipmentAnswer, shipmentAnswer } from './see-shipment.ts';
import { Shipments } from './shipment.table.ts';

export class LoadingBody {
  @TextField({ max: 11, example: 'MSKU9070323', description: 'ISO 6346' }) container!: string;
  @TextField({ optional: true, enum: Object.keys(containerTypes) }) type?: ContainerType;
  @TextField({ max: 15 }) seal!: string;
  @DecimalField({ description: 'verified gross mass (SOLAS)' }) vgmKg!: string;
  @DecimalField() tareKg!: string;
  @IntField({ optional: true, min: 1, description: 'last carton in this container; all that are left when not said' })
  cartonTo?: number;
}

@Controller('shipments/:id/loading')
export class LoadShipment {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({
    kinds: ['trader', 'factory'],
    roles: ['merchandiser', 'document-clerk', 'planner', 'production-manager', 'owner', 'system'],
  })
  handle(@Param('id') id: string, @Body() body: LoadingBody): Promise<ShipmentAnswer> {
    return this.transactions.run(async (tx) => {
      const { type = '20GP', cartonTo = null } = body;
      const loading = { ...body, type, cartonTo, loadedAt: tx.at.toISOString() };
      const { orderIds } = await tx.one(Shipments, id);
      // two shipments never load the same released pieces: whoever loads holds the orders meanwhile
      const orders = await holdOrders(tx, orderIds);
      const lots = await tx.find(Lots, { orderId: In([...orderIds]) });
      const sharing = await tx.find(Shipments, { orderIds: ArrayOverlap([...orderIds]) });
      const others = sharing.filter((s) => s.id !== id);
      const load = loadContainer(loading, lots, loadedPartsOf(others));
      return shipmentAnswer(await tx.change(Shipments, id, whileOrdered(load, { orders, others })));
    });
  }
}
