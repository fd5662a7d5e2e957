import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { Despatch } from './despatch.rules.ts';
import { Despatches } from './despatch.table.ts';
import type { Receipt } from './receipt.rules.ts';
import { Receipts } from './receipt.table.ts';

export class WhichReceipts {
  @TextField() order!: string;
}

const shownNote = ({ id, number, outsourcingOrderId, supplier, despatchedOn, lines }: Despatch) => ({
  id,
  number,
  outsourcingOrderId,
  supplier,
  despatchedOn,
  lines,
});

const shownReceipt = ({
  id,
  number,
  despatchNumber,
  outsourcingOrderId,
  supplier,
  receivedOn,
  status,
  lines,
}: Receipt) => ({
  id,
  number,
  despatchNumber,
  outsourcingOrderId,
  supplier,
  receivedOn,
  status,
  lines,
});

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
