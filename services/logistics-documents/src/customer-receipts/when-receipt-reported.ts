import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { must } from '@tradeloom/kernel';
import { refuseDocument, refusing } from '../document-refusals/refuse-document.ts';
import { findQuotedShipment } from '../shipments/find-quoted-shipment.ts';
import type { Shipment } from '../shipments/shipment.rules.ts';
import { checkReport } from './check-report.rules.ts';
import { recordReport, unreported } from './customer-receipt.rules.ts';
import { CustomerReceipts } from './customer-receipt.table.ts';
import type { ReportedLine } from './reported-goods.rules.ts';

/** The customer says what arrived (861, RECADV): kept against what was shipped, or refused with what is wrong in it. */
@Controller()
export class WhenReceiptReported {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.ReceiptReportedSchema)
  handle(event: gateway.ReceiptReported): Promise<void> {
    const { ref, customer, seller, receiptNumber: number, receiptDate: receivedOn, shipmentNumber } = event;
    const document = { partner: customer, receiver: seller, documentNumber: number, ref };
    return this.transactions.run((tx) =>
      refusing(tx, document, async () => {
        const shipment = await findQuotedShipment(tx, { customer, trader: seller }, shipmentNumber);
        mustHaveShipped(shipment);
        const lines = event.lines.map(reportedLine);
        const findings = checkReport(lines, unreported(shipment).goods);
        if (findings.length > 0) return refuseDocument(tx, document, findings, shipment.orderIds[0]);
        const report = { number, receivedOn, recordedOn: tx.today, lines };
        await tx.changeOrAdd(CustomerReceipts, shipment.id, () => unreported(shipment), recordReport(report));
      }),
    );
  }
}

const mustHaveShipped = ({ number, onBoardOn }: Shipment): void =>
  must(
    onBoardOn !== null,
    'logistics.receipt.not-shipped',
    {
      en: `Shipment ${number} has not left yet: nothing of it can have been received`,
      zh: `装运 ${number} 尚未装船，不可能已收货`,
    },
    { shipment: number },
  );

const reportedLine = (line: gateway.ReceivedLine): ReportedLine => ({
  orderNumber: line.orderNumber,
  line: line.line,
  received: line.received,
  accepted: line.accepted,
  rejected: line.rejected,
  damaged: line.damaged || null,
  unit: line.unit,
  lot: line.lot || null,
  reason: line.reason || null,
});
