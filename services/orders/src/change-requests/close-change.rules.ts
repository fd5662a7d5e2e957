import { create, orders } from '@tradeloom/contracts';
import { type IsoDate, must, type Outcome, unchanged } from '@tradeloom/kernel';
import type { ChangeRequest, Party } from './change-request.rules.ts';
import { changeBecomes, changeMayBecome } from './change-status.rules.ts';

type Closing = 'rejected' | 'withdrawn' | 'countered' | 'superseded' | 'expired';

/** A counter-proposal replaces what it answers. */
const outcomeOnWire: Readonly<Record<Closing, string>> = {
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  countered: 'superseded',
  superseded: 'superseded',
  expired: 'expired',
};

const close = (change: ChangeRequest, status: Closing, reason: string): Outcome<ChangeRequest> => ({
  state: { ...change, status: changeBecomes(change.status, status), closedBecause: reason },
  events: [
    create(orders.ChangeClosedSchema, {
      changeId: change.id,
      orderId: change.orderId,
      changeNumber: change.number,
      outcome: outcomeOnWire[status],
      reason,
    }),
  ],
});

const byAnother = (change: ChangeRequest, by: Party): void =>
  must(by.organisation !== change.proposedBy.organisation, 'orders.change.same-side', {
    en: 'The other side answers a change; its own side withdraws it',
    zh: '变更由对方答复，己方只能撤回',
  });

export const rejectChange =
  (by: Party, reason: string) =>
  (change: ChangeRequest): Outcome<ChangeRequest> => {
    if (change.status === 'rejected') return unchanged(change);
    byAnother(change, by);
    return close(change, 'rejected', reason);
  };

export const withdrawChange =
  (by: Party, reason: string) =>
  (change: ChangeRequest): Outcome<ChangeRequest> => {
    if (change.status === 'withdrawn') return unchanged(change);
    must(by.organisation === change.proposedBy.organisation, 'orders.change.not-yours', {
      en: 'Only the side that proposed a change withdraws it',
      zh: '只有提出方可以撤回变更',
    });
    return close(change, 'withdrawn', reason);
  };

export const counterChange =
  (by: Party, reason: string) =>
  (change: ChangeRequest): Outcome<ChangeRequest> => {
    byAnother(change, by);
    return close(change, 'countered', reason);
  };

/** The order moved on under it. */
export const supersedeChange =
  (because: string) =>
  (change: ChangeRequest): Outcome<ChangeRequest> =>
    changeMayBecome(change.status, 'superseded') ? close(change, 'superseded', because) : unchanged(change);

/** Nobody who was asked decided in time; what is agreed already goes its way. */
export const expireChange =
  (today: IsoDate) =>
  (change: ChangeRequest): Outcome<ChangeRequest> =>
    change.status === 'open' && change.decideBy !== null && today > change.decideBy
      ? close(change, 'expired', `Not decided by ${change.decideBy}`)
      : unchanged(change);
