import { Controller, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { Statements } from './statement.table.ts';
import { confirmLine } from './statement-decision.rules.ts';

/** One side confirms a line of the statement; the line is agreed when both did. */
@Controller('statements/:id/lines/:n/confirmation')
export class ConfirmStatementLine {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(204)
  @Allow({ kinds: ['factory', 'supplier'], roles: ['finance-clerk', 'finance-manager', 'supplier-clerk', 'owner'] })
  async handle(@Param('id') id: string, @Param('n', ParseIntPipe) n: number): Promise<void> {
    await this.transactions.run((tx) =>
      tx.change(Statements, id, confirmLine(n, tx.by.organisation, tx.by.login, tx.today)),
    );
  }
}
