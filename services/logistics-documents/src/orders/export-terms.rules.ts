import type { type } from '@tradeloom/contracts';
import { type Decision, decimal, must, unchanged } from '@tradeloom/kernel';

export interface TradeTerm {
  readonly incoterm: string;
  readonly edition: string;
  readonly place: string;
}

/** One stage of the payment terms; `days` and `months` count from the trigger. */
export interface PaymentTerm {
  readonly stage: string;
  readonly percent: string;
  readonly trigger: string;
  readonly days: number;
  readonly months: number;
}

/** The export contract of an order: prices for its two parties alone. Bears the order's id. */
export interface ExportTerms {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly orderVersion: number;
  readonly currency: string;
  readonly tradeTerm: TradeTerm;
  readonly paymentTerms: readonly PaymentTerm[];
  /** Unit price by line id. */
  readonly prices: Readonly<Record<string, string>>;
}

export const blankTerms = (orderId: string, leg: type.Leg): ExportTerms => ({
  id: orderId,
  version: 0,
  parties: [leg.seller, leg.buyer],
  orderVersion: 0,
  currency: '',
  tradeTerm: { incoterm: '', edition: '', place: '' },
  paymentTerms: [],
  prices: {},
});

export const keepTerms =
  (leg: type.Leg, orderVersion: number): Decision<ExportTerms> =>
  (terms) => {
    if (orderVersion <= terms.orderVersion) return unchanged(terms);
    const { incoterm = '', edition = '', place = '' } = leg.tradeTerm ?? {};
    const state: ExportTerms = {
      ...terms,
      orderVersion,
      currency: leg.currency,
      tradeTerm: { incoterm, edition, place },
      paymentTerms: leg.paymentTerms.map(({ stage, percent, trigger, days, months }) => ({
        stage,
        percent,
        trigger,
        days,
        months,
      })),
      prices: Object.fromEntries(leg.prices.map(({ lineId, unitPrice }) => [lineId, unitPrice])),
    };
    return { state, events: [] };
  };

type Terms = Pick<ExportTerms, 'currency' | 'tradeTerm' | 'paymentTerms'>;

const sameTradeTerm = (a: TradeTerm, b: TradeTerm): boolean =>
  a.incoterm === b.incoterm && a.edition === b.edition && a.place === b.place;

/** Whether one invoice can say both: it has one currency and one trade term. */
export const shareAnInvoice = (a: Omit<Terms, 'paymentTerms'>, b: Omit<Terms, 'paymentTerms'>): boolean =>
  a.currency === b.currency && sameTradeTerm(a.tradeTerm, b.tradeTerm);

const inNumbers = (terms: readonly PaymentTerm[]): string =>
  terms.map((t) => [t.stage, decimal(t.percent).toFixed(), t.trigger, t.days, t.months].join(' ')).join(', ');

/** Before goods are packed together: what cannot stand on one invoice would be found out in the container. */
export const mustShareAnInvoice = ([first, ...others]: readonly Terms[]): void =>
  must(
    first === undefined ||
      others.every(
        (other) => shareAnInvoice(first, other) && inNumbers(first.paymentTerms) === inNumbers(other.paymentTerms),
      ),
    'logistics.shipment.different-terms',
    {
      en: 'Orders share a shipment, and so its invoice, only in one currency, trade term and payment terms',
      zh: '只有币制、贸易术语和付款条件均相同的订单才能同一装运、同一发票',
    },
  );

const triggers: Readonly<Record<string, string>> = {
  'order-confirmed': 'order confirmation',
  'bl-copy-sent': 'copy of B/L',
  'on-board': 'on-board date',
};

const termInWords = ({ percent, trigger, days, months }: PaymentTerm): string => {
  const after = [days && `${days} days`, months && `${months} months`].filter(Boolean).join(' and ');
  return `${percent} % T/T ${after ? `${after} after` : 'at'} ${triggers[trigger] ?? trigger}`;
};

/** As the invoice states it: `30 % T/T 7 days after order confirmation; 60 % T/T 5 days after copy of B/L`. */
export const paymentTermsInWords = (terms: readonly PaymentTerm[]): string => terms.map(termInWords).join('; ');
