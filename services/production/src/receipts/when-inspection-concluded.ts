import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { quality } from '@tradeloom/contracts';
import { weighMaterial } from '../materials/weigh-material.ts';
import { OutsourcingOrders } from '../outsourcing/outsourcing-order.table.ts';
import { Receipts } from './receipt.table.ts';
import { bookVerdict, countSettled } from './settlement.rules.ts';

/** The incoming inspection of a lot is over; the last one of a receipt books it, with its material balance. */
@Controller()
export class WhenInspectionConcluded {
  constructor(private readonly transactions: Transactions) {}

  @On(quality.InspectionConcludedSchema)
  async handle({ kind, receiptId, line, lot, accepted, rejected }: quality.InspectionConcluded): Promise<void> {
    if (kind !== 'incoming') return;
    await this.transactions.run(async (tx) => {
      const before = await tx.one(Receipts, receiptId);
      const order = await tx.one(OutsourcingOrders, before.outsourcingOrderId);
      const { balances } = await weighMaterial(tx, order);
      const receipt = await tx.change(
        Receipts,
        receiptId,
        bookVerdict({ line, lot, accepted, rejected }, { order, balances }),
      );
      const settledNow = before.status === 'inspecting' && receipt.status === 'settled';
      if (settledNow) await tx.change(OutsourcingOrders, order.id, countSettled(receipt));
    });
  }
}
