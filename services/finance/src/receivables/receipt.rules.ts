import { create, finance } from '@tradeloom/contracts';
import {
  type Decision,
  decimal,
  type IsoDate,
  type Money,
  minus,
  money,
  must,
  type Outcome,
  plus,
  unchanged,
} from '@tradeloom/kernel';
import type { Allocation } from './allocation.rules.ts';

/** Who bears the bank charges that were taken on the way. */
export type ChargesBorneBy = 'payee' | 'payer';

/** Money that arrived. A receipt is not its allocation: one receipt may pay several stages, or none. 收款 */
export interface Receipt {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly payee: string;
  readonly payer: string;
  readonly reference: string;
  readonly valueDate: IsoDate;
  readonly currency: string;
  readonly money: Money;
  readonly charges: Money;
  readonly chargesBorneBy: ChargesBorneBy;
  readonly allocations: readonly Allocation[];
  readonly unapplied: string;
}

export type Arrival = Pick<
  Receipt,
  'payee' | 'payer' | 'reference' | 'valueDate' | 'money' | 'charges' | 'chargesBorneBy'
>;

/** What counts towards the stages: with charges on the payee's account, what the customer sent; else what arrived. */
export const creditedBy = (arrival: Pick<Arrival, 'money' | 'charges' | 'chargesBorneBy'>): Money =>
  arrival.chargesBorneBy === 'payee' ? plus(arrival.money, arrival.charges) : arrival.money;

export const unappliedOf = (receipt: Receipt): Money => money(receipt.unapplied, receipt.currency);

export const receiveMoney = (
  id: string,
  arrival: Arrival,
  allocated: { allocations: Allocation[]; unapplied: Money },
): Outcome<Receipt> => {
  must(decimal(arrival.money.amount).gt(0) && decimal(arrival.charges.amount).gte(0), 'finance.receipt.no-money', {
    en: 'A receipt needs an amount above zero and charges of zero or more',
    zh: '收款金额须大于零，手续费不得为负',
  });
  must(
    arrival.charges.currency === arrival.money.currency,
    'finance.receipt.mixed-currencies',
    { en: 'Money and charges must be in one currency', zh: '收款与手续费须为同一币种' },
    { money: arrival.money.currency, charges: arrival.charges.currency },
  );
  const state: Receipt = {
    ...arrival,
    id,
    version: 0,
    parties: [arrival.payee, arrival.payer],
    currency: arrival.money.currency,
    allocations: allocated.allocations,
    unapplied: allocated.unapplied.amount,
  };
  return { state, events: [received(state)] };
};

/** The same reference again is the same receipt, so it must be the same money. */
export const sameReceipt = (receipt: Receipt, arrival: Arrival): Receipt => {
  must(
    decimal(receipt.money.amount).eq(arrival.money.amount) && receipt.currency === arrival.money.currency,
    'finance.receipt.reference-reused',
    { en: 'This bank reference already stands for another amount', zh: '该银行流水号已对应另一笔金额' },
    { reference: receipt.reference, amount: receipt.money.amount, currency: receipt.currency },
  );
  return receipt;
};

/** Unapplied credit is put to what fell due since. */
export const applyCredit =
  (allocations: readonly Allocation[]): Decision<Receipt> =>
  (receipt) => {
    if (allocations.length === 0) return unchanged(receipt);
    const left = allocations.reduce((rest, one) => minus(rest, one.money), unappliedOf(receipt));
    must(decimal(left.amount).gte(0), 'finance.receipt.more-than-unapplied', {
      en: 'A receipt cannot pay more than it holds',
      zh: '收款分配金额不得超过未核销余额',
    });
    const state = { ...receipt, allocations: [...receipt.allocations, ...allocations], unapplied: left.amount };
    return { state, events: [] };
  };

const received = (receipt: Receipt): finance.PaymentReceived =>
  create(finance.PaymentReceivedSchema, {
    receiptId: receipt.id,
    payer: receipt.payer,
    payee: receipt.payee,
    money: receipt.money,
    charges: receipt.charges,
    valueDate: receipt.valueDate,
    reference: receipt.reference,
    allocations: receipt.allocations.map((one) => ({ ...one, shipmentId: one.shipmentId ?? '' })),
    orderId: receipt.allocations[0]?.orderId ?? '',
  });
