import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Allow, DateField, Transactions } from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';

export class BusinessDateBody {
  @DateField() businessDate!: string;
}

/** Demo and sandbox only: days pass when somebody says so, forward only. */
@Controller('demo/clock')
export class MoveBusinessDate {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @Allow({ roles: ['operator', 'owner', 'system'] })
  handle(@Body() { businessDate }: BusinessDateBody): Promise<{ businessDate: string }> {
    return this.transactions.run(async (tx) => {
      must(
        businessDate >= tx.today,
        'gateway.clock.backward',
        { en: 'The business date only moves forward', zh: '业务日期只能向前' },
        { today: tx.today },
      );
      await tx.query('update platform.business_clock set business_date = $1', [businessDate]);
      return { businessDate };
    });
  }
}
