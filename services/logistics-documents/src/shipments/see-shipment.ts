import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import type { Shipment } from './shipment.rules.ts';
import { Shipments } from './shipment.table.ts';

/** A shipment as its parties see it: no prices, whatever concerns the bill of lading in one place. */
export const shipmentAnswer = (shipment: Shipment) => {
  const {
    parties: _,
    instructions: _instructions,
    setVersions,
    approved,
    draft,
    onBoardOn,
    copySentOn,
    originals,
    release,
    paidOrders,
    ...shown
  } = shipment;
  return {
    ...shown,
    documents: { versions: setVersions, approved: approved !== null },
    billOfLading: { draft, onBoardOn, copySentOn, originals, release, copyPaidOrders: paidOrders },
  };
};

export type ShipmentAnswer = ReturnType<typeof shipmentAnswer>;

@Controller('shipments/:id')
export class SeeShipment {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'customer', 'forwarder'] })
  handle(@Param('id') id: string): Promise<ShipmentAnswer> {
    return this.transactions.run(async (tx) => shipmentAnswer(await tx.one(Shipments, id)));
  }
}
