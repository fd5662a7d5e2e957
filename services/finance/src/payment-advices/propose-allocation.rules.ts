import { decimal, type Money, minus, money, sumOf, type Text } from '@tradeloom/kernel';
import type { Allocation } from '../receivables/allocation.rules.ts';
import { type ChargesBorneBy, creditedBy } from '../receivables/receipt.rules.ts';
import type { ItemMatched } from './match-advice.rules.ts';

/** How money that arrives, or is to arrive, would be put to what its advice names. A person books it, or not. */
export interface Proposal {
  readonly advised: Money;
  readonly received: Money;
  /** what the banks would have taken on the way */
  readonly charges: Money;
  readonly chargesBorneBy: ChargesBorneBy;
  readonly allocations: readonly Allocation[];
  readonly unapplied: Money;
  readonly because: Text;
}

const becauseOf = (advised: Money, received: Money, charges: Money, borneBy: ChargesBorneBy): Text => {
  const { currency } = advised;
  if (decimal(charges.amount).gt(0)) {
    const amount = `${charges.amount} ${currency}`;
    return borneBy === 'payee'
      ? {
          en: `${amount} less than advised arrived: as bank charges of the payee the advised amount counts in full`,
          zh: `到账比通知少 ${amount}：按收款方承担银行手续费处理，仍全额核销`,
        }
      : {
          en: `${amount} less than advised arrived: the payer bears bank charges, so only what arrived counts`,
          zh: `到账比通知少 ${amount}：手续费由付款方承担，仅按到账金额核销`,
        };
  }
  return decimal(received.amount).gt(advised.amount)
    ? { en: 'More than advised arrived: the rest stays unapplied', zh: '到账多于通知，余额暂不核销' }
    : { en: 'As advised', zh: '与通知一致' };
};

/** Puts money to what the advice names, in its order and never above what it says; what is left stays unapplied. */
export const allocateAsAdvised = (
  credited: Money,
  matched: readonly ItemMatched[],
): { allocations: Allocation[]; unapplied: Money } => {
  const allocations: Allocation[] = [];
  let left = decimal(credited.amount);
  for (const allocation of matched.flatMap((one) => one.allocations)) {
    if (left.lte(0)) break;
    const part = left.lt(allocation.money.amount) ? left : decimal(allocation.money.amount);
    allocations.push({ ...allocation, money: money(part, credited.currency) });
    left = left.minus(part);
  }
  return { allocations: joined(allocations), unapplied: money(left, credited.currency) };
};

/** One part a stage: two items of an advice may pay the same one. */
const joined = (allocations: readonly Allocation[]): Allocation[] =>
  [...new Set(allocations.map((one) => one.stageId))].flatMap((stageId) => {
    const [first, ...more] = allocations.filter((one) => one.stageId === stageId);
    if (!first) return [];
    return [
      {
        ...first,
        money: sumOf(
          [first, ...more].map((one) => one.money),
          first.money.currency,
        ),
      },
    ];
  });

/** @param received what arrived; the advised amount as long as nothing has */
export const propose = (
  advised: Money,
  matched: readonly ItemMatched[],
  chargesBorneBy: ChargesBorneBy,
  received: Money = advised,
): Proposal => {
  const missing = minus(advised, received);
  const charges = decimal(missing.amount).gt(0) ? missing : money(0, advised.currency);
  const credited = creditedBy({ money: received, charges, chargesBorneBy });
  return {
    advised,
    received,
    charges,
    chargesBorneBy,
    ...allocateAsAdvised(credited, matched),
    because: becauseOf(advised, received, charges, chargesBorneBy),
  };
};
