import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { EarlyWarning } from './early-warning.rules.ts';
import { EarlyWarnings } from './early-warning.table.ts';

export class WhichWarnings {
  @TextField() order!: string;
}

const shown = ({
  id,
  kind,
  subject,
  work,
  supplier,
  outsourcingOrderId,
  due,
  expected,
  bufferLeftDays,
  owners,
  raisedOn,
  clearedOn,
}: EarlyWarning) => ({
  id,
  status: clearedOn === null ? ('open' as const) : ('cleared' as const),
  kind,
  subject,
  work,
  supplier,
  outsourcingOrderId,
  due,
  expected,
  bufferLeftDays,
  owners,
  raisedOn,
  clearedOn,
});

/** The risks to an order's dates, those that are over too. */
@Controller('warnings')
export class SeeWarnings {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'supplier'] })
  handle(@Query() { order }: WhichWarnings): Promise<ReturnType<typeof shown>[]> {
    return this.transactions.run(async (tx) =>
      (await tx.find(EarlyWarnings, { orderId: order }, { id: 'ASC' })).map(shown),
    );
  }
}
