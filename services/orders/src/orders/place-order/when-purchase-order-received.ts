import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { refusing } from '../../document-refusals/refusing.ts';
import { sourceOf } from '../source.rules.ts';
import { takeOrder } from '../take-order.ts';
import { requestOf } from './purchase-order.rules.ts';

/** A customer's 850 becomes an order, or the reason why not goes back. */
@Controller()
export class WhenPurchaseOrderReceived {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.PurchaseOrderReceivedSchema)
  handle(event: gateway.PurchaseOrderReceived): Promise<void> {
    const document = {
      partner: event.customer,
      receiver: event.seller,
      documentNumber: event.orderNumber,
      source: sourceOf(event.ref),
    };
    return this.transactions.run((tx) =>
      refusing(tx, document, async () => {
        await takeOrder(tx, requestOf(event));
      }),
    );
  }
}
