import { newId, type Tx } from '@tradeloom/chassis';
import { ratesOn } from '../exchange-rates/rates-on.ts';
import { journalEntry, type Posting, type Rate } from './journal-entry.rules.ts';
import { JournalEntries } from './journal-entry.table.ts';

/** The books of every organisation here are kept in renminbi. 记账本位币 */
const booksCurrency = 'CNY';

/** Posts an entry with its lines, in the transaction of what caused it. An entry without lines is none. */
export const postEntry = async (tx: Tx, posting: Posting): Promise<void> => {
  if (posting.lines.length === 0) return;
  const entry = await tx.add(JournalEntries, journalEntry(newId(), posting, await rateOf(tx, posting)));
  await tx.query(
    `insert into journal_lines (entry_id, n, parties, account, debit, credit)
     select $1, n, $2, account, debit, credit
       from unnest($3::text[], $4::numeric[], $5::numeric[]) with ordinality as line (account, debit, credit, n)`,
    [
      entry.id,
      entry.parties,
      posting.lines.map((line) => line.account),
      posting.lines.map((line) => line.debit),
      posting.lines.map((line) => line.credit),
    ],
  );
};

const rateOf = async (tx: Tx, { organisation, currency, postedOn }: Posting): Promise<Rate | null> => {
  if (currency === booksCurrency) return null;
  const rates = await ratesOn(tx, organisation, postedOn);
  return rates.find((rate) => rate.pair === `${currency}-${booksCurrency}`) ?? null;
};
