import {
  addDays,
  addMonths,
  decimal,
  type IsoDate,
  type Money,
  minus,
  money,
  must,
  plus,
  splitByPercent,
  sumOf,
} from '@tradeloom/kernel';

/** What starts the clock of a stage: the contract's confirmation, the B/L copy sent to the customer, the on-board date. */
export type Trigger = 'order-confirmed' | 'bl-copy-sent' | 'on-board';

/** One stage of the agreed payment terms, as the export contract states it. 付款节点条款 */
export interface Term {
  /** deposit, bl-copy, retention */
  readonly stage: string;
  /** 0-100, decimal string */
  readonly percent: string;
  readonly trigger: Trigger;
  /** calendar days after the trigger */
  readonly days: number;
  /** months after the trigger, clipped to the month's end */
  readonly months: number;
}

const triggers: readonly string[] = ['order-confirmed', 'bl-copy-sent', 'on-board'];

/** Over-delivery on terms that are all paid in advance still has to be paid by somebody: on board, at once. */
const balance: Term = { stage: 'balance', percent: '0', trigger: 'on-board', days: 0, months: 0 };

export const isAdvance = (term: Term): boolean => term.trigger === 'order-confirmed';

/** A retention (质保金) is owed on its date; the other stages are owed from their trigger and late after their date. */
export const isRetention = (term: Term): boolean => term.stage === 'retention';

/** Checks agreed terms and completes them with a stage that is paid after shipment. */
export const agreedTerms = (
  terms: readonly { [K in keyof Term]: K extends 'trigger' ? string : Term[K] }[],
): Term[] => {
  const percents = terms.reduce((sum, term) => sum.plus(term.percent), decimal(0));
  must(
    percents.eq(100),
    'finance.payment-terms.not-whole',
    { en: `Payment stages must sum to 100 %, not ${percents} %`, zh: `付款节点比例合计应为 100%，实际为 ${percents}%` },
    { percent: percents.toFixed() },
  );
  const known = terms.filter((term): term is Term => triggers.includes(term.trigger));
  must(known.length === terms.length, 'finance.payment-terms.unknown-trigger', {
    en: `A payment stage starts at one of: ${triggers.join(', ')}`,
    zh: `付款节点的起算事件只能是：${triggers.join('、')}`,
  });
  return known.every(isAdvance) ? [balance, ...known] : known;
};

/** No trigger, no due date. Months first, clipped to the month's end, then days. */
export const dueOn = (triggered: IsoDate | null, term: Pick<Term, 'days' | 'months'>): IsoDate | null =>
  triggered === null ? null : addDays(addMonths(triggered, term.months), term.days);

/** The amounts of one contract value, term by term, in the order of the terms. */
export interface Split {
  /** deposit that this value uses up */
  readonly depositApplied: Money;
  /** amount of each term that is paid after shipment, in the order of the terms */
  readonly later: readonly { readonly term: Term; readonly amount: Money }[];
}

/**
 * Splits a shipped (or still to be shipped) value: every stage takes its percentage rounded half up, the last
 * one the remainder; the deposit already agreed is applied pro rata, with what it is too much for a reduced order at
 * once, by the final value in full. The first stage after shipment bears the difference, and the next ones what is more
 * than that; none is negative. depositApplied + the later stages always equal the value.
 */
export const splitValue = (
  value: Money,
  terms: readonly Term[],
  depositLeft: Money,
  final: boolean,
  surplus: Money = money(0, value.currency),
): Split => {
  const shares = splitByPercent(
    value,
    terms.map((term) => term.percent),
  );
  const share = (term: Term): Money => shares[terms.indexOf(term)] ?? money(0, value.currency);
  const proRata = sumOf(terms.filter(isAdvance).map(share), value.currency);
  const later = terms.filter((term) => !isAdvance(term));
  const wanted = final ? depositLeft : least(plus(proRata, surplus), depositLeft);
  const depositApplied = least(wanted, value);
  return { depositApplied, later: askedLast(minus(value, depositApplied), later, share) };
};

/** The last stages take their share as far as there is so much to ask for; the first one takes what is left. */
const askedLast = (open: Money, terms: readonly Term[], share: (term: Term) => Money): Split['later'] => {
  const last = terms.at(-1);
  if (last === undefined) return [];
  const amount = terms.length === 1 ? open : least(share(last), open);
  return [...askedLast(minus(open, amount), terms.slice(0, -1), share), { term: last, amount }];
};

/** What the advances agreed and paid for a larger order are more than the present value asks for. */
export const advanceSurplus = (agreed: Money, total: Money, terms: readonly Term[]): Money => {
  const asked = advanceShares(total, terms).map(({ amount }) => amount);
  const more = minus(agreed, sumOf(asked, total.currency));
  return decimal(more.amount).gt(0) ? more : money(0, total.currency);
};

/** What each stage paid in advance amounts to, of the contract value. */
export const advanceShares = (total: Money, terms: readonly Term[]): { term: Term; amount: Money }[] => {
  const shares = splitByPercent(
    total,
    terms.map((term) => term.percent),
  );
  return terms
    .map((term, at) => ({ term, amount: shares[at] ?? money(0, total.currency) }))
    .filter(({ term }) => isAdvance(term));
};

const least = (a: Money, b: Money): Money => (decimal(a.amount).lte(b.amount) ? a : b);
