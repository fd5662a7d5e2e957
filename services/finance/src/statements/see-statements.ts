import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { isAgreed, type Statement, totalsOf } from './statement.rules.ts';
import { Statements } from './statement.table.ts';

class StatementsOf {
  @TextField({ optional: true, description: 'organisation of the supplier' }) supplier?: string;
  @TextField({ optional: true, max: 7, example: '2026-12' }) period?: string;
}

/** Statements by supplier and month; a supplier sees his own. */
@Controller('statements')
export class SeeStatements {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory', 'supplier'] })
  async list(@Query() { supplier, period }: StatementsOf) {
    const where = { ...(supplier !== undefined && { supplier }), ...(period !== undefined && { period }) };
    const statements = await this.transactions.run((tx) => tx.find(Statements, where, { period: 'DESC', id: 'ASC' }));
    return { items: statements.map(viewOf) };
  }

  @Get(':id')
  @Allow({ kinds: ['factory', 'supplier'] })
  async one(@Param('id') id: string) {
    return viewOf(await this.transactions.run((tx) => tx.one(Statements, id)));
  }
}

const viewOf = (statement: Statement) => ({
  id: statement.id,
  supplier: statement.supplier,
  factory: statement.factory,
  period: statement.period,
  currency: statement.currency,
  status: statement.status,
  ...totalsOf(statement),
  lines: statement.lines.map((line) => ({
    ...line,
    state: line.dispute ? 'disputed' : isAgreed(line) ? 'agreed' : 'open',
  })),
});
