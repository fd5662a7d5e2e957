import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { policyOf } from '../deliveries/record-delivery.ts';
import { type Rectification, verifyRectification } from './rectification.rules.ts';
import { Rectifications } from './rectification.table.ts';

export class RectificationVerdict {
  @TextField({ enum: ['effective', 'not-effective'] }) verdict!: 'effective' | 'not-effective';
  @TextField({ max: 2000 }) remark!: string;
}

/** The factory checks whether the supplier's answer works. */
@Controller('rectifications/:id/verification')
export class VerifyRectification {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @Allow({ kinds: ['factory'], roles: ['owner', 'quality-manager'] })
  handle(@Param('id') id: string, @Body() { verdict, remark }: RectificationVerdict): Promise<Rectification> {
    return this.transactions.run(async (tx) => {
      const policy = await policyOf(tx, tx.by.organisation);
      return tx.change(Rectifications, id, verifyRectification(verdict, remark, tx.by, tx.today, policy));
    });
  }
}
