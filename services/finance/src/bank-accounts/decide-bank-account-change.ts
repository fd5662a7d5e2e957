import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { accountId, blankAccount, useDetails } from './bank-account.rules.ts';
import { BankAccountChanges, BankAccounts } from './bank-account.table.ts';
import { approveChange, rejectChange } from './bank-account-change.rules.ts';
import { changeView } from './see-bank-accounts.ts';
import { mayApprove, mayPropose } from './who-may.ts';

export class BecauseBody {
  @TextField({ max: 300 }) reason!: string;
}

/** Another authorised person of the same organisation decides: only then does money go elsewhere. */
@Controller('bank-account-changes/:id')
export class DecideBankAccountChange {
  constructor(private readonly transactions: Transactions) {}

  @Post('approval')
  @HttpCode(200)
  @Allow({ roles: mayApprove })
  approve(@Param('id') id: string) {
    return this.transactions.run(async (tx) => {
      const approvedBy = tx.by.login;
      const decider = { login: approvedBy, at: tx.at.toISOString() };
      const change = await tx.change(BankAccountChanges, id, approveChange(decider));
      const { organisation, currency } = change;
      await tx.changeOrAdd(
        BankAccounts,
        accountId(organisation, currency),
        () => blankAccount(organisation, currency),
        useDetails({ ...change, changeId: change.id, approvedBy }),
      );
      return changeView(change, tx.by);
    });
  }

  @Post('rejection')
  @HttpCode(200)
  @Allow({ roles: mayPropose })
  reject(@Param('id') id: string, @Body() { reason }: BecauseBody) {
    return this.transactions.run(async (tx) => {
      const decider = { login: tx.by.login, at: tx.at.toISOString() };
      return changeView(await tx.change(BankAccountChanges, id, rejectChange(decider, reason)), tx.by);
    });
  }
}
