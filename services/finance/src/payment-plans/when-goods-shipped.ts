import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { logistics } from '@tradeloom/contracts';
import { money, quantity } from '@tradeloom/kernel';
import { shareFxOfShipment } from '../fx-bands/share-fx.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { postShipment } from '../ledger/posting.rules.ts';
import { changePlan } from './change-plan.ts';
import { ship } from './plan-decision.rules.ts';

/** Goods on board: the shipped value becomes a receivable with stages of its own. */
@Controller()
export class WhenGoodsShipped {
  constructor(private readonly transactions: Transactions) {}

  @On(logistics.GoodsShippedSchema)
  async handle(event: logistics.GoodsShipped): Promise<void> {
    const { orderId, shipmentId } = event;
    await this.transactions.run(async (tx) => {
      const plan = await changePlan(tx, orderId, ship(shipmentOf(event), tx.today));
      const shipment = plan.shipments.find((one) => one.shipmentId === shipmentId);
      if (!shipment) throw new Error(`shipment ${shipmentId} is missing from its own plan`);
      await postEntry(tx, postShipment(plan.trader, orderId, shipment));
      await shareFxOfShipment(tx, { trader: plan.trader, factory: event.factory, orderId, shipment });
    });
  }
}

const shipmentOf = (event: logistics.GoodsShipped) => ({
  shipmentId: event.shipmentId,
  number: event.number,
  invoiceNumber: event.invoiceNumber,
  invoice: money(event.total?.amount ?? '0', event.total?.currency ?? event.currency),
  onBoard: event.onBoardDate,
  lines: event.lines.map((line) => ({
    lineId: line.lineId,
    quantity: quantity(line.quantity?.value ?? '0', line.quantity?.unit ?? ''),
  })),
});
