import { create, finance, type type } from '@tradeloom/contracts';
import { type Decision, type IsoDate, type Money, must, type Outcome, type Text, unchanged } from '@tradeloom/kernel';

/** One thing that the payer says he pays. Amounts are decimal strings in the advice's currency. */
export interface AdvisedItem {
  /** number of an invoice, or of the order for an advance */
  readonly reference: string;
  readonly date: IsoDate | null;
  readonly paid: string;
  readonly invoiced: string;
  /** kept back, and why */
  readonly deduction: string | null;
  readonly reason: string | null;
}

/** Where the advice and what is owed differ; `position` among the facts counts the items from 1. */
export interface AdviceFinding {
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'block';
  readonly text: Text;
  readonly facts: Readonly<Record<string, string>>;
}

/** What the payer says under one number. */
export interface Advised {
  readonly paymentDate: IsoDate;
  readonly money: Money;
  readonly items: readonly AdvisedItem[];
}

/** A customer's word that money is under way. It moves none. 付款通知 */
export interface PaymentAdvice extends Advised {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly payee: string;
  readonly payer: string;
  readonly number: string;
  readonly status: 'expected' | 'received' | 'refused';
  /** above 1: it was corrected, and `earlier` keeps what it said before */
  readonly revision: number;
  readonly earlier: readonly Advised[];
  readonly findings: readonly AdviceFinding[];
  readonly receiptId: string | null;
}

/** What of the advice concerns one order. */
export interface OrderNamed {
  readonly orderId: string;
  readonly summary: Text;
  readonly findings: readonly AdviceFinding[];
}

type Sent = Pick<PaymentAdvice, 'payee' | 'payer' | 'number'> & Advised;

const newAdvice = (id: string, sent: Sent): PaymentAdvice => ({
  ...sent,
  id,
  version: 0,
  parties: [sent.payee, sent.payer],
  status: 'expected',
  revision: 1,
  earlier: [],
  findings: [],
  receiptId: null,
});

const told = (advice: PaymentAdvice, orders: readonly OrderNamed[]) =>
  orders.map(({ orderId, summary, findings }) =>
    create(finance.PaymentAdviceMatchedSchema, {
      adviceId: advice.id,
      number: advice.number,
      payer: advice.payer,
      payee: advice.payee,
      paymentDate: advice.paymentDate,
      money: advice.money,
      revision: advice.revision,
      summary,
      findings: findings.map((f) => ({ ...f, text: { ...f.text }, facts: { ...f.facts } })),
      orderId,
    }),
  );

/** Expects the money, and tells each order that is named in what it differs from what is owed. */
export const expectMoney = (
  id: string,
  sent: Sent,
  findings: readonly AdviceFinding[],
  orders: readonly OrderNamed[],
): Outcome<PaymentAdvice> => {
  const state = { ...newAdvice(id, sent), findings };
  return { state, events: told(state, orders) };
};

/** Kept, and answered to its sender, but no money is expected by it. */
export const refuseAdvice = (
  id: string,
  sent: Sent,
  findings: readonly AdviceFinding[],
  ref: type.DocumentRef | undefined,
): Outcome<PaymentAdvice> => ({
  state: { ...newAdvice(id, sent), status: 'refused', findings },
  events: [refusal(sent, findings, ref)],
});

const refusal = (
  { payee, payer, number }: Sent,
  findings: readonly AdviceFinding[],
  ref: type.DocumentRef | undefined,
): finance.DocumentRefused =>
  create(finance.DocumentRefusedSchema, {
    ...(ref && { ref }),
    partner: payer,
    receiver: payee,
    documentNumber: number,
    findings: findings.map((f) => ({ ...f, text: { ...f.text }, facts: { ...f.facts } })),
  });

const sameItem = (a: AdvisedItem, b: AdvisedItem | undefined): boolean =>
  b !== undefined && (Object.keys(a) as (keyof AdvisedItem)[]).every((field) => a[field] === b[field]);

const saysTheSame = (a: Advised, b: Advised): boolean =>
  a.paymentDate === b.paymentDate &&
  a.money.amount === b.money.amount &&
  a.money.currency === b.money.currency &&
  a.items.length === b.items.length &&
  a.items.every((item, index) => sameItem(item, b.items[index]));

const alreadyReceived = (number: string): AdviceFinding => ({
  code: 'finance.advice.already-received',
  severity: 'block',
  text: {
    en: `The money of advice ${number} has arrived: it is corrected no more`,
    zh: `付款通知 ${number} 的款项已到账，不能再更正`,
  },
  facts: { value: number },
});

/** The same number again: word by word nothing new; otherwise a correction, as long as the money has not arrived. */
export const correctAdvice =
  (sent: Sent, findings: readonly AdviceFinding[], orders: readonly OrderNamed[], ref: type.DocumentRef | undefined) =>
  (advice: PaymentAdvice): Outcome<PaymentAdvice> => {
    if (saysTheSame(advice, sent)) return unchanged(advice);
    if (advice.status !== 'expected')
      return { state: advice, events: [refusal(sent, [alreadyReceived(sent.number)], ref)] };
    if (findings.some((f) => f.severity === 'block')) return { state: advice, events: [refusal(sent, findings, ref)] };
    const { paymentDate, money, items } = advice;
    const state: PaymentAdvice = {
      ...advice,
      paymentDate: sent.paymentDate,
      money: sent.money,
      items: sent.items,
      revision: advice.revision + 1,
      earlier: [...advice.earlier, { paymentDate, money, items }],
      findings,
    };
    return { state, events: told(state, orders) };
  };

/** The advice that is named for money must be its payer's, in its currency. */
export const mustAnnounce = (
  advice: PaymentAdvice,
  { payer, money }: { readonly payer: string; readonly money: Money },
): void =>
  must(
    advice.payer === payer && advice.money.currency === money.currency,
    'finance.advice.of-other-money',
    {
      en: `Payment advice ${advice.number} is ${advice.payer}'s, in ${advice.money.currency}`,
      zh: `付款通知 ${advice.number} 属于 ${advice.payer}，币种 ${advice.money.currency}`,
    },
    { number: advice.number, payer: advice.payer, currency: advice.money.currency },
  );

/** A clerk recorded money and named this advice for it. */
export const settleAdvice =
  (receiptId: string): Decision<PaymentAdvice> =>
  (advice) => {
    must(
      advice.status === 'expected',
      'finance.advice.not-expected',
      {
        en: `No money is expected any more by payment advice ${advice.number}`,
        zh: `付款通知 ${advice.number} 已无待到账款项`,
      },
      { number: advice.number, status: advice.status },
    );
    return { state: { ...advice, status: 'received', receiptId }, events: [] };
  };
