import type { Tx } from '@tradeloom/chassis';
import type { IsoDate, Money } from '@tradeloom/kernel';
import { In } from 'typeorm';
import { convertWith } from '../exchange-rates/exchange-rate.rules.ts';
import { ratesOn } from '../exchange-rates/rates-on.ts';
import type { Owing } from '../payment-plans/payment-plan.rules.ts';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { reckoningOf } from '../payment-plans/plan-reckoning.rules.ts';
import type { CustomerPosition } from './cover-decision.rules.ts';
import { limitId } from './credit-limit.rules.ts';
import { CreditLimits } from './credit-limit.table.ts';
import { lockCustomer } from './lock-customer.ts';

interface Kept {
  readonly uncounted: boolean;
  readonly owing: readonly Owing[] | null;
  readonly oldestDue: IsoDate | null;
  readonly unapplied: readonly Money[] | null;
}

const kept = `
  select exists (select 1 from payment_plans where trader = $1 and customer = $2 and not counted) as uncounted,
    (select json_agg(json_build_object('part', part, 'currency', currency, 'months', months, 'days', days, 'amount', amount::text))
       from exposures where trader = $1 and customer = $2 and amount <> 0) as owing,
    (select oldest_due from payment_plans where trader = $1 and customer = $2 and oldest_due is not null
      order by oldest_due limit 1) as "oldestDue",
    (select json_agg(json_build_object('currency', currency, 'amount', amount))
       from (select currency, sum(unapplied)::text as amount from receipts
              where payee = $1 and payer = $2 and unapplied > 0 group by currency) sums) as unapplied`;

/** All that decides about a customer's cover today: sums that are kept, however many orders they are of. */
export const customerPosition = async (tx: Tx, trader: string, customer: string): Promise<CustomerPosition> => {
  const known = await knownPosition(tx, trader, customer);
  if (known) return known;
  await countUncounted(tx, trader, customer);
  const counted = await knownPosition(tx, trader, customer);
  if (!counted) throw new Error(`plans of ${customer} are not counted`);
  return counted;
};

/** The same for a door that only shows: null while a plan is still to be counted that an earlier release wrote last. */
export const knownPosition = async (tx: Tx, trader: string, customer: string): Promise<CustomerPosition | null> => {
  const [sums] = await tx.queryOften<Kept>(kept, [trader, customer]);
  if (!sums || sums.uncounted) return null;
  const [limit = null] = await tx.find(CreditLimits, { id: limitId(trader, customer) });
  const rates = await ratesOn(tx, trader, tx.today);
  return {
    owing: sums.owing ?? [],
    oldestDue: sums.oldestDue,
    unapplied: sums.unapplied ?? [],
    limit,
    today: tx.today,
    convertTo: (currency) => convertWith(rates, currency),
  };
};

const uncounted = 'select id from payment_plans where trader = $1 and customer = $2 and not counted';

const count = `
  update payment_plans set owing = counts.owing, would_add = counts."wouldAdd", oldest_due = counts."oldestDue", owed_from = counts."owedFrom"
    from jsonb_to_recordset($1) as counts (id text, owing jsonb, "wouldAdd" numeric, "oldestDue" date, "owedFrom" date)
   where payment_plans.id = counts.id`;

/** Plans that an earlier release wrote last are reckoned before anybody counts on the sums. */
export const countUncounted = async (tx: Tx, trader: string, customer: string): Promise<void> => {
  await lockCustomer(tx, trader, customer);
  const found = await tx.query<{ id: string }>(uncounted, [trader, customer]);
  if (found.length === 0) return;
  const plans = await tx.find(PaymentPlans, { id: In(found.map(({ id }) => id)) });
  await tx.query(count, [JSON.stringify(plans.map((plan) => ({ id: plan.id, ...reckoningOf(plan) })))]);
};
