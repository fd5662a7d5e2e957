import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import {
  Allow,
  DateField,
  DecimalField,
  IntField,
  ListField,
  MoneyBody,
  MoneyField,
  ObjectField,
  TextField,
  Transactions,
  type Tx,
} from '@tradeloom/chassis';
import { money } from '@tradeloom/kernel';
import { standingOf } from './cover-decision.rules.ts';
import { blankLimit, type LimitVersion, limitId, setLimit } from './credit-limit.rules.ts';
import { CreditLimits } from './credit-limit.table.ts';
import { knownPosition } from './customer-position.ts';
import { lockCustomer } from './lock-customer.ts';
import { reviewCover } from './review-cover.ts';

class CoveredRisk {
  @TextField({ max: 40, example: 'insolvency' }) risk!: string;
  @DecimalField({ description: 'percent covered, 0-100', example: '90' }) percent!: string;
}

class InsurerBody {
  @TextField({ max: 100 }) name!: string;
  @TextField({ max: 60, description: 'policy number' }) policy!: string;
  @MoneyField({ description: 'limit that the insurer granted for this buyer' }) insuredLimit!: MoneyBody;
  @ListField(() => CoveredRisk, { minSize: 1 }) covered!: CoveredRisk[];
}

export class CreditLimitBody {
  @MoneyField() limit!: MoneyBody;
  @TextField({ description: 'where the limit comes from, e.g. an approval or a report' }) source!: string;
  @DateField({ optional: true, description: 'first day it holds; today when not said' }) validFrom?: string;
  @DateField({ optional: true, description: 'last day it holds; until replaced when not said' }) validTo?: string;
  @IntField({ optional: true, description: 'longest approved credit period, days after shipment' })
  approvedDays?: number;
  @DateField({ optional: true, description: 'date of an open notice of probable loss' }) probableLossSince?: string;
  @ObjectField(() => InsurerBody, { optional: true }) insurer?: InsurerBody;
}

/** A customer's credit limit, dated and with its source; orders that waited for it are checked again. */
@Controller('credit-limits/:customer')
export class SetCreditLimit {
  constructor(private readonly transactions: Transactions) {}

  @Put()
  // who sells does not say how much credit the buyer has
  @Allow({ kinds: ['trader'], roles: ['finance-manager', 'owner'] })
  handle(@Param('customer') customer: string, @Body() body: CreditLimitBody) {
    return this.transactions.run(async (tx) => {
      const trader = tx.by.organisation;
      await lockCustomer(tx, trader, customer);
      const blank = () => blankLimit(trader, customer);
      const { versions } = await tx.changeOrAdd(
        CreditLimits,
        limitId(trader, customer),
        blank,
        setLimit(versionOf(body, tx)),
      );
      await reviewCover(tx, trader, customer);
      return { customer, current: versions.at(-1) };
    });
  }

  @Get()
  @Allow({ kinds: ['trader'] })
  see(@Param('customer') customer: string) {
    return this.transactions.run(async (tx) => {
      const trader = tx.by.organisation;
      const { versions } = await tx.one(CreditLimits, limitId(trader, customer));
      const position = await knownPosition(tx, trader, customer);
      const currency = versions.at(-1)?.limit.currency ?? '';
      return { customer, versions, standing: position && standingOf(position, currency) };
    });
  }
}

const versionOf = (body: CreditLimitBody, { by, today }: Tx): LimitVersion => {
  const { insurer } = body;
  return {
    limit: money(body.limit.amount, body.limit.currency),
    source: body.source,
    validFrom: body.validFrom ?? today,
    validTo: body.validTo ?? null,
    approvedDays: body.approvedDays ?? null,
    probableLossSince: body.probableLossSince ?? null,
    insurer: insurer
      ? { ...insurer, insuredLimit: money(insurer.insuredLimit.amount, insurer.insuredLimit.currency) }
      : null,
    setBy: by.login,
  };
};
