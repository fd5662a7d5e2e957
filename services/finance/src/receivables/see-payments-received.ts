import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { AfterField, newestFirst } from '../page.ts';
import { type Receipt, unappliedOf } from './receipt.rules.ts';
import { Receipts } from './receipt.table.ts';

class ReceiptsOf {
  @TextField({ optional: true, description: 'organisation that paid' }) payer?: string;
  @AfterField() after?: string;
}

/** Receipts with their allocations, newest first. */
@Controller('payments-received')
export class SeePaymentsReceived {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'customer'] })
  async handle(@Query() { payer, after }: ReceiptsOf) {
    const { items, next } = await this.transactions.run((tx) =>
      newestFirst(tx, Receipts, payer === undefined ? {} : { payer }, after),
    );
    return { items: items.map(receiptView), next };
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
