import { create, orders } from '@tradeloom/contracts';
import {
  addDays,
  addWorkingDays,
  DomainError,
  type IsoDate,
  must,
  type Outcome,
  type Quantity,
  type Text,
} from '@tradeloom/kernel';
import { deliveriesOf, type Order, type Source } from '../orders/order.rules.ts';
import { isFirm } from '../orders/order-status.rules.ts';
import { alreadyShipped } from '../orders/shipping.rules.ts';
import type { ChangeStatus } from './change-status.rules.ts';

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
  /** The last business date for the answer of those who are asked. */
  readonly decideBy: IsoDate | null;
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
  readonly proposedOn: IsoDate;
  readonly counters: string | null;
  readonly source: Source | null;
}

/** Working days, Monday to Friday, that those may take who are asked. */
const decidedWithin = 5;

/** An agreed change waits for production and orders themselves, which are watched as their events are. */
export const changeDeadlines = {
  decision: ({ status, decideBy }: ChangeRequest) =>
    status === 'open' && decideBy !== null ? [{ on: addDays(decideBy, 1) }] : [],
};

type Proposed = Pick<Proposal, 'baseVersion' | 'schedules'>;

/** A change of a firm order is proposed against the terms that the proposer saw. */
export const proposeChange = (
  { proposedOn, ...proposal }: Proposal,
  by: Party,
  order: Order,
): Outcome<ChangeRequest> => {
  mustStillFit(proposal, order);
  must(isFirm(order.status), 'orders.change.order-not-firm', {
    en: 'Only a firm order is changed by agreement',
    zh: '只有已生效的订单才走变更流程',
  });
  must(proposal.schedules.length > 0, 'orders.change.nothing', {
    en: 'The change changes nothing',
    zh: '变更内容为空',
  });
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
    decideBy: addWorkingDays(proposedOn, decidedWithin),
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

/** Why the order is no longer the one that the change was proposed for; null when it still is. */
export const overtakenBy = (change: Proposed, order: Order): Text | null => {
  const shipped = shippedOf(change, order);
  if (shipped !== null) return shipped;
  const { orderVersion } = order;
  return change.baseVersion === orderVersion
    ? null
    : { en: `Order version ${orderVersion}`, zh: `订单已为第 ${orderVersion} 版` };
};

/** Goods that left stay what and when they were; an order that shipped whole takes no further delivery either. */
const shippedOf = ({ schedules }: Proposed, order: Order): Text | null => {
  if (order.status === 'shipped') return { en: 'The whole order has shipped', zh: '订单已全部装运' };
  const shipped = deliveriesOf(order).find(
    ({ schedule }) => schedule.status !== 'firm' && schedules.some((s) => s.scheduleId === schedule.id),
  );
  return shipped === undefined ? null : alreadyShipped(shipped.line, shipped.schedule);
};

/** @throws DomainError `orders.change.already-shipped`, `orders.change.stale` */
export const mustStillFit = (change: Proposed, order: Order): void => {
  const shipped = shippedOf(change, order);
  if (shipped !== null) throw new DomainError('orders.change.already-shipped', shipped);
  const because = overtakenBy(change, order);
  if (because === null) return;
  throw new DomainError(
    'orders.change.stale',
    {
      en: `The order went on since: ${because.en}. Look at it again`,
      zh: `订单已有进展：${because.zh}，请重新查看`,
    },
    { baseVersion: change.baseVersion, orderVersion: order.orderVersion },
    'conflict',
  );
};
