import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { type Receipt, unappliedOf } from './receipt.rules.ts';
import { Receipts } from './receipt.table.ts';

class ReceiptsOf {
  @TextField({ optional: true, description: 'organisation that paid' }) payer?: string;
}

/** Receipts with their allocations, newest first. */
@Controller('payments-received')
export class SeePaymentsReceived {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'customer'] })
  async handle(@Query() { payer }: ReceiptsOf) {
    const receipts = await this.transactions.run((tx) =>
      tx.find(Receipts, payer === undefined ? {} : { payer }, { id: 'DESC' }),
    );
    return { items: receipts.map(receiptView) };
  }
}

export const receiptView = (receipt: Receipt) => ({
  id: receipt.id,
  payer: receipt.payer,
  payee: receipt.payee,
  reference: receipt.reference,
  valueDate: receipt.valueDate,
  money: receipt.money,
  charges: receipt.charges,
  chargesBorneBy: receipt.chargesBorneBy,
  allocations: receipt.allocations,
  unapplied: unappliedOf(receipt),
});
