import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { lockCustomer } from '../credit-cover/lock-customer.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { postCreditApplied } from '../ledger/posting.rules.ts';
import { allocate } from './allocation.rules.ts';
import { owedBy, putToStages } from './put-to-stages.ts';
import { applyCredit, unappliedOf } from './receipt.rules.ts';
import { Receipts } from './receipt.table.ts';
import { receiptView } from './see-payments-received.ts';

class CreditBody {
  @TextField({ optional: true, description: 'id of the order to pay first' }) order?: string;
  @TextField({ optional: true, description: 'id of the stage to pay first' }) stage?: string;
}

/** Unapplied credit of a receipt is put to what fell due since it arrived. */
@Controller('payments-received/:id/allocations')
export class ApplyCredit {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @Allow({ kinds: ['trader'], roles: ['finance-clerk', 'finance-manager'] })
  handle(@Param('id') id: string, @Body() { order, stage }: CreditBody) {
    return this.transactions.run(async (tx) => {
      const { payee, payer } = await tx.one(Receipts, id);
      await lockCustomer(tx, payee, payer);
      const unapplied = unappliedOf(await tx.one(Receipts, id));
      const purpose = { order, stage };
      const owed = await owedBy(tx, { trader: payee, customer: payer }, unapplied, purpose);
      const { allocations } = allocate(unapplied, owed, purpose);
      const receipt = await tx.change(Receipts, id, applyCredit(allocations));
      await putToStages(tx, allocations);
      await postEntry(tx, postCreditApplied(receipt, allocations, tx.today));
      return receiptView(receipt);
    });
  }
}
