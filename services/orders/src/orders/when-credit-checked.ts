import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions } from '@tradeloom/chassis';
import { finance } from '@tradeloom/contracts';
import { legsOf } from '../legs/legs-of.ts';
import { noteCredit } from './answer-order.rules.ts';
import { Orders } from './order.table.ts';

const outcomes = ['ok', 'watch', 'hold'] as const;

/** Finance says whether the order is covered; a shipment's cover is not the order's concern. */
@Controller()
export class WhenCreditChecked {
  constructor(private readonly transactions: Transactions) {}

  @On(finance.CreditCheckedSchema)
  handle({ orderId, shipmentId, outcome }: finance.CreditChecked): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (shipmentId !== '') return;
      const credit = outcomes.find((known) => known === outcome);
      if (credit === undefined) throw new Error(`finance answered ${outcome}, which is no outcome of a credit check`);
      const [order] = await tx.find(Orders, { id: orderId });
      if (order === undefined) throw new NotYetKnown('order', orderId);
      await tx.change(Orders, orderId, noteCredit(credit, await legsOf(tx, orderId), tx.today));
    });
  }
}
