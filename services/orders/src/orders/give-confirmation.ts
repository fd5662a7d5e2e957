import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { legsOf } from '../legs/legs-of.ts';
import { giveConfirmation } from './answer-order.rules.ts';
import { Orders } from './order.table.ts';

class Confirmation {
  @TextField({ max: 80, example: 'orders.audit.fx-moved' }) code!: string;
}

/** Somebody of the trading company takes the second look that the audit asked for. */
@Controller('orders/:id/confirmations')
export class GiveConfirmation {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(204)
  @Allow({ kinds: ['trader'], roles: ['sales', 'sales-supervisor', 'owner'] })
  handle(@Param('id') id: string, @Body() { code }: Confirmation): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.one(Orders, id);
      await tx.change(Orders, id, giveConfirmation(code, tx.by, tx.at, await legsOf(tx, id), tx.today));
    });
  }
}
