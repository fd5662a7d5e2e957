import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { BankAccount } from './bank-account.rules.ts';
import type { BankAccountChange } from './bank-account-change.rules.ts';

export const BankAccountsTable = new EntitySchema<BankAccount>({
  name: 'bank-account',
  tableName: 'bank_accounts',
  columns: {
    ...nounColumns,
    organisation: { type: 'text' },
    currency: { type: 'text' },
    details: { type: 'jsonb', nullable: true },
    changeId: { name: 'change_id', type: 'text', nullable: true },
  },
});

export const BankAccountChangesTable = new EntitySchema<BankAccountChange>({
  name: 'bank-account-change',
  tableName: 'bank_account_changes',
  columns: {
    ...nounColumns,
    organisation: { type: 'text' },
    currency: { type: 'text' },
    details: { type: 'jsonb' },
    sharedWith: { name: 'shared_with', type: 'jsonb' },
    reason: { type: 'text' },
    replaces: { type: 'text', nullable: true },
    status: { type: 'text' },
    proposedBy: { name: 'proposed_by', type: 'text' },
    proposedAt: { name: 'proposed_at', type: 'text' },
    decidedBy: { name: 'decided_by', type: 'text', nullable: true },
    decidedAt: { name: 'decided_at', type: 'text', nullable: true },
    decidedBecause: { name: 'decided_because', type: 'text', nullable: true },
  },
});

export const BankAccounts: Noun<BankAccount> = { name: 'bank-account', table: BankAccountsTable };
export const BankAccountChanges: Noun<BankAccountChange> = {
  name: 'bank-account-change',
  table: BankAccountChangesTable,
};
