import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { legsOf } from '../legs/legs-of.ts';
import { approveOrder } from './answer-order.rules.ts';
import { Orders } from './order.table.ts';

/** The level that the order's amount and kind ask for approves it. */
@Controller('orders/:id/approval')
export class ApproveOrder {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(204)
  @Allow({ kinds: ['trader'], roles: ['sales', 'sales-supervisor', 'owner'] })
  handle(@Param('id') id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.one(Orders, id);
      await tx.change(Orders, id, approveOrder(tx.by, await legsOf(tx, id), tx.today));
    });
  }
}
