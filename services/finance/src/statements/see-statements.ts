import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { AfterField, paged, pageSize } from '../page.ts';
import { isAgreed, type Statement, totalsOf } from './statement.rules.ts';
import { Statements } from './statement.table.ts';

class StatementsOf {
  @TextField({ optional: true, description: 'organisation of the supplier' }) supplier?: string;
  @TextField({ optional: true, max: 7, example: '2026-12' }) period?: string;
  @AfterField() after?: string;
}

const pageOfStatements = `
  select id from statements
   where ($1::text is null or supplier = $1) and ($2::text is null or period = $2)
     and ($3::text is null or exists (
       select 1 from statements last
        where last.id = $3 and (statements.period < last.period or statements.period = last.period and statements.id > last.id)))
   order by period desc, id limit ${pageSize + 1}`;

/** Statements by supplier and month; a supplier sees his own. */
@Controller('statements')
export class SeeStatements {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory', 'supplier'] })
  list(@Query() { supplier, period, after }: StatementsOf) {
    return this.transactions.run(async (tx) => {
      const asked = [supplier ?? null, period ?? null, after ?? null];
      const { items, next } = paged(await tx.queryOften<{ id: string }>(pageOfStatements, asked), ({ id }) => id);
      const ids = In(items.map(({ id }) => id));
      const statements = await tx.find(Statements, { id: ids }, { period: 'DESC', id: 'ASC' });
      return { items: statements.map(viewOf), next };
    });
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
