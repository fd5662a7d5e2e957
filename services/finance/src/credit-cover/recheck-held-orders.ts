import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { keepPlan } from '../payment-plans/change-plan.ts';
import type { PaymentPlan } from '../payment-plans/payment-plan.rules.ts';
import { PaymentPlans } from '../payment-plans/payment-plan.table.ts';
import {
  type CustomerPosition,
  judgeOrder,
  limitAmount,
  recordCover,
  roomFor,
  withOrder,
} from './cover-decision.rules.ts';
import { customerPosition } from './customer-position.ts';

const atOnce = 50;

const currenciesHeld = `
  select distinct currency from payment_plans where trader = $1 and customer = $2 and status = 'draft' and cover = 'hold'`;

const thatFit = `
  select id from payment_plans join unnest($3::text[], $4::numeric[]) as room (currency, most) using (currency)
   where trader = $1 and customer = $2 and status = 'draft' and cover = 'hold' and would_add <= most and id > $5
   order by id limit ${atOnce}`;

/** The limit or the exposure moved: orders that were held are judged again, the first come first. */
export const recheckHeldOrders = async (tx: Tx, trader: string, customer: string): Promise<void> => {
  const held = await tx.queryOften<{ currency: string }>(currenciesHeld, [trader, customer]);
  if (held.length === 0) return;
  const currencies = held.map(({ currency }) => currency);
  let position = await customerPosition(tx, trader, customer);
  let last = '';
  for (;;) {
    const plans = await fitting(tx, [trader, customer], position, currencies, last);
    for (const plan of plans) position = await judgeAgain(tx, position, plan);
    const end = plans.at(-1);
    if (!end || plans.length < atOnce) return;
    last = end.id;
  }
};

/** Held orders are found by what they would add: those that cannot fit are not read. */
const fitting = async (
  tx: Tx,
  pair: readonly [string, string],
  position: CustomerPosition,
  currencies: readonly string[],
  after: string,
): Promise<PaymentPlan[]> => {
  const rooms = roomFor(position, currencies);
  const found = await tx.queryOften<{ id: string }>(thatFit, [
    ...pair,
    rooms.map(({ currency }) => currency),
    rooms.map(({ amount }) => amount),
    after,
  ]);
  return found.length === 0 ? [] : tx.find(PaymentPlans, { id: In(found.map(({ id }) => id)) }, { id: 'ASC' });
};

const judgeAgain = async (tx: Tx, position: CustomerPosition, plan: PaymentPlan): Promise<CustomerPosition> => {
  const verdict = judgeOrder(position, plan);
  if (verdict.outcome === 'hold') return position;
  const limit = limitAmount(position, tx.today, plan.currency);
  return withOrder(position, await keepPlan(tx, plan.id, recordCover(verdict, limit)));
};
