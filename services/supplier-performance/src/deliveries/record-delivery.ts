import { NotYetKnown, type Tx } from '@tradeloom/chassis';
import type { Decision } from '@tradeloom/kernel';
import { blankPolicy, type Policy } from '../policies/policy.rules.ts';
import { Policies } from '../policies/policy.table.ts';
import { drawScorecard } from '../scorecards/draw-scorecards.ts';
import { type DeliveryRecord, filed } from './delivery-record.rules.ts';
import { DeliveryRecords } from './delivery-record.table.ts';

export const policyOf = async (tx: Tx, factory: string): Promise<Policy> => {
  const [policy = blankPolicy(factory)] = await tx.find(Policies, { factory });
  return policy;
};

/** Redraws every month the record speaks of, and those it spoke of before: a date that moved leaves its old month. */
const scoreRecord = async (
  tx: Tx,
  record: DeliveryRecord,
  before: readonly string[],
  policy: Policy,
): Promise<void> => {
  const periods = [...new Set([...before, ...record.periods])].sort();
  for (const period of periods) await drawScorecard(tx, record, policy, period, record.orderId);
};

/** Adds a fact to an outsourcing order's record, and redraws the scorecards it bears on. */
export const recordDelivery = async (tx: Tx, id: string, decide: Decision<DeliveryRecord>): Promise<void> => {
  const [known] = await tx.find(DeliveryRecords, { id });
  if (known === undefined) throw new NotYetKnown('outsourcing order', id);
  const policy = await policyOf(tx, known.factory);
  let periodsBefore: readonly string[] = [];
  const record = await tx.change(DeliveryRecords, id, (before) => {
    periodsBefore = before.periods;
    const { state, events } = decide(before);
    return { state: state === before ? before : filed(state, policy.tolerance.lateDays), events };
  });
  await scoreRecord(tx, record, periodsBefore, policy);
};
