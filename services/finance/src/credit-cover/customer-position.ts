import type { Tx } from '@tradeloom/chassis';
import { In, Raw } from 'typeorm';
import { convertWith } from '../exchange-rates/exchange-rate.rules.ts';
import { ratesOn } from '../exchange-rates/rates-on.ts';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { unappliedOf } from '../receivables/receipt.rules.ts';
import { Receipts } from '../receivables/receipt.table.ts';
import type { CustomerPosition } from './cover-decision.rules.ts';
import { limitId } from './credit-limit.rules.ts';
import { CreditLimits } from './credit-limit.table.ts';

const aboveZero = (column: string): string => `${column} > 0`;

/** Reads all that decides about a customer's cover today. */
export const customerPosition = async (tx: Tx, trader: string, customer: string): Promise<CustomerPosition> => {
  const plans = await tx.find(PaymentPlans, { trader, customer, status: In(['draft', 'active']) });
  const receipts = await tx.find(Receipts, { payee: trader, payer: customer, unapplied: Raw(aboveZero) });
  const [limit = null] = await tx.find(CreditLimits, { id: limitId(trader, customer) });
  const rates = await ratesOn(tx, trader, tx.today);
  return {
    plans,
    unapplied: receipts.map(unappliedOf),
    limit,
    today: tx.today,
    convertTo: (currency) => convertWith(rates, currency),
  };
};
