import { Body, Controller, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { Statements } from './statement.table.ts';
import { disputeLine } from './statement-decision.rules.ts';

class DisputeBody {
  @TextField({ description: 'what is wrong with the line' }) reason!: string;
}

/** One side says what is wrong with a line; it stays open until that side confirms it. */
@Controller('statements/:id/lines/:n/dispute')
export class DisputeStatementLine {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(204)
  @Allow({ kinds: ['factory', 'supplier'], roles: ['finance-clerk', 'finance-manager', 'supplier-clerk', 'owner'] })
  async handle(
    @Param('id') id: string,
    @Param('n', ParseIntPipe) n: number,
    @Body() { reason }: DisputeBody,
  ): Promise<void> {
    await this.transactions.run((tx) =>
      tx.change(Statements, id, disputeLine(n, reason, tx.by.organisation, tx.by.login, tx.today)),
    );
  }
}
