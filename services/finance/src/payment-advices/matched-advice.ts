import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { type ItemMatched, matchItems } from './match-advice.rules.ts';
import type { Advised, PaymentAdvice } from './payment-advice.rules.ts';

/** An advice beside what the payer owes on its payment date, or today where that has passed. */
export const matchedNow = async (
  tx: Tx,
  { payee, payer }: Pick<PaymentAdvice, 'payee' | 'payer'>,
  advised: Advised,
): Promise<ItemMatched[]> => {
  const plans = await tx.find(PaymentPlans, { trader: payee, customer: payer, status: In(['active', 'settled']) });
  return matchItems(advised, plans, advised.paymentDate > tx.today ? advised.paymentDate : tx.today);
};
