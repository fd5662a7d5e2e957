import { Controller } from '@nestjs/common';
import { newId, On, Transactions, type Tx } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { must, unchanged } from '@tradeloom/kernel';
import { refusing } from '../document-refusals/refusing.ts';
import { legsOf } from '../legs/legs-of.ts';
import { answerOffer, type CustomerChange, hasOffer } from '../orders/answer-offer.rules.ts';
import type { Order } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { isBound } from '../orders/order-status.rules.ts';
import { sourceOf } from '../orders/source.rules.ts';
import { cancelUnanswered, confirmStanding, takeChange } from '../orders/take-change.rules.ts';
import { proposeChange } from './change-request.rules.ts';
import { ChangeRequests } from './change-request.table.ts';
import { fromDocument } from './proposed-schedules.rules.ts';
import { changeOf } from './purchase-order-change.rules.ts';

/** A customer's 860: the answer to a counter-offer, a cancellation, or the proposal to change a firm order. */
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
    const [known] = await tx.find(Orders, { customer, trader, customerOrder });
    must(
      known !== undefined,
      'orders.change.unknown-order',
      { en: `No order ${customerOrder} is known`, zh: `未找到订单 ${customerOrder}` },
      { customerOrder },
    );
    // locked: what finance says at the same moment comes before it or after it
    const order = await tx.change(Orders, known.id, unchanged);
    const change = changeOf(event);
    const taken = takeChange(order, change);
    if (taken === 'repeated') return;
    await this.answer(tx, order, change);
    await tx.change(Orders, order.id, taken);
  }

  private async answer(tx: Tx, order: Order, change: CustomerChange): Promise<void> {
    if (isBound(order.status)) return this.changeFirm(tx, order, change);
    const legs = await legsOf(tx, order.id);
    const answer = hasOffer(order) ? answerOffer(change, legs, tx.today) : cancelUnanswered(change, legs);
    await tx.change(Orders, order.id, answer);
  }

  /** A change that asks for what stands already is accepted at once; any other needs both owners, and goods that have not left. */
  private async changeFirm(tx: Tx, order: Order, change: CustomerChange): Promise<void> {
    must(change.purpose !== 'cancellation', 'orders.change.firm-cancellation', {
      en: 'A firm order is not cancelled by message: agree on it with the seller',
      zh: '已生效订单不能以报文取消，请与卖方协商',
    });
    const legs = await legsOf(tx, order.id);
    const schedules = fromDocument(order, legs.export, change, newId);
    if (schedules.length === 0) {
      await tx.change(Orders, order.id, confirmStanding(change, legs));
      return;
    }
    const { number, note: reason, source } = change;
    const proposal = {
      id: newId(),
      number,
      baseVersion: order.orderVersion,
      reason,
      schedules,
      proposedOn: tx.today,
      counters: null,
      source,
    };
    const by = { login: order.customer, organisation: order.customer, kind: 'customer', role: 'system' };
    await tx.add(ChangeRequests, proposeChange(proposal, by, order));
  }
}
