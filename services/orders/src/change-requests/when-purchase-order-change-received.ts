import { Controller } from '@nestjs/common';
import { On, Transactions, type Tx } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { must } from '@tradeloom/kernel';
import { refusing } from '../document-refusals/refusing.ts';
import { Orders } from '../orders/order.table.ts';
import { sourceOf } from '../orders/source.rules.ts';
import { changeOf } from './purchase-order-change.rules.ts';
import { takeCustomersChange } from './take-customers-change.ts';

/** A customer's 860. */
@Controller()
export class WhenPurchaseOrderChangeReceived {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.PurchaseOrderChangeReceivedSchema)
  handle(event: gateway.PurchaseOrderChangeReceived): Promise<void> {
    const { customer: partner, seller: receiver, changeNumber: documentNumber } = event;
    const document = { partner, receiver, documentNumber, source: sourceOf(event.ref) };
    return this.transactions.run((tx) => refusing(tx, document, () => this.take(tx, event)));
  }

  private async take(tx: Tx, event: gateway.PurchaseOrderChangeReceived): Promise<void> {
    const { customer, seller: trader, orderNumber: customerOrder } = event;
    const [order] = await tx.find(Orders, { customer, trader, customerOrder });
    must(
      order !== undefined,
      'orders.change.unknown-order',
      { en: `No order ${customerOrder} is known`, zh: `未找到订单 ${customerOrder}` },
      { customerOrder },
    );
    await takeCustomersChange(tx, order.id, changeOf(event));
  }
}
