import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { weighConfirmations } from '../early-warnings/weigh-confirmations.ts';
import { refuseDocument, tryDocument } from '../refusals/refuse-document.ts';
import { acknowledge } from './acknowledgement.rules.ts';
import { answeredLines, answerOf } from './answers.rules.ts';
import { findOutsourcingOrder } from './find-outsourcing-order.ts';
import { OutsourcingOrders } from './outsourcing-order.table.ts';

/** The supplier answers his order; a date later than asked is a risk that both owners hear of. */
@Controller()
export class WhenSupplierAcknowledged {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.SupplierAcknowledgedSchema)
  handle({ ref, supplier, buyer, orderNumber, outcome, lines }: gateway.SupplierAcknowledged): Promise<void> {
    return this.transactions.run(async (tx) => {
      const refused = await tryDocument({ order: orderNumber }, async () => {
        const known = await findOutsourcingOrder(tx, { factory: buyer, supplier, number: orderNumber });
        const decide = acknowledge(answerOf(outcome), answeredLines(lines, known), tx.today);
        await weighConfirmations(tx, await tx.change(OutsourcingOrders, known.id, decide));
      });
      if (refused)
        await refuseDocument(tx, { partner: supplier, receiver: buyer, documentNumber: orderNumber, ref }, [refused]);
    });
  }
}
