import { Body, Controller, Post } from '@nestjs/common';
import { Allow, ListField, newId, TextField, Transactions } from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import { accountId } from './bank-account.rules.ts';
import { BankAccountChanges, BankAccounts } from './bank-account.table.ts';
import { proposeChange } from './bank-account-change.rules.ts';
import { changeView } from './see-bank-accounts.ts';
import { mayPropose } from './who-may.ts';

export class BankAccountChangeBody {
  @TextField({ max: 3, example: 'CNY', description: 'ISO 4217; one account per currency' }) currency!: string;
  @TextField({ max: 140, description: 'in whose name the account is' }) holder!: string;
  @TextField({ max: 42, example: 'DE89370400440532013000', description: "IBAN, or the bank's own number" })
  accountNumber!: string;
  @TextField({ max: 11, optional: true, example: 'COBADEFFXXX' }) bic?: string;
  @TextField({ max: 140, description: 'name of the bank' }) bank!: string;
  @ListField(undefined, { optional: true, description: 'organisations that pay to it and may see it, masked' })
  sharedWith?: string[];
  @TextField({ max: 300 }) reason!: string;
}

/** One person proposes bank details of his own organisation, the first ones too; nothing changes yet. */
@Controller('bank-account-changes')
export class ProposeBankAccountChange {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ roles: mayPropose })
  handle(@Body() { currency, holder, accountNumber, bic, bank, sharedWith = [], reason }: BankAccountChangeBody) {
    return this.transactions.run(async (tx) => {
      const { organisation, login } = tx.by;
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `bank-account:${accountId(organisation, currency)}`,
      ]);
      const open = await tx.find(BankAccountChanges, { organisation, currency, status: 'proposed' });
      must(open.length === 0, 'finance.bank-account-change.open', {
        en: 'Another change of this account waits for its approval',
        zh: '该账户已有待批准的变更',
      });
      const [account] = await tx.find(BankAccounts, { organisation, currency });
      const details = { holder, accountNumber: accountNumber.replaceAll(' ', ''), bic: bic ?? null, bank };
      const proposal = {
        id: newId(),
        organisation,
        currency,
        details,
        sharedWith,
        reason,
        replaces: account?.changeId ?? null,
        proposedBy: login,
        proposedAt: tx.at.toISOString(),
      };
      return changeView(await tx.add(BankAccountChanges, proposeChange(proposal)), tx.by);
    });
  }
}
