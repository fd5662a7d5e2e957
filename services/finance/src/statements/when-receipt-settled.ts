import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { blankStatement, type SettledReceipt, statementId } from './statement.rules.ts';
import { Statements } from './statement.table.ts';
import { bookReceipt } from './statement-decision.rules.ts';

/** A receipt is inspected and booked: it stands on the supplier's statement of the month it arrived in. */
@Controller()
export class WhenReceiptSettled {
  constructor(private readonly transactions: Transactions) {}

  @On(production.ReceiptSettledSchema)
  async handle(event: production.ReceiptSettled): Promise<void> {
    const { factory, supplier, currency, receivedOn } = event;
    const heading = { factory, supplier, currency, period: receivedOn.slice(0, 'YYYY-MM'.length) };
    await this.transactions.run((tx) =>
      tx.changeOrAdd(Statements, statementId(heading), () => blankStatement(heading), bookReceipt(receiptOf(event))),
    );
  }
}

const receiptOf = (event: production.ReceiptSettled): SettledReceipt => ({
  receiptId: event.receiptId,
  goods: event.lines.map((line) => ({
    receiptId: event.receiptId,
    receipt: event.number,
    receivedOn: event.receivedOn,
    orderId: event.orderId,
    outsourcingNumber: event.outsourcingNumber,
    line: line.line,
    item: line.item,
    lot: line.lot,
    received: line.received,
    accepted: line.accepted,
    rejected: line.rejected,
    unit: line.unit,
    unitPrice: line.unitPrice,
    taxPercent: event.taxPercent,
    reason: line.reason,
  })),
  materials: event.balances.map(({ item, lot, unit, issued, consumed, scrap, returned, atSupplier }) => ({
    outsourcingNumber: event.outsourcingNumber,
    item,
    lot,
    unit,
    issued,
    consumed,
    scrap,
    returned,
    atSupplier,
  })),
});
