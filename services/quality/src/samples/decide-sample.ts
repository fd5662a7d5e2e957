import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { decideSample, type Sample, verdictFrom } from './sample.rules.ts';
import { Samples } from './sample.table.ts';

export class SampleDecision {
  @TextField({ enum: ['approved', 'rejected'] }) verdict!: 'approved' | 'rejected';
  @TextField({ max: 60, optional: true }) goldenSample?: string;
  @TextField({ max: 500, optional: true }) reason?: string;
}

/** The trading company approves the sample, which is kept as the golden sample, or refuses it with a reason. */
@Controller('samples/:id/approval')
export class DecideSample {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @Allow({ kinds: ['trader'], roles: ['owner', 'merchandiser', 'quality-manager'] })
  handle(@Param('id') id: string, @Body() body: SampleDecision): Promise<Sample> {
    return this.transactions.run((tx) => {
      const answer = verdictFrom(body.verdict, body.goldenSample, body.reason);
      return tx.change(Samples, id, decideSample(answer, tx.by.login, tx.today));
    });
  }
}
