import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { Allow, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import type { Decision } from '@tradeloom/kernel';
import { lockCustomer } from '../credit-cover/lock-customer.ts';
import { keepPlan } from './change-plan.ts';
import type { PaymentPlan } from './payment-plan.rules.ts';
import { PaymentPlans } from './payment-plan.table.ts';
import { blockStage, unblockStage } from './plan-decision.rules.ts';

class BlockReason {
  @TextField({ description: 'why nobody asks for this stage at present, in English' }) en!: string;
  @TextField({ description: 'the same in Chinese' }) zh!: string;
}

/** An open claim stands in the way of a stage: it is not asked for, and not dunned, until that is lifted. */
@Controller('orders/:id/payment-plan/stages/:stage/block')
export class BlockPaymentStage {
  constructor(private readonly transactions: Transactions) {}

  @Put()
  @HttpCode(204)
  @Allow({ kinds: ['trader'], roles: ['finance-manager', 'owner'] })
  async block(@Param('id') id: string, @Param('stage') stage: string, @Body() { en, zh }: BlockReason): Promise<void> {
    await this.transactions.run((tx) => decided(tx, id, blockStage(stage, { en, zh })));
  }

  @Delete()
  @HttpCode(204)
  @Allow({ kinds: ['trader'], roles: ['finance-manager', 'owner'] })
  async lift(@Param('id') id: string, @Param('stage') stage: string): Promise<void> {
    await this.transactions.run((tx) => decided(tx, id, unblockStage(stage, tx.today)));
  }
}

const decided = async (tx: Tx, id: string, decide: Decision<PaymentPlan>): Promise<void> => {
  const { trader, customer } = await tx.one(PaymentPlans, id);
  await lockCustomer(tx, trader, customer);
  await keepPlan(tx, id, decide);
};
