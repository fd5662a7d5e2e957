import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { type ItemMatched, matchItems } from './match-advice.rules.ts';
import type { Advised, PaymentAdvice } from './payment-advice.rules.ts';

const named = `
  select id from payment_plans
   where trader = $1 and customer = $2 and status in ('active', 'settled')
     and (order_numbers && $3::text[] or shipments @> any($4::jsonb[]))`;

/** An advice beside what the payer owes on its payment date, or today where that has passed. */
export const matchedNow = async (
  tx: Tx,
  { payee, payer }: Pick<PaymentAdvice, 'payee' | 'payer'>,
  advised: Advised,
): Promise<ItemMatched[]> => {
  const references = advised.items.map(({ reference }) => reference);
  const invoices = references.map((invoiceNumber) => JSON.stringify([{ invoiceNumber }]));
  const found = await tx.queryOften<{ id: string }>(named, [payee, payer, references, invoices]);
  const plans = await tx.find(PaymentPlans, { id: In(found.map(({ id }) => id)) });
  return matchItems(advised, plans, advised.paymentDate > tx.today ? advised.paymentDate : tx.today);
};
