import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, MoneyBody, MoneyField, TextField, Transactions } from '@tradeloom/chassis';
import { Statements } from './statement.table.ts';
import { deduct } from './statement-decision.rules.ts';

class DeductionBody {
  @MoneyField({ description: 'kept back, above zero' }) money!: MoneyBody;
  @TextField({ description: 'what it is kept back for; the supplier reads it' }) reason!: string;
}

/** The factory proposes to keep money back; it counts once the supplier confirmed the line. */
@Controller('statements/:id/deductions')
export class DeductFromStatement {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(204)
  @Allow({ kinds: ['factory'], roles: ['finance-clerk', 'finance-manager'] })
  async handle(@Param('id') id: string, @Body() { money, reason }: DeductionBody): Promise<void> {
    await this.transactions.run((tx) => tx.change(Statements, id, deduct(money, reason)));
  }
}
