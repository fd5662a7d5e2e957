import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { answerRectification, type Rectification } from './rectification.rules.ts';
import { Rectifications } from './rectification.table.ts';

export class RectificationAnswer {
  @TextField({ max: 2000 }) cause!: string;
  @TextField({ max: 2000 }) containment!: string;
  @TextField({ max: 2000 }) correction!: string;
  @TextField({ max: 2000 }) prevention!: string;
}

/** The supplier says what went wrong and what it does about it. */
@Controller('rectifications/:id/answer')
export class AnswerRectification {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @Allow({ kinds: ['supplier'], roles: ['owner', 'supplier-clerk', 'quality-manager', 'system'] })
  handle(@Param('id') id: string, @Body() body: RectificationAnswer): Promise<Rectification> {
    const { cause, containment, correction, prevention } = body;
    const terms = { cause, containment, correction, prevention };
    return this.transactions.run((tx) => tx.change(Rectifications, id, answerRectification(terms, tx.by, tx.today)));
  }
}
