import { Body, Controller, Param, Put } from '@nestjs/common';
import { Allow, DateField, DecimalField, TextField, Transactions } from '@tradeloom/chassis';
import { blankRate, type RateKind, rateId, rateKinds, setRate } from './exchange-rate.rules.ts';
import { ExchangeRates } from './exchange-rate.table.ts';

class DatedRate {
  @DecimalField({ example: '7.1050', description: "units of the pair's second currency per unit of its first" })
  rate!: string;
  @TextField({ enum: rateKinds, optional: true, description: 'spot when absent' }) kind?: RateKind;
  @DateField({ optional: true, description: 'the business date when absent' }) date?: string;
  @TextField({ max: 80, example: 'PBOC' }) source!: string;
}

/** The trading company sets a rate, dated and with its source. */
@Controller('exchange-rates/:pair')
export class SetExchangeRate {
  constructor(private readonly transactions: Transactions) {}

  @Put()
  @Allow({ kinds: ['trader'], roles: ['sales-supervisor', 'owner', 'finance-clerk', 'finance-manager', 'system'] })
  handle(@Param('pair') pair: string, @Body() { rate, kind = 'spot', date, source }: DatedRate): Promise<DatedRate> {
    return this.transactions.run(async (tx) => {
      const setting = { organisation: tx.by.organisation, pair, kind, date: date ?? tx.today, rate, source };
      await tx.changeOrAdd(ExchangeRates, rateId(setting), () => blankRate(setting), setRate(setting));
      return { rate, kind, date: setting.date, source };
    });
  }
}
