import type { Tx } from '@tradeloom/chassis';
import type { Decision } from '@tradeloom/kernel';
import { weighMaterial } from '../materials/weigh-material.ts';
import { OutsourcingOrders } from '../outsourcing/outsourcing-order.table.ts';
import type { Receipt } from './receipt.rules.ts';
import { Receipts } from './receipt.table.ts';
import { countSettled, type Settlement } from './settlement.rules.ts';

/** Books a word of the inspection on a receipt, with its material balance; the outsourcing order counts it once it is settled. */
export const settleReceipt = async (
  tx: Tx,
  receiptId: string,
  decide: (settlement: Settlement) => Decision<Receipt>,
): Promise<void> => {
  const { outsourcingOrderId } = await tx.one(Receipts, receiptId);
  const order = await tx.change(OutsourcingOrders, outsourcingOrderId, (present) => ({ state: present, events: [] }));
  const before = await tx.one(Receipts, receiptId);
  const { balances } = await weighMaterial(tx, order);
  const after = await tx.change(Receipts, receiptId, decide({ order, balances }));
  await tx.change(OutsourcingOrders, order.id, countSettled(before, after));
};
