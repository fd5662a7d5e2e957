import type { Tx } from '@tradeloom/chassis';
import type { Money } from '@tradeloom/kernel';
import { In } from 'typeorm';
import { countUncounted } from '../credit-cover/customer-position.ts';
import { keepPlan } from '../payment-plans/change-plan.ts';
import type { PaymentPlan } from '../payment-plans/payment-plan.rules.ts';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import { putMoney } from '../payment-plans/plan-decision.rules.ts';
import { type Allocation, isTakenUp, type OwedStage, owedOn, type Purpose, type ReadUpTo } from './allocation.rules.ts';

const atOnce = 50;

const owing = `
  select id, oldest_due as due from payment_plans
   where trader = $1 and customer = $2 and currency = $3 and oldest_due is not null and owed_from <= $4
     and (oldest_due, id collate "C") > ($5::date, $6 collate "C")
   order by oldest_due, id collate "C" limit ${atOnce}`;

/** What a customer owes a trader today, on all orders: as much as this money can pay, what it is meant for first. */
export const owedBy = async (
  tx: Tx,
  { trader, customer }: Pick<PaymentPlan, 'trader' | 'customer'>,
  money: Money,
  purpose: Purpose,
): Promise<OwedStage[]> => {
  const read = async (ids: readonly string[]): Promise<OwedStage[]> =>
    owedOn(await tx.find(PaymentPlans, { trader, customer, status: 'active', id: In([...ids]) }), tx.today);
  await countUncounted(tx, trader, customer);
  const named = namedBy(purpose);
  const owed = await read(named);
  let upTo: ReadUpTo = { due: '0001-01-01', orderId: '' };
  while (!isTakenUp(money, owed, purpose, upTo)) {
    const next = await tx.queryOften<{ id: string; due: string }>(owing, [
      trader,
      customer,
      money.currency,
      tx.today,
      upTo.due,
      upTo.orderId,
    ]);
    owed.push(...(await read(next.map(({ id }) => id).filter((id) => !named.includes(id)))));
    const last = next.at(-1);
    if (!last || next.length < atOnce) break;
    upTo = { due: last.due, orderId: last.id };
  }
  return owed;
};

/** A stage is named by its order's id and its own name. */
const namedBy = ({ order, stage }: Purpose): string[] => [
  ...new Set([order, stage?.split(':')[0]].filter((id) => id !== undefined)),
];

/** Puts each allocation to its stage; a stage that was paid meanwhile refuses, and nothing is kept. */
export const putToStages = async (tx: Tx, allocations: readonly Allocation[]): Promise<void> => {
  for (const { orderId, stageId, money } of allocations.toSorted((a, b) => a.orderId.localeCompare(b.orderId))) {
    await keepPlan(tx, orderId, putMoney(stageId, money));
  }
};
