import { must } from '@tradeloom/kernel';

/**
 * The life of a change request, beside the order's own.
 *
 * | from   | to                                                      | because                                           |
 * |--------|---------------------------------------------------------|---------------------------------------------------|
 * | open   | agreed, rejected, withdrawn, countered, superseded, expired | everybody asked said yes, somebody said no, nobody said anything in time, ... |
 * | agreed | applied, superseded                                     | the order follows, or moved on by another change  |
 *
 * All others are ends.
 */
const transitions = {
  open: ['agreed', 'rejected', 'withdrawn', 'countered', 'superseded', 'expired'],
  agreed: ['applied', 'superseded'],
  applied: [],
  rejected: [],
  withdrawn: [],
  countered: [],
  superseded: [],
  expired: [],
} as const satisfies Record<string, readonly string[]>;

export type ChangeStatus = keyof typeof transitions;
export const changeStatuses = Object.keys(transitions) as ChangeStatus[];

export const changeMayBecome = (from: ChangeStatus, to: ChangeStatus): boolean =>
  (transitions[from] as readonly ChangeStatus[]).includes(to);

export const changeBecomes = (from: ChangeStatus, to: ChangeStatus): ChangeStatus => {
  must(
    changeMayBecome(from, to),
    'orders.change.not-open',
    { en: `A change that is ${from} cannot become ${to}`, zh: `状态为 ${from} 的变更不能变为 ${to}` },
    { from, to },
  );
  return to;
};
