import { amountOf, centsOf } from './cents.ts';
import { same } from './check.ts';
import type { Journey } from './journey.ts';
import type { LedgerEntryView } from './views.ts';

/** Somebody's own books of this order, entry by entry in balance. */
export const booksOf = async (journey: Journey, login: string): Promise<readonly LedgerEntryView[]> => {
  const { entries } = await journey.platform
    .as(login)
    .get<{ entries: readonly LedgerEntryView[] }>(`ledger/entries?order=${journey.known('order').id}`);
  for (const { occasion, lines } of entries) {
    const sum = lines.reduce((left, { debit, credit }) => left + centsOf(debit) - centsOf(credit), 0n);
    same(`debit less credit of ${occasion}`, amountOf(sum), '0.00');
  }
  return entries;
};

/** Debit less credit of every account that these entries touch. */
export const balancesIn = (entries: readonly LedgerEntryView[]): Readonly<Record<string, string>> => {
  const balances = new Map<string, bigint>();
  for (const { account, debit, credit } of entries.flatMap(({ lines }) => lines)) {
    balances.set(account, (balances.get(account) ?? 0n) + centsOf(debit) - centsOf(credit));
  }
  return Object.fromEntries([...balances].toSorted().map(([account, cents]) => [account, amountOf(cents)]));
};
