import { Controller, Get, Query } from '@nestjs/common';
import { type Actor, Allow, TextField, Transactions } from '@tradeloom/chassis';
import { AfterField, newestFirst } from '../page.ts';
import { type BankAccount, type BankDetails, maskedDetails } from './bank-account.rules.ts';
import { BankAccountChanges, BankAccounts } from './bank-account.table.ts';
import type { BankAccountChange } from './bank-account-change.rules.ts';
import { mayReadNumber } from './who-may.ts';

class AccountsOf {
  @TextField({ optional: true, description: 'whose accounts' }) organisation?: string;
}

class ChangesIn {
  @TextField({ optional: true, enum: ['proposed', 'approved', 'rejected'] }) status?: BankAccountChange['status'];
  @AfterField() after?: string;
}

/** Accounts in use: whole to the organisation's own finance people, masked to everybody else who may see them. */
@Controller()
export class SeeBankAccounts {
  constructor(private readonly transactions: Transactions) {}

  @Get('bank-accounts')
  @Allow({})
  async accounts(@Query() { organisation }: AccountsOf) {
    return this.transactions.run(async (tx) => {
      const where = organisation === undefined ? {} : { organisation };
      const accounts = await tx.find(BankAccounts, where, { id: 'ASC' });
      return { items: accounts.map((account) => accountView(account, tx.by)) };
    });
  }

  /** Every proposal there ever was, with who made it and who decided it. */
  @Get('bank-account-changes')
  @Allow({ roles: mayReadNumber })
  async changes(@Query() { status, after }: ChangesIn) {
    return this.transactions.run(async (tx) => {
      const where = status === undefined ? {} : { status };
      const { items, next } = await newestFirst(tx, BankAccountChanges, where, after);
      return { items: items.map((change) => changeView(change, tx.by)), next };
    });
  }
}

const shownTo = ({ organisation, role }: Actor, owner: string, details: BankDetails): BankDetails =>
  organisation === owner && mayReadNumber.includes(role) ? details : maskedDetails(details);

const accountView = ({ organisation, currency, details, version }: BankAccount, reader: Actor) => ({
  organisation,
  currency,
  version,
  ...(details && shownTo(reader, organisation, details)),
});

export const changeView = (change: BankAccountChange, reader: Actor) => ({
  id: change.id,
  organisation: change.organisation,
  currency: change.currency,
  ...shownTo(reader, change.organisation, change.details),
  sharedWith: change.sharedWith,
  reason: change.reason,
  status: change.status,
  proposedBy: change.proposedBy,
  proposedAt: change.proposedAt,
  decidedBy: change.decidedBy,
  decidedAt: change.decidedAt,
  decidedBecause: change.decidedBecause,
});
