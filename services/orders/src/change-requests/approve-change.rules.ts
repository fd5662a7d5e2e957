import { create, orders } from '@tradeloom/contracts';
import { must, type Outcome, unchanged } from '@tradeloom/kernel';
import { commit, type DeliveryPromise } from '../audits/date-audit.rules.ts';
import type { ChangeRequest, Party } from './change-request.rules.ts';
import { changeBecomes } from './change-status.rules.ts';

/** Roles that may bind an owner in a change. A customer's system speaks for the customer. */
const responsible: Readonly<Record<string, readonly string[]>> = {
  trader: ['owner', 'sales-supervisor'],
  factory: ['owner', 'production-manager'],
};

/** One responsible person of each owner, and the customer's consent where he did not ask himself. */
const approvalsNeeded = (change: ChangeRequest): string[] => {
  const { customer, trader, factory, proposedBy } = change;
  return proposedBy.organisation === customer ? [trader, factory] : [customer, trader, factory];
};

export const approvalsMissing = (change: ChangeRequest): string[] =>
  approvalsNeeded(change).filter((needed) => !change.approvals.some((given) => given.organisation === needed));

/** Whether this person's yes is the last one: then production must hold the new terms first. */
export const isLastApproval = (change: ChangeRequest, by: Party): boolean => {
  const missing = approvalsMissing(change);
  return change.status === 'open' && missing.length === 1 && missing[0] === by.organisation;
};

/**
 * A responsible person says yes; the last yes needs what production holds for the new terms.
 * @throws DomainError `orders.change.own-proposal`, `.not-responsible`, `.not-promisable`
 */
export const approveChange =
  (by: Party, at: Date, held: readonly DeliveryPromise[]) =>
  (change: ChangeRequest): Outcome<ChangeRequest> => {
    if (change.approvals.some((given) => given.organisation === by.organisation)) return unchanged(change);
    mayApprove(change, by);
    const approved: ChangeRequest = {
      ...change,
      approvals: [...change.approvals, { organisation: by.organisation, login: by.login, at: at.toISOString() }],
    };
    const complete = approvalsMissing(approved).length === 0;
    if (complete) mustBePromisable(approved, held);
    const event = create(orders.ChangeApprovedSchema, {
      changeId: change.id,
      orderId: change.orderId,
      changeNumber: change.number,
      owner: by.organisation,
    });
    return {
      state: complete ? { ...approved, status: changeBecomes(change.status, 'agreed') } : approved,
      events: [event],
    };
  };

/** @throws DomainError when this person may not say yes to this change */
export const mayApprove = (change: ChangeRequest, by: Party): void => {
  changeBecomes(change.status, 'agreed');
  must(
    by.login !== change.proposedBy.login || by.organisation !== change.proposedBy.organisation,
    'orders.change.own-proposal',
    {
      en: 'Nobody approves his own proposal',
      zh: '提出人不得批准自己的变更',
    },
  );
  must(
    approvalsNeeded(change).includes(by.organisation) &&
      (responsible[by.kind]?.includes(by.role) ?? by.kind === 'customer'),
    'orders.change.not-responsible',
    { en: 'A responsible person of an owner must approve', zh: '须由责任方负责人批准' },
    { kind: by.kind, role: by.role },
  );
};

/** Production must hold every delivery of the change at its date, the buffer included. */
const mustBePromisable = (change: ChangeRequest, held: readonly DeliveryPromise[]): void => {
  for (const schedule of change.schedules) {
    const promise = held.find((p) => p.lineId === schedule.lineId && p.scheduleId === schedule.scheduleId);
    const committed = promise === undefined ? null : commit({ ...promise, requested: schedule.date }).committed;
    must(
      committed === schedule.date || schedule.quantity.value === '0',
      'orders.change.not-promisable',
      {
        en: `${schedule.date} cannot be kept: ${committed ?? 'no date'} can. Counter-propose it`,
        zh: `无法满足 ${schedule.date}，可承诺 ${committed ?? '无'}，请另提方案`,
      },
      { requested: schedule.date, promisable: committed ?? '', binding: promise?.binding.name ?? '' },
    );
  }
};
