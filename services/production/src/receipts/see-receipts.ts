import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { Despatches } from './despatch.table.ts';
import type { Despatch, Receipt } from './receipt.rules.ts';
import { Receipts } from './receipt.table.ts';

export class WhichReceipts {
  @TextField() order!: string;
}

const shownReceipt = ({ version, parties, ...shown }: Receipt) => shown;
const shownNote = ({ version, parties, ...shown }: Despatch) => shown;

/** What the suppliers sent for an order, and what arrived of it. */
@Controller('goods-receipts')
export class SeeReceipts {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory', 'supplier'] })
  handle(
    @Query() { order }: WhichReceipts,
  ): Promise<{ announced: ReturnType<typeof shownNote>[]; receipts: ReturnType<typeof shownReceipt>[] }> {
    return this.transactions.run(async (tx) => ({
      announced: (await tx.find(Despatches, { orderId: order }, { id: 'ASC' })).map(shownNote),
      receipts: (await tx.find(Receipts, { orderId: order }, { id: 'ASC' })).map(shownReceipt),
    }));
  }
}
