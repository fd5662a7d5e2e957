import { decimal, type IsoDate, type Money, must, type Outcome } from '@tradeloom/kernel';
import type { Account } from './account.rules.ts';

/** The rate at which a foreign amount is carried: units of the books' currency per unit of the entry's. */
export interface Rate {
  readonly pair: string;
  readonly rate: string;
  /** spot, forward, customs */
  readonly kind: string;
  readonly date: IsoDate;
  readonly source: string;
}

/** One side of an entry; debit or credit is zero. Decimal strings in the entry's currency. */
export interface JournalLine {
  readonly account: Account;
  readonly debit: string;
  readonly credit: string;
}

/** What happened, once: an occasion is posted to an organisation's books one time. */
export type Occasion =
  | 'receipt'
  | 'credit-applied'
  | 'shipment'
  | 'fx-sharing'
  | 'supplier-invoice'
  | 'supplier-payment';

/** What shall be posted to the books of one organisation. */
export interface Posting {
  readonly organisation: string;
  readonly occasion: Occasion;
  /** the receipt, shipment, invoice or payment */
  readonly source: string;
  readonly orderIds: readonly string[];
  readonly postedOn: IsoDate;
  readonly currency: string;
  readonly lines: readonly JournalLine[];
}

/** A posted entry; its lines stand in rows of their own. Corrections are entries the other way round. 会计凭证 */
export interface JournalEntry extends Omit<Posting, 'lines'> {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  /** null in the books' own currency, or while no rate is known */
  readonly rate: Rate | null;
}

export const debit = (account: Account, { amount }: Money): JournalLine => ({ account, debit: amount, credit: '0' });
export const credit = (account: Account, { amount }: Money): JournalLine => ({ account, debit: '0', credit: amount });

/** Lines of zero say nothing and are left out; what remains must balance. */
export const balancedLines = (lines: readonly JournalLine[]): JournalLine[] => {
  const said = lines.filter((line) => !decimal(line.debit).isZero() || !decimal(line.credit).isZero());
  const sum = (side: 'debit' | 'credit') => said.reduce((all, line) => all.plus(line[side]), decimal(0));
  must(
    sum('debit').eq(sum('credit')) && said.every((line) => decimal(line.debit).gte(0) && decimal(line.credit).gte(0)),
    'finance.ledger.unbalanced',
    { en: 'Debit must equal credit', zh: '借贷必须相等' },
    { debit: sum('debit').toFixed(), credit: sum('credit').toFixed() },
  );
  return said;
};

export const journalEntry = (id: string, posting: Posting, rate: Rate | null): Outcome<JournalEntry> => {
  const { organisation, occasion, source, orderIds, postedOn, currency } = posting;
  const parties = [organisation];
  return {
    state: { id, version: 0, parties, organisation, occasion, source, orderIds, postedOn, currency, rate },
    events: [],
  };
};
