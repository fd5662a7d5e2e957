import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, DecimalField, IntField, ListField, TextField, Transactions } from '@tradeloom/chassis';
import { ArrayOverlap } from 'typeorm';
import { type WoodPacking, woodPackings } from '../compliance/wood-packing.rules.ts';
import { itemsOf } from '../items/find-items.ts';
import { holdOrders } from '../orders/hold-orders.ts';
import { replanParts } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { asOrdered } from './follow-orders.rules.ts';
import { packShipment, type ReportedCartons } from './packing.rules.ts';
import { type ShipmentAnswer, shipmentAnswer } from './see-shipment.ts';
import type { ShipmentLine } from './shipment.rules.ts';
import { Shipments } from './shipment.table.ts';

export class CartonsBody {
  @TextField() lineId!: string;
  @TextField({ optional: true, description: 'needed when the line ships more than one schedule' }) scheduleId?: string;
  @IntField({ min: 1, description: 'first carton number' }) from!: number;
  @IntField({ min: 1, description: 'last carton number' }) to!: number;
  @DecimalField({ optional: true, description: 'pieces; the item’s packing when not said' }) quantityPerCarton?: string;
  @DecimalField({ optional: true, description: 'of one carton' }) netKg?: string;
  @DecimalField({ optional: true, description: 'of one carton' }) grossKg?: string;
  @DecimalField({ optional: true }) lengthCm?: string;
  @DecimalField({ optional: true }) widthCm?: string;
  @DecimalField({ optional: true }) heightCm?: string;
}

export class PackingBody {
  @ListField(() => CartonsBody, { minSize: 1 }) cartons!: CartonsBody[];
  @TextField({ optional: true, enum: woodPackings }) woodPacking?: WoodPacking;
  @TextField({ optional: true, description: 'IPPC mark of treated wood' }) ippcMark?: string;
}

const reported = ({ lineId, from, to, ...said }: CartonsBody): ReportedCartons => ({
  lineId,
  from,
  to,
  scheduleId: said.scheduleId ?? null,
  quantityPerCarton: said.quantityPerCarton ?? null,
  netKg: said.netKg ?? null,
  grossKg: said.grossKg ?? null,
  lengthCm: said.lengthCm ?? null,
  widthCm: said.widthCm ?? null,
  heightCm: said.heightCm ?? null,
});

const plannedOf = (lines: readonly ShipmentLine[], orderId: string) =>
  lines
    .filter((line) => line.orderId === orderId)
    .map(({ scheduleId, planned: quantity }) => ({ scheduleId, quantity }));

@Controller('shipments/:id/packing')
export class PackShipment {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({
    kinds: ['trader', 'factory'],
    roles: ['merchandiser', 'document-clerk', 'planner', 'production-manager', 'owner', 'system'],
  })
  handle(@Param('id') id: string, @Body() body: PackingBody): Promise<ShipmentAnswer> {
    const { cartons, woodPacking = 'none', ippcMark = null } = body;
    const report = { cartons: cartons.map(reported), woodPacking, ippcMark };
    return this.transactions.run(async (tx) => {
      const { orderIds } = await tx.one(Shipments, id);
      const orders = await holdOrders(tx, orderIds);
      const sharing = await tx.find(Shipments, { orderIds: ArrayOverlap([...orderIds]) });
      const { lines } = await tx.one(Shipments, id);
      const items = await itemsOf(
        tx,
        lines.map((l) => l.item),
      );
      const ordered = { orders, others: sharing.filter((s) => s.id !== id) };
      const packed = await tx.change(Shipments, id, asOrdered(packShipment(report, items, tx.today), ordered));
      for (const order of orders) {
        const [before, after] = [plannedOf(lines, order.id), plannedOf(packed.lines, order.id)];
        await tx.change(Orders, order.id, replanParts(before, after));
      }
      return shipmentAnswer(packed);
    });
  }
}
