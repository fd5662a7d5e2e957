import { create, orders } from '@tradeloom/contracts';
import { DomainError, type IsoDate, must, type Outcome, type Quantity, unchanged } from '@tradeloom/kernel';
import { commit, type Promise } from '../audits/date-audit.rules.ts';
import { deliveriesOf, type Order, type Source } from '../orders/order.rules.ts';
import { isFirm } from '../orders/order-status.rules.ts';
import { type ChangeStatus, changeBecomes } from './change-status.rules.ts';

/** One delivery before and after; a new delivery was nothing before. */
export interface ProposedSchedule {
  readonly lineId: string;
  readonly scheduleId: string;
  readonly quantity: Quantity;
  readonly date: IsoDate;
  readonly quantityBefore: string;
  readonly dateBefore: IsoDate | '';
}

/** A person or a partner's system, in the part that its organisation has in this order. */
export interface Party {
  readonly login: string;
  readonly organisation: string;
  readonly kind: string;
  readonly role: string;
}

export interface Approval {
  readonly organisation: string;
  readonly login: string;
  readonly at: string;
}

/** Somebody wants a firm order otherwise; the order keeps its terms until everybody concerned said yes. 变更申请 */
export interface ChangeRequest {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly orderId: string;
  readonly customer: string;
  readonly trader: string;
  readonly factory: string;
  readonly number: string;
  readonly baseVersion: number;
  readonly status: ChangeStatus;
  readonly proposedBy: Party;
  readonly reason: string;
  readonly schedules: ProposedSchedule[];
  readonly approvals: Approval[];
  /** The change that this one answers. */
  readonly counters: string | null;
  readonly closedBecause: string | null;
  readonly source: Source | null;
}

export interface Proposal {
  readonly id: string;
  readonly number: string;
  readonly baseVersion: number;
  readonly reason: string;
  readonly schedules: readonly ProposedSchedule[];
  readonly counters: string | null;
  readonly source: Source | null;
}

/** A change of a firm order is proposed against the terms that the proposer saw. */
export const proposeChange = (proposal: Proposal, by: Party, order: Order): Outcome<ChangeRequest> => {
  must(isFirm(order.status), 'orders.change.order-not-firm', {
    en: 'Only a firm order is changed by agreement',
    zh: '只有已生效的订单才走变更流程',
  });
  mustBeCurrent(proposal.baseVersion, order);
  must(proposal.schedules.length > 0, 'orders.change.nothing', { en: 'The change changes nothing', zh: '变更内容为空' });
  must(leavesSomething(proposal.schedules, order), 'orders.change.leaves-nothing', {
    en: 'A change that leaves nothing is a cancellation',
    zh: '变更后订单为空，应走取消流程',
  });
  const { id: orderId, customer, trader, factory, parties } = order;
  const change: ChangeRequest = {
    ...proposal,
    schedules: [...proposal.schedules],
    version: 0,
    parties,
    orderId,
    customer,
    trader,
    factory,
    status: 'open',
    proposedBy: by,
    approvals: [],
    closedBecause: null,
  };
  const event = create(orders.ChangeProposedSchema, {
    changeId: change.id,
    orderId,
    changeNumber: change.number,
    proposedBy: by.organisation,
    schedules: change.schedules.map(({ quantity, ...schedule }) => ({
      ...schedule,
      quantity: quantity.value,
      unit: quantity.unit,
    })),
    reason: change.reason,
    baseVersion: change.baseVersion,
  });
  return { state: change, events: [event] };
};

const leavesSomething = (schedules: readonly ProposedSchedule[], order: Order): boolean =>
  schedules.some((s) => s.quantity.value !== '0') ||
  deliveriesOf(order).some(({ schedule }) => schedules.every((s) => s.scheduleId !== schedule.id));

export const mustBeCurrent = (baseVersion: number, { orderVersion }: Order): void => {
  if (baseVersion === orderVersion) return;
  throw new DomainError(
    'orders.change.stale',
    { en: 'The order has changed since: look at it again', zh: '订单已有新版本，请重新查看' },
    { baseVersion, orderVersion },
    'conflict',
  );
};

/** Roles that may bind an owner in a change. A customer's system speaks for the customer. */
const responsible: Readonly<Record<string, readonly string[]>> = {
  trader: ['owner', 'sales-supervisor'],
  factory: ['owner', 'production-manager'],
};

/** One responsible person of each owner, and the customer's consent where he did not ask himself. */
export const approvalsNeeded = (change: ChangeRequest): string[] => {
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
  (by: Party, at: Date, held: readonly Promise[]) =>
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
    return { state: complete ? { ...approved, status: changeBecomes(change.status, 'agreed') } : approved, events: [event] };
  };

/** @throws DomainError when this person may not say yes to this change */
export const mayApprove = (change: ChangeRequest, by: Party): void => {
  changeBecomes(change.status, 'agreed');
  must(by.login !== change.proposedBy.login || by.organisation !== change.proposedBy.organisation, 'orders.change.own-proposal', {
    en: 'Nobody approves his own proposal',
    zh: '提出人不得批准自己的变更',
  });
  must(
    approvalsNeeded(change).includes(by.organisation) && (responsible[by.kind]?.includes(by.role) ?? by.kind === 'customer'),
    'orders.change.not-responsible',
    { en: 'A responsible person of an owner must approve', zh: '须由责任方负责人批准' },
    { kind: by.kind, role: by.role },
  );
};

/** Production must hold every delivery of the change at its date, the buffer included. */
const mustBePromisable = (change: ChangeRequest, held: readonly Promise[]): void => {
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
