import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { refuseDocument, tryDocument } from '../refusals/refuse-document.ts';
import { keepReport } from './keep-report.ts';

/** A partner's status report: each line stands for itself, what cannot be acted on goes back with its position. */
@Controller()
export class WhenStatusReported {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.StatusReportedSchema)
  handle({ ref, reporter, buyer, reportNumber, lines }: gateway.StatusReported): Promise<void> {
    return this.transactions.run(async (tx) => {
      const findings = [];
      for (const line of lines) {
        const place = { position: line.position, order: line.orderNumber, line: line.line };
        const refused = await tryDocument(place, () => keepReport(tx, reporter, line));
        if (refused) findings.push(refused);
      }
      if (findings.length === 0) return;
      await refuseDocument(tx, { partner: reporter, receiver: buyer, documentNumber: reportNumber, ref }, findings);
    });
  }
}
