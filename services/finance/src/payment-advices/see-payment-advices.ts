import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, DecimalField, TextField, Transactions } from '@tradeloom/chassis';
import { money } from '@tradeloom/kernel';
import { AfterField, newestFirst } from '../page.ts';
import { chargesBorneBy } from '../receivables/charges-borne-by.ts';
import { matchedNow } from './matched-advice.ts';
import type { PaymentAdvice } from './payment-advice.rules.ts';
import { PaymentAdvices } from './payment-advice.table.ts';
import { propose } from './propose-allocation.rules.ts';

class AdvicesOf {
  @TextField({ optional: true, description: 'organisation that pays' }) payer?: string;
  @AfterField() after?: string;
}

class Arrived {
  @DecimalField({
    optional: true,
    description: 'what arrived, in the advice’s currency; the advised amount when not said',
  })
  received?: string;
}

const adviceView = ({ version: _, parties: __, ...shown }: PaymentAdvice) => shown;

/** Payments that customers advised, newest first; and of each how the money would be put to what is owed. */
@Controller('payment-advices')
export class SeePaymentAdvices {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'customer'] })
  async list(@Query() { payer, after }: AdvicesOf) {
    const { items, next } = await this.transactions.run((tx) =>
      newestFirst(tx, PaymentAdvices, payer === undefined ? {} : { payer }, after),
    );
    return { items: items.map(adviceView), next };
  }

  @Get(':id/proposal')
  @Allow({ kinds: ['trader'], roles: ['finance-clerk', 'finance-manager', 'owner'] })
  proposal(@Param('id') id: string, @Query() { received }: Arrived) {
    return this.transactions.run(async (tx) => {
      const advice = await tx.one(PaymentAdvices, id);
      const borneBy = await chargesBorneBy(tx, advice.payee, advice.payer);
      const arrived = received === undefined ? advice.money : money(received, advice.money.currency);
      return propose(advice.money, await matchedNow(tx, advice, advice), borneBy, arrived);
    });
  }
}
