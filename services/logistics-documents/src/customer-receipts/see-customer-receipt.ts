import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { Shipments } from '../shipments/shipment.table.ts';
import { compareGoods } from './compare-goods.rules.ts';
import { type CustomerReceipt, unreported } from './customer-receipt.rules.ts';
import { CustomerReceipts } from './customer-receipt.table.ts';
import { inForce } from './reported-goods.rules.ts';

const receiptAnswer = ({ id, number, goods, reports }: CustomerReceipt) => ({
  shipmentId: id,
  number,
  lines: compareGoods(goods, inForce(reports)),
  reports,
});

/** What the customer reported of a shipment, every revision, and how it differs from what was shipped. */
@Controller('shipments/:id/customer-receipt')
export class SeeCustomerReceipt {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'customer'] })
  handle(@Param('id') id: string): Promise<ReturnType<typeof receiptAnswer>> {
    return this.transactions.run(async (tx) => {
      const shipment = await tx.one(Shipments, id);
      const [receipt = unreported(shipment)] = await tx.find(CustomerReceipts, { id });
      return receiptAnswer(receipt);
    });
  }
}
