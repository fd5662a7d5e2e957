import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { weighConfirmations } from '../early-warnings/weigh-confirmations.ts';
import { refuseDocument, tryDocument } from '../refusals/refuse-document.ts';
import { acknowledgeChange } from './acknowledgement.rules.ts';
import { answeredLines, answerOf } from './answers.rules.ts';
import { findOutsourcingOrder } from './find-outsourcing-order.ts';
import { OutsourcingOrders } from './outsourcing-order.table.ts';

/** The supplier answers a change of his order; a date later than asked is a risk that both owners hear of. */
@Controller()
export class WhenSupplierChangeAcknowledged {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.SupplierChangeAcknowledgedSchema)
  handle(answer: gateway.SupplierChangeAcknowledged): Promise<void> {
    const { ref, supplier, buyer, orderNumber, changeNumber, outcome, lines } = answer;
    return this.transactions.run(async (tx) => {
      const refused = await tryDocument({ order: orderNumber, change: changeNumber }, async () => {
        const order = await findOutsourcingOrder(tx, { factory: buyer, supplier, number: orderNumber });
        const decide = acknowledgeChange(changeNumber, answerOf(outcome), answeredLines(lines, order));
        await weighConfirmations(tx, await tx.change(OutsourcingOrders, order.id, decide));
      });
      if (refused)
        await refuseDocument(tx, { partner: supplier, receiver: buyer, documentNumber: changeNumber, ref }, [refused]);
    });
  }
}
